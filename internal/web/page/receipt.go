package page

import (
	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
)

// Receipt is the page that says what a request for renewals came to.
type Receipt struct {
	Frame    Frame
	Ref      string
	At       string
	Door     string
	Summary  string
	Good     bool // everything asked for is renewed
	Kept     bool // the history leads here
	URL      string
	PaperA4  bool // what it is to be printed on: a page, or a slip of 80 or 58 mm
	Paper80  bool
	Paper58  bool
	Lines    []ReceiptLine
	Calendar string // the path of its due dates as a calendar file; "" where it renewed nothing
	Share    Share  // how to take it along; filled in by Offer
}

// ReceiptLine is the result for one loan.
type ReceiptLine struct {
	Title   string
	Author  string
	Result  string
	Good    bool
	Details []string
	Reasons []Reason
}

// NewReceipt puts a receipt in words.
func NewReceipt(l *i18n.Language, r *library.Receipt) *Receipt {
	p := &Receipt{
		Frame: Frame{Title: l.Text("receipt.title"), Here: ReceiptPath(r.Ref), SignedIn: true},
		URL:   ReceiptPath(r.Ref), PaperA4: true,
		Ref: r.Ref, At: l.DateTime(r.At), Door: door(l, r.Door),
		Good: r.Renewed == len(r.Lines), Kept: r.Renewed > 0, Lines: make([]ReceiptLine, len(r.Lines)),
	}
	if p.Kept {
		p.Calendar = p.URL + "/due.ics"
	}
	switch {
	case r.Renewed == 0:
		p.Summary = l.Text("receipt.none")
	case p.Good:
		p.Summary = l.Count("receipt.all", r.Renewed)
	default:
		p.Summary = l.Count("receipt.some", len(r.Lines), "renewed", l.Number(int64(r.Renewed)))
	}
	for i := range r.Lines {
		p.Lines[i] = receiptLine(l, &r.Lines[i])
	}
	return p
}

func receiptLine(l *i18n.Language, n *library.ReceiptLine) ReceiptLine {
	v := ReceiptLine{Title: n.Title, Author: n.Author}
	if v.Title == "" {
		v.Title = l.Text("receipt.unknown_title")
	}
	if n.Undone {
		v.Result = l.Text("receipt.undone")
		v.Details = append(v.Details, l.Text("receipt.undone_next"))
		return v
	}
	switch n.Result {
	case library.ResultRenewed:
		v.Good = true
		v.Result = l.Text("receipt.renewed", "date", dueDate(l, n.NewDueAt, n.ByHours))
		v.Details = append(v.Details, l.Text("receipt.renewed_from", "date", dueDate(l, n.OldDueAt, n.ByHours)))
		v.Details = append(v.Details, notes(l, n.Decision.Notes)...)
		v.Details = append(v.Details, sanctionSentences(l, &n.Sanction)...)
	case library.ResultAlreadyRenewed:
		v.Good = true
		v.Result = l.Text("receipt.already_renewed", "date", dueDate(l, n.NewDueAt, n.ByHours))
	case library.ResultChanged:
		v.Result = l.Text("receipt.changed")
		v.Details = append(v.Details, l.Text("receipt.changed_next"))
	default:
		v.Result = l.Text("receipt.refused")
		v.Reasons = reasons(l, &n.Decision, n.Rule)
	}
	return v
}

// door names where a renewal was made; a door that this version does not know
// is "another service".
func door(l *i18n.Language, code string) string {
	if key := "door." + code; l.Has(key) {
		return l.Text(key)
	}
	return l.Text("door.other")
}

// OnPaper sets what the receipt is to be printed on: "58", "80", or a page for
// everything else.
func (p *Receipt) OnPaper(width string) {
	p.Paper58, p.Paper80 = width == "58", width == "80"
	p.PaperA4 = !p.Paper58 && !p.Paper80
}

// Template names the page's file.
func (*Receipt) Template() string { return "member/receipt" }

// Around returns the page's frame.
func (p *Receipt) Around() *Frame { return &p.Frame }
