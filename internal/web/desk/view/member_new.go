package view

import (
	"net/url"
	"strconv"

	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/page"
)

// NewMember is the page on which somebody is registered.
type NewMember struct {
	page.Desk
	Form MemberForm
	Off  bool // another system registers members
}

// Template names the page's file.
func (*NewMember) Template() string { return "desk/member_new" }

// FormOf is a form's state: what was typed, and what is wrong with it.
type FormOf struct {
	Typed   url.Values
	Problem string
	Wrong   map[string]string // by field, the code of what is wrong
	Owner   *library.FoundMember
	Twins   []library.FoundMember
}

// NewNewMember puts the form for somebody new in words. A form without anything typed
// begins with what is likely.
func NewNewMember(l *i18n.Language, d page.Desk, n *library.NewMember, o FormOf) *NewMember {
	if o.Typed == nil {
		o.Typed = url.Values{FieldCard: {n.NextCard}, FieldExpires: {n.ExpiresOn.String()}}
		if len(n.Choices.Branches) > 0 {
			o.Typed.Set(FieldBranch, strconv.FormatInt(n.Choices.Branches[0].ID, 10))
		}
		if len(n.Choices.Categories) == 1 {
			o.Typed.Set(FieldCategory, n.Choices.Categories[0].Code)
		}
	}
	f := memberForm{l: l, typed: o.Typed, wrong: o.Wrong, choices: &n.Choices}
	card := f.field(FieldCard, "text", true)
	p := &NewMember{Desk: d, Off: n.Mirror, Form: MemberForm{Action: MembersPath + "/new", Problem: o.Problem, Submit: l.Text("desk_members.register")}}
	p.Form.Fields = append([]Field{card}, f.fields()...)
	p.Form.Fields = append(p.Form.Fields, f.field(FieldGuardian, "text", false))
	p.Form.people(l, o)
	return p
}

// people names who has the card, and who may be the same person.
func (f *MemberForm) people(l *i18n.Language, o FormOf) {
	if o.Owner != nil {
		owner := NewMemberRow(l, o.Owner, 0)
		f.Owner = &owner
	}
	f.Twins = MemberRows(l, o.Twins, 0)
}
