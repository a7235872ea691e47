package view

import (
	"net/url"
	"slices"
	"strconv"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
	"simpanbudi/internal/phone"
	"simpanbudi/internal/web/page"
)

// MemberRecord is all that is kept of a member, and what can be done with it.
type MemberRecord struct {
	page.Desk
	Head    MemberHead
	Path    string // of the member
	Version string
	Told    string // what kept something from being saved; "" where nothing did
	Off     bool   // another system keeps the record: what can be done there is not done here

	Form     MemberForm
	Facts    []MemberFact // instead of the form, where it is off
	Language Field        // and this one
	WhatsApp string       // where a chat with the member opens; "" where the number cannot have one
	Late     bool         // a letter can be written

	Blocked       bool
	BlockedWhy    string
	MayLift       bool   // the role allows to end a suspension
	Suspended     string // until when; "" where the member is not
	BlockReason   Field
	UnblockReason Field
	Until, Why    Field // of a suspension
	LiftWhy       Field

	Extend    string // until when it would be; "" where the card does not expire
	NewCard   Field
	CardBirth Field

	PIN string // whether there is one

	Guardian      *MemberRow
	GuardianField Field
	Children      []MemberRow
	SamePhone     []MemberRow
	NoFamily      bool // nobody is known

	Sentence  string // what is agreed to, whichever the channel
	Consents  []ConsentRow
	Consented []string // the history, a sentence each

	Notes []NoteRow
	Note  Field
}

// Template names the page's file.
func (*MemberRecord) Template() string { return "desk/member_record" }

// MemberFact is a word with its value.
type MemberFact struct{ Label, Value string }

// ConsentRow is what holds for a channel.
type ConsentRow struct {
	Channel string
	Label   string
	Given   bool
	Since   string // since when, or that nothing was said yet
}

// NoteRow is a note with who made it.
type NoteRow struct{ ID, Text, About string }

// RecordState is what was typed into one of the forms of the page and not saved.
type RecordState struct {
	FormOf
	MayLift bool   // the role allows to end a suspension
	Stale   bool   // somebody else has changed the record meanwhile
	Which   string // the form that was posted: record, block, unblock, suspend, lift, card, guardian or note
}

// NewMemberRecord puts a record in words.
func NewMemberRecord(l *i18n.Language, d page.Desk, r *library.MemberRecord, s RecordState) *MemberRecord {
	p := &MemberRecord{Desk: d, Head: NewMemberHead(l, &r.MemberHead, "record"), Path: MemberPath(r.ID),
		Version: strconv.FormatInt(r.Version, 10), Off: r.Mirror, Blocked: r.Status == circulation.MemberBlocked, BlockedWhy: r.BlockedReason, MayLift: s.MayLift}
	if s.Stale {
		p.Told = l.Text("desk_members.stale")
	}
	if number := phone.WhatsApp(r.Phone); number != "" {
		p.WhatsApp = "https://wa.me/" + number
	}
	if s.Which != "record" && p.Told == "" {
		p.Told = s.Problem
	}
	p.form(l, r, s)
	p.state(l, r, s)
	p.family(l, r, s)
	p.consents(l, r)
	p.notes(l, r, s)
	return p
}

// form is the record itself: fields, or facts where another system keeps it.
func (p *MemberRecord) form(l *i18n.Language, r *library.MemberRecord, s RecordState) {
	kept := recordValues(r)
	if p.Off {
		p.facts(l, r)
		p.Language = languageField(l, r.Language, (&memberForm{l: l}).field(FieldLanguage, "choice", false))
		return
	}
	f := memberForm{l: l, typed: kept, choices: &r.Choices}
	if s.Which == "record" {
		f.typed, f.wrong = s.Typed, s.Wrong
		if s.Stale {
			f.now = differences(l, r, kept, s.Typed)
		}
		p.Form.Problem = s.Problem
		p.Form.people(l, s.FormOf)
	}
	p.Form.Action, p.Form.Version, p.Form.Submit = p.Path+"/record", p.Version, l.Text("desk_members.save")
	p.Form.Fields = f.fields()
	for i := range p.Form.Fields {
		if field := &p.Form.Fields[i]; field.Name == FieldBirth {
			field.Hint = birthHint(l, r)
		}
	}
}

// recordValues are a record's fields as a form posts them.
func recordValues(r *library.MemberRecord) url.Values {
	return url.Values{
		FieldName: {r.Name}, FieldCategory: {r.Category}, FieldBranch: {strconv.FormatInt(r.Branch, 10)}, FieldPhone: {r.Phone},
		FieldEmail: {r.Email}, FieldAddress: {r.Address}, FieldLanguage: {r.Language}, FieldExpires: {r.CardExpiresOn.String()},
	}
}

// differences are the fields in which the record is not what was typed.
func differences(l *i18n.Language, r *library.MemberRecord, kept, typed url.Values) map[string]string {
	now := map[string]string{}
	for name := range kept {
		if value := kept.Get(name); value != typed.Get(name) {
			now[name] = value
		}
	}
	words := map[string]string{FieldCategory: choiceName(r.Choices.Categories, r.Category), FieldBranch: branchName(r),
		FieldExpires: l.Day(r.CardExpiresOn)}
	for name, value := range words {
		if _, differs := now[name]; differs {
			now[name] = value
		}
	}
	if code := r.Language; now[FieldLanguage] != "" {
		now[FieldLanguage] = l.Text("desk_members.language." + code)
	}
	return now
}

func birthHint(l *i18n.Language, r *library.MemberRecord) string {
	switch {
	case r.BirthKnown && r.Mirror:
		return l.Text("desk_members.birth_there")
	case r.BirthKnown:
		return l.Text("desk_members.birth_known")
	}
	return l.Text("desk_members.birth_unknown")
}

func choiceName(list []library.Choice, code string) string {
	for _, c := range list {
		if c.Code == code {
			return c.Name
		}
	}
	return code
}

func branchName(r *library.MemberRecord) string {
	i := slices.IndexFunc(r.Choices.Branches, func(b library.BranchChoice) bool { return b.ID == r.Branch })
	if i < 0 {
		return ""
	}
	return r.Choices.Branches[i].Name
}

func (p *MemberRecord) facts(l *i18n.Language, r *library.MemberRecord) {
	add := func(name, value string) {
		if value == "" {
			value = l.Text("desk_members.blank")
		}
		p.Facts = append(p.Facts, MemberFact{l.Text("desk_members.field." + name), value})
	}
	add(FieldName, r.Name)
	add(FieldCard, MaskID(r.Card))
	add(FieldCategory, choiceName(r.Choices.Categories, r.Category))
	add(FieldBranch, branchName(r))
	add(FieldPhone, MaskID(r.Phone))
	add(FieldEmail, r.Email)
	add(FieldExpires, l.Day(r.CardExpiresOn))
	p.Facts = append(p.Facts, MemberFact{l.Text("desk_members.field.birth_date"), birthHint(l, r)})
}
