package view

import (
	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
)

// state is what a member may do, with the forms that change it.
func (p *MemberRecord) state(l *i18n.Language, r *library.MemberRecord, s RecordState) {
	if r.SuspendedUntil >= r.Today {
		p.Suspended = l.Text("desk_members.suspended", "date", l.Day(r.SuspendedUntil))
	}
	p.BlockReason = s.reason(l, "block", true)
	p.UnblockReason = s.reason(l, "unblock", false)
	p.Why = s.reason(l, "suspend", true)
	p.LiftWhy = s.reason(l, "lift", true)
	p.Until = s.field(l, "suspend", FieldUntil, "date", true)
	p.NewCard = s.field(l, "card", FieldNewCard, "text", true)
	p.CardBirth = s.field(l, "card", FieldCardBirth, "date", false)
	if !r.CardExpiresOn.IsZero() && r.ValidMonths > 0 {
		p.Extend = l.Text("desk_members.extend", "date", l.Day(max(r.CardExpiresOn, r.Today).AddMonths(r.ValidMonths)))
	}
	p.PIN = l.Text("desk_members.pin_none")
	if r.HasPIN {
		p.PIN = l.Text("desk_members.pin_there")
	}
}

// reason is the field for why, which is on the page once for each form: the id says which.
func (s *RecordState) reason(l *i18n.Language, form string, required bool) Field {
	f := s.field(l, form, FieldReason, "text", required)
	f.Name = form + "_" + FieldReason
	return f
}

// field is one of the small forms' with what was typed into it.
func (s *RecordState) field(l *i18n.Language, form, name, kind string, required bool) Field {
	f := memberForm{l: l}
	if s.Which == form {
		f.typed, f.wrong = s.Typed, s.Wrong
	}
	field := f.field(name, kind, required)
	if name == FieldReason && s.Which == form {
		field.Value = s.Typed.Get(form + "_" + FieldReason)
	}
	return field
}

// family is who answers for the member, for whom they answer, and who shares the number.
func (p *MemberRecord) family(l *i18n.Language, r *library.MemberRecord, s RecordState) {
	if r.Guardian != nil {
		guardian := NewMemberRow(l, r.Guardian, r.Today)
		p.Guardian = &guardian
	}
	p.Children = MemberRows(l, r.Children, r.Today)
	p.GuardianField = s.field(l, "guardian", FieldGuardian, "text", true)
	for i := range r.SamePhone {
		if m := &r.SamePhone[i]; !related(r, m.ID) {
			p.SamePhone = append(p.SamePhone, NewMemberRow(l, m, r.Today))
		}
	}
	p.NoFamily = p.Guardian == nil && len(p.Children)+len(p.SamePhone) == 0
}

func related(r *library.MemberRecord, id int64) bool {
	if r.Guardian != nil && r.Guardian.ID == id {
		return true
	}
	for i := range r.Children {
		if r.Children[i].ID == id {
			return true
		}
	}
	return false
}

// consents are what holds for each channel, and how it came to that.
func (p *MemberRecord) consents(l *i18n.Language, r *library.MemberRecord) {
	p.Sentence = l.Text("desk_members.consent_wording", "channel", l.Text("desk_members.any_channel"))
	for _, channel := range library.Channels() {
		row := ConsentRow{Channel: channel, Label: l.Text("desk_members.channel." + channel),
			Since: l.Text("desk_members.consent_none")}
		for i := range r.Consents {
			if c := &r.Consents[i]; c.Channel == channel {
				row.Given, row.Since = c.Given, consentSince(l, c)
				break
			}
		}
		p.Consents = append(p.Consents, row)
	}
	for i := range r.Consents {
		c := &r.Consents[i]
		p.Consented = append(p.Consented, l.Text("desk_members.consent_line", "channel", l.Text("desk_members.channel."+c.Channel),
			"what", consentSince(l, c), "wording", c.Wording))
	}
}

func consentSince(l *i18n.Language, c *library.Consent) string {
	who := c.By
	if who == "" {
		who = l.Text("desk_members.by_member")
	}
	if c.Given {
		return l.Text("desk_members.consent_given", "date", l.DateTime(c.At), "who", who)
	}
	return l.Text("desk_members.consent_withdrawn", "date", l.DateTime(c.At), "who", who)
}

// ConsentWording is the sentence a member agrees to.
func ConsentWording(l *i18n.Language, channel string) string {
	return l.Text("desk_members.consent_wording", "channel", l.Text("desk_members.channel."+channel))
}

func (p *MemberRecord) notes(l *i18n.Language, r *library.MemberRecord, s RecordState) {
	for _, n := range r.Notes {
		p.Notes = append(p.Notes, NoteRow{ID: idText(n.ID), Text: n.Text, About: l.Text("desk_members.note_about", "date", l.DateTime(n.At), "who", n.By)})
	}
	p.Note = s.field(l, "note", FieldNote, "area", true)
}
