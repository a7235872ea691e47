package view

import (
	"strconv"

	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
	"simpanbudi/internal/reminder"
	"simpanbudi/internal/web/page"
)

// MemberMessages is what a member was told by messages.
type MemberMessages struct {
	page.Desk
	Head   MemberHead
	Path   string // of the messages; they are changed below it
	Stale  string
	Rows   []MemberMessage
	Untold []string // loans of which nobody could be told
	Next   string
}

// MemberMessage is a message in words.
type MemberMessage struct {
	ID          string
	Kind, At    string
	To          string // by which channel, to which address or person
	State, Tone string
	StateAt     string
	Loans       []string
	Tries       []MessageTry
	Uncertain   bool
	Resend      bool
	Withdraw    bool
}

// MessageTry is a try in words.
type MessageTry struct{ At, Outcome, Words string }

// Template names the page's file.
func (*MemberMessages) Template() string { return "desk/member_messages" }

// NewMemberMessages puts a page of them in words.
func NewMemberMessages(l *i18n.Language, d page.Desk, head *library.MemberHead, m *reminder.MemberMessages) *MemberMessages {
	p := &MemberMessages{Desk: d, Head: NewMemberHead(l, head, "messages"), Path: MemberPath(head.ID) + "/messages"}
	if m.Next != 0 {
		p.Next = p.Path + "?before=" + strconv.FormatInt(m.Next, 10)
	}
	for i := range m.List {
		p.Rows = append(p.Rows, memberMessage(l, &m.List[i]))
	}
	for i := range m.Untold {
		p.Untold = append(p.Untold, toldLoan(l, &m.Untold[i]))
	}
	return p
}

func memberMessage(l *i18n.Language, m *reminder.MemberMessage) MemberMessage {
	row := MemberMessage{ID: id(m.ID), Kind: orKey(l, "desk_messages.kind."+m.Kind, m.Kind), At: l.DateTime(m.Created),
		To: orKey(l, "desk_messages.channel."+m.Channel, m.Channel), State: l.Text("desk_messages.state." + m.State),
		Uncertain: m.Uncertain, Resend: m.MayResend(), Withdraw: m.MayWithdraw()}
	row.Tone = map[string]string{"sent": "good", "failed": "late", "waiting": "mind", "sending": "mind"}[m.State]
	if m.Address != "" {
		row.To = l.Text("desk_messages.to_address", "channel", row.To, "address", m.Address)
	}
	if m.To != "" {
		row.To = l.Text("desk_messages.to_guardian", "to", row.To, "name", m.To)
	}
	switch {
	case m.State == "waiting":
		row.StateAt = l.Text("desk_messages.not_before", "at", l.DateTime(m.NotBefore))
	case m.Staff != "" && m.How != "":
		row.StateAt = l.Text("desk_messages.ticked", "at", l.DateTime(m.Settled), "how", orKey(l, "desk_messages.how."+m.How, m.How), "staff", m.Staff)
	case !m.Settled.IsZero():
		row.StateAt = l.DateTime(m.Settled)
	}
	for i := range m.Loans {
		row.Loans = append(row.Loans, toldLoan(l, &m.Loans[i]))
	}
	for _, t := range m.Tries {
		words := t.Words
		if m.How != "" { // it stands beside the state
			words = ""
		}
		row.Tries = append(row.Tries, MessageTry{At: l.DateTime(t.At), Outcome: orKey(l, "desk_messages.outcome."+t.Outcome, t.Outcome), Words: words})
	}
	return row
}

// toldLoan is a loan that a message tells of, with its step and what became of it.
func toldLoan(l *i18n.Language, t *reminder.ToldLoan) string {
	said := l.Text("desk_messages.told_loan", "title", t.Title, "due", l.Date(t.Due), "step", StepWhen(l, t.Step), "state", l.Text("desk_messages.state."+t.State))
	if t.Name != "" {
		said = l.Text("desk_messages.told_of", "name", t.Name, "loan", said)
	}
	return said
}
