package view

import (
	"net/url"
	"strconv"

	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
)

// The fields of the form for a member.
const (
	FieldCard      = "card"
	FieldName      = "name"
	FieldCategory  = "category"
	FieldBranch    = "branch"
	FieldPhone     = "phone"
	FieldEmail     = "email"
	FieldAddress   = "address"
	FieldLanguage  = "language"
	FieldBirth     = "birth_date"
	FieldExpires   = "expires_on"
	FieldGuardian  = "guardian"
	FieldVersion   = "version"
	FieldAnyway    = "anyway"
	FieldReason    = "reason"
	FieldUntil     = "until"
	FieldNote      = "note"
	FieldNewCard   = "new_card"
	FieldCardBirth = "card_birth"
)

// MemberForm is the form for a member, new or known.
type MemberForm struct {
	Action  string
	Version string // "" of somebody new
	Problem string // what kept it from being saved; "" where nothing did
	Fields  []Field
	Owner   *MemberRow  // who has the card already; nil: nobody
	Twins   []MemberRow // who may be the same person; then it can be saved all the same
	Submit  string
}

// memberForm is what the form is made of.
type memberForm struct {
	l       *i18n.Language
	typed   url.Values
	now     map[string]string // what stands in the record, by field, where somebody else has changed it
	wrong   map[string]string
	choices *library.MemberChoices
}

// field makes a field with what was typed and what is wrong with it.
func (f *memberForm) field(name, kind string, required bool) Field {
	field := Field{Name: name, Kind: kind, Required: required, Value: f.typed.Get(name), Label: f.l.Text("desk_members.field." + name)}
	if hint := "desk_members.hint." + name; f.l.Has(hint) {
		field.Hint = f.l.Text(hint)
	}
	if wrong := f.wrong[name]; wrong != "" {
		field.Error = f.l.Text("desk_members.wrong." + wrong)
	}
	if now, changed := f.now[name]; changed {
		if now == "" {
			now = f.l.Text("desk_members.blank")
		}
		field.Error = f.l.Text("desk_members.now_is", "value", now)
	}
	return field
}

// fields are those of everybody's record.
func (f *memberForm) fields() []Field {
	category := f.field(FieldCategory, "choice", true)
	for _, c := range f.choices.Categories {
		category.Options = append(category.Options, Option{Value: c.Code, Label: c.Name})
	}
	category.Options = Choose(category.Options, category.Value)
	branch := f.field(FieldBranch, "choice", true)
	for _, b := range f.choices.Branches {
		name := b.Name
		branch.Options = append(branch.Options, Option{Value: strconv.FormatInt(b.ID, 10), Label: name})
	}
	branch.Options = Choose(branch.Options, branch.Value)
	return []Field{
		f.field(FieldName, "text", true), category, branch,
		f.field(FieldPhone, "tel", false), f.field(FieldEmail, "email", false),
		f.field(FieldAddress, "area", false), languageField(f.l, f.typed.Get(FieldLanguage), f.field(FieldLanguage, "choice", false)),
		f.field(FieldBirth, "date", false), f.field(FieldExpires, "date", false),
	}
}

// languageField lets the language be chosen in which a member is written to.
func languageField(l *i18n.Language, value string, field Field) Field {
	field.Options = []Option{{Value: "", Label: l.Text("desk_members.language_of_library")}}
	for _, code := range MemberLanguages() {
		field.Options = append(field.Options, Option{Value: code, Label: l.Text("desk_members.language." + code)})
	}
	field.Options = Choose(field.Options, value)
	return field
}

// MemberLanguages are the languages in which members are written to.
func MemberLanguages() []string { return []string{"id", "jv", "en"} }
