package page

import (
	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
)

// HistoryLimit is how many renewals the page shows.
const HistoryLimit = 100

// History is the page of a member's past renewals, newest first.
type History struct {
	Frame    Frame
	Renewals []PastRenewal
	More     string // said where there may be older ones
}

// PastRenewal is one renewal in words, with the way to its receipt.
type PastRenewal struct {
	Title   string
	Until   string
	Details string
	Receipt string
	URL     string
}

// NewHistory puts past renewals in words.
func NewHistory(l *i18n.Language, past []library.PastRenewal) *History {
	p := &History{
		Frame:    Frame{Title: l.Text("history.title"), Here: "/history", AtHistory: true, SignedIn: true},
		Renewals: make([]PastRenewal, len(past)),
	}
	for i := range past {
		r := &past[i]
		p.Renewals[i] = PastRenewal{
			Title:   r.Title,
			Until:   l.Text("history.until", "date", l.Date(r.NewDueAt)),
			Details: l.Text("history.details", "old", l.Date(r.OldDueAt), "at", l.DateTime(r.At)),
			Receipt: l.Text("history.receipt", "ref", r.Ref),
			URL:     ReceiptPath(r.Ref),
		}
	}
	if len(past) == HistoryLimit {
		p.More = l.Count("history.more", HistoryLimit)
	}
	return p
}

// Template names the page's file.
func (*History) Template() string { return "member/history" }

// Around returns the page's frame.
func (p *History) Around() *Frame { return &p.Frame }
