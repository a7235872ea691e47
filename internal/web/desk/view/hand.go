package view

import (
	"html/template"
	"strconv"

	"simpanbudi/internal/i18n"
	"simpanbudi/internal/phone"
	"simpanbudi/internal/reminder"
	"simpanbudi/internal/web/page"
)

// Hand is what staff tell members by hand.
type Hand struct {
	page.Desk
	Tabs   []Tab
	Stale  string
	After  string // posted back
	Items  []HandRow
	Next   string
	Hows   []Option
	Ticked []TickedRow
}

// HandRow is one message to tell.
type HandRow struct {
	ID, Name, Path, Card string
	Kind, Since          string
	Text                 string
	Chat                 string       // path that opens a chat; "" where nobody can have that number
	Phone                string       // as it is on file
	Dial                 template.URL // tel: and digits
	Email                string
	Letter               string // path of a letter to print
}

// TickedRow is a message that was told.
type TickedRow struct{ ID, Name, Path, Text string }

// NewHand puts the list in words.
func NewHand(l *i18n.Language, d page.Desk, list []reminder.HandItem, ticked []reminder.Ticked) *Hand {
	p := &Hand{Desk: d}
	for _, how := range reminder.Hows {
		p.Hows = append(p.Hows, Option{Value: how, Label: l.Text("desk_messages.how." + how)})
	}
	for i := range list {
		h := &list[i]
		row := HandRow{ID: strconv.FormatInt(h.ID, 10), Name: h.Name, Path: MemberPath(h.Member), Card: MaskID(h.Card),
			Kind: orKey(l, "desk_messages.kind."+h.Kind, h.Kind), Since: l.Text("desk_messages.since", "date", l.Date(h.Since)), Text: h.Text.Body,
			Phone: h.Phone, Email: h.Email}
		if h.Chat {
			row.Chat = HandPath + "/" + row.ID + "/chat"
			row.Dial = template.URL("tel:" + phone.E164(h.Phone)) // a plus and digits
		}
		if h.Kind == reminder.KindReminder || h.Kind == reminder.KindLetter {
			row.Letter = row.Path + "/letter"
		}
		p.Items = append(p.Items, row)
	}
	for i := range ticked {
		t := &ticked[i]
		p.Ticked = append(p.Ticked, TickedRow{ID: strconv.FormatInt(t.ID, 10), Name: t.Name, Path: MemberPath(t.Member),
			Text: l.Text("desk_messages.ticked", "at", l.DateTime(t.At), "how", l.Text("desk_messages.how."+t.How), "staff", t.Staff)})
	}
	return p
}

// Template names the page's file.
func (*Hand) Template() string { return "desk/hand" }
