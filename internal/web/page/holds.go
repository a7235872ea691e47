package page

import (
	"net/url"
	"strconv"
	"strings"

	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
)

// Where a member waits for books, and finds books to wait for.
const (
	HoldsPath  = "/holds"
	TitlesPath = "/titles"
)

// Holds is the page of what a member waits for.
type Holds struct {
	Frame   Frame
	Rows    []Hold
	Limit   string
	Desk    string // said where holds are placed at the desk only; "" where members do it themselves
	Refused *HoldRefused
}

// Hold is one hold in words.
type Hold struct {
	ID            string
	Title, Author string
	State         string // the place in the queue, or until when it stands ready
	Next          string // what to do
	Ready         bool
	Over          bool
	Cancel        bool // the member may
}

// HoldRefused is what stands against waiting for a book.
type HoldRefused struct {
	Title   string
	Reasons []string
	Where   []string // the copies on the shelf
}

// NewHolds puts what a member waits for in words.
func NewHolds(l *i18n.Language, my *library.MemberHolds) *Holds {
	p := &Holds{Frame: Frame{Title: l.Text("holds.title"), Here: HoldsPath, AtHolds: true, SignedIn: true}}
	switch {
	case my.Site.Mirror:
		p.Desk = l.Text("holds.elsewhere")
	case !my.Site.MemberHolds:
		p.Desk = l.Text("holds.at_desk")
	default:
		p.Limit = l.Count("holds.limit", my.Limit, "held", l.Number(int64(len(my.Holds))))
	}
	for i := range my.Holds {
		h := &my.Holds[i]
		r := Hold{ID: strconv.FormatInt(h.ID, 10), Title: h.Title, Author: h.Author, Ready: h.Ready, Over: h.Over, Cancel: p.Desk == ""}
		switch {
		case !h.Ready:
			r.State = l.Text("holds.place", "place", l.Number(int64(h.Place)), "of", l.Number(int64(h.Of)))
			r.Next = l.Text("holds.wait")
		case h.Over:
			r.State, r.Next = l.Text("holds.over", "date", l.Day(h.Until)), l.Text("holds.over_next")
		case h.Until.IsZero():
			r.State, r.Next = l.Text("holds.ready"), l.Text("holds.fetch")
		default:
			r.State, r.Next = l.Text("holds.ready_until", "date", l.Day(h.Until)), l.Text("holds.fetch")
		}
		if h.Ready && h.PickupAt != "" {
			r.Next = l.Text("holds.fetch_at", "branch", h.PickupAt)
		} else if h.PickupAt != "" {
			r.Next += " " + l.Text("holds.pickup_at", "branch", h.PickupAt)
		}
		p.Rows = append(p.Rows, r)
	}
	return p
}

// Refuse adds what stands against waiting for a book.
func (p *Holds) Refuse(l *i18n.Language, placed *library.Placed) *Holds {
	p.Refused = &HoldRefused{Title: placed.Title, Reasons: HoldReasons(l, placed.Reasons, placed.Limit)}
	for _, c := range placed.Free {
		if where := strings.TrimSpace(c.Branch + " " + c.CallNumber); where != "" {
			p.Refused.Where = append(p.Refused.Where, where)
		}
	}
	return p
}

// Template names the page's file.
func (*Holds) Template() string { return "member/holds" }

// Around returns the page's frame.
func (p *Holds) Around() *Frame { return &p.Frame }

// FindTitles is the page on which a member finds a book to wait for.
type FindTitles struct {
	Frame Frame
	Text  string // as it was typed
	Read  string // that something near it was looked for; "" where not
	Rows  []FoundTitle
	Next  string // the path of the next page; "" where there is none
	Empty string // said where nothing was found
}

// FoundTitle is a book that was found.
type FoundTitle struct {
	ID                   string
	Title, Author, Known string
	Copies, Queue        string
	OnShelf              bool // it can be borrowed now; nobody needs to wait
	Wait                 bool // it can be waited for
}

// NewFindTitles puts what was found in words; found is nil where nothing was asked.
func NewFindTitles(l *i18n.Language, text string, found *library.TitlesFound) *FindTitles {
	p := &FindTitles{Frame: Frame{Title: l.Text("titles.title"), Here: TitlesPath, AtHolds: true, SignedIn: true}, Text: text}
	if found == nil {
		return p
	}
	asked := text
	if found.Read != "" {
		p.Read, asked = l.Text("titles.read_as", "text", text, "read", found.Read), found.Read
	}
	if found.Next != "" {
		p.Next = TitlesPath + "?" + url.Values{"q": {asked}, "after": {found.Next}}.Encode()
	}
	for i := range found.Titles {
		t := &found.Titles[i]
		r := FoundTitle{ID: strconv.FormatInt(t.ID, 10), Title: t.Title, Author: t.Author, Known: t.CallNumber,
			OnShelf: t.Free > t.Queue, Wait: t.Copies > 0 && t.Free <= t.Queue, Copies: l.Text("titles.no_copies")}
		if t.Copies > 0 {
			r.Copies = l.Count("titles.free_of", t.Copies, "free", l.Number(int64(t.Free)))
		}
		if t.Queue > 0 {
			r.Queue = l.Count("titles.waiting", t.Queue)
		}
		p.Rows = append(p.Rows, r)
	}
	if len(p.Rows) == 0 {
		p.Empty = l.Text("titles.none")
	}
	return p
}

// Template names the page's file.
func (*FindTitles) Template() string { return "member/titles" }

// Around returns the page's frame.
func (p *FindTitles) Around() *Frame { return &p.Frame }
