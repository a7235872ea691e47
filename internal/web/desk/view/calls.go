package view

import (
	"html/template"
	"net/url"
	"strconv"
	"strings"

	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
	"simpanbudi/internal/phone"
	"simpanbudi/internal/web/page"
)

// Calls is the list of members to speak to about what is late.
type Calls struct {
	page.Desk
	Done     *CallMade // what was just noted
	Stale    string    // somebody else was quicker
	Branch   string    // posted back; "" for all
	After    string    // likewise
	People   []CallRow
	Next     string
	Outcomes []Option
	Made     []CallMade // of the last days, the newest
}

// CallRow is one member to call.
type CallRow struct {
	Member, Last string // posted
	Name, Path   string
	Card         string
	Phone        string       // as it is on file; "" where there is none
	Dial         template.URL // tel: and digits; "" where nobody can have that number
	WhatsApp     string       // link to a chat with a kind text; "" likewise
	Of           string       // whose phone it is; "" for the member's own
	Letter       string       // the path of a letter, where there is no phone
	Before       string       // when somebody called last; "" for never
	Books        []CallBook
}

// CallBook is a late book.
type CallBook struct{ Title, Due, Late string }

// CallMade is a call that was made.
type CallMade struct {
	ID         string // posted to take it back
	Name, Path string
	Text       string // when, how, by whom and what came of it
}

// Template names the page's file.
func (*Calls) Template() string { return "desk/calls" }

// NewCalls puts the list in words. speak returns a language by its code, and
// sender is what the library calls itself in a message.
func NewCalls(l *i18n.Language, d page.Desk, list []library.ToCall, made []library.Call, speak func(code string) *i18n.Language, sender string) *Calls {
	p := &Calls{Desk: d, Outcomes: []Option{{Label: l.Text("desk_work.outcome_open")}}}
	for _, o := range library.CallOutcomes {
		p.Outcomes = append(p.Outcomes, Option{Value: o, Label: l.Text("call_outcome." + o)})
	}
	for i := range list {
		p.People = append(p.People, callRow(l, &list[i], speak(list[i].Language), sender))
	}
	for i := range made {
		p.Made = append(p.Made, NewCallMade(l, &made[i]))
	}
	return p
}

// NewCallMade puts a call in words.
func NewCallMade(l *i18n.Language, c *library.Call) CallMade {
	m := CallMade{ID: strconv.FormatInt(c.ID, 10), Name: c.MemberName, Path: MemberPath(c.Member),
		Text: l.Text("desk_work.called", "at", l.DateTime(c.At), "channel", l.Text("call_channel."+c.Channel), "staff", c.Staff)}
	if c.Outcome != "" {
		m.Text += " · " + l.Text("call_outcome."+c.Outcome)
	}
	return m
}

func callRow(l *i18n.Language, c *library.ToCall, theirs *i18n.Language, sender string) CallRow {
	r := CallRow{
		Member: strconv.FormatInt(c.Member, 10), Last: strconv.FormatInt(c.LastCall, 10), Name: c.MemberName, Path: MemberPath(c.Member),
		Card: MaskID(c.Card), Phone: c.Phone,
	}
	if c.Guardian != "" {
		r.Of = l.Text("desk_work.phone_of", "name", c.Guardian)
	}
	if number := phone.E164(c.Phone); number != "" {
		r.Dial = template.URL("tel:" + number) // a plus and digits
		r.WhatsApp = "https://wa.me/" + phone.WhatsApp(c.Phone) + "?text=" +
			strings.ReplaceAll(url.QueryEscape(chat(theirs, c.Late, sender)), "+", "%20")
	} else {
		r.Letter = MemberPath(c.Member) + "/letter"
	}
	if !c.CalledAt.IsZero() {
		r.Before = l.Text("desk_work.called_before", "date", l.Date(c.CalledAt))
	}
	for i := range c.Late {
		n := &c.Late[i]
		b := CallBook{Title: n.Title, Due: dueDay(l, n.DueAt, n.ByHours)}
		if n.LateDays > 0 {
			b.Late = l.Count("desk_work.days_late", n.LateDays)
		}
		r.Books = append(r.Books, b)
	}
	return r
}

// mostInChat bounds how many books a message names.
const mostInChat = 5

// chat is a message about late books: titles and dates, and nothing else about
// anybody.
func chat(l *i18n.Language, late []library.LoanOut, sender string) string {
	var lines []string
	for i := range late[:min(len(late), mostInChat)] {
		lines = append(lines, l.Text("chat.book", "title", late[i].Title, "date", dueDay(l, late[i].DueAt, late[i].ByHours)))
	}
	if more := len(late) - mostInChat; more > 0 {
		lines = append(lines, l.Count("chat.more", more))
	}
	return l.Text("chat.late", "library", sender, "books", strings.Join(lines, "\n"))
}
