package page

import (
	"strconv"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
)

// LinkPath is the path of a signed link.
func LinkPath(token string) string { return "/r/" + token }

// Link is the page that a signed link opens: what a stranger who found the
// message may see, so no name, no card, no other loan and nothing about the
// member's standing.
type Link struct {
	Frame   Frame
	Path    string // where its forms are posted
	Until   string
	Banners []Banner // of the library, never of the member
	Summary string   // what the last post came to; "" where there was none
	Good    bool
	Ref     string
	All     string // the button that renews all; "" where there are not several
	Values  []string
	Loans   []LinkLoan
}

// LinkLoan is one loan of the page.
type LinkLoan struct {
	ID      string
	Title   string
	When    *When // nil where it is over
	Late    bool
	Soon    bool
	Result  string // of the last post; "" where that did not name the loan
	Good    bool
	Value   string
	Renew   string // the button, with the new date; "" where refused
	Notes   []string
	Reasons []Reason
}

// LinkOpened is when a link was opened, and by which token, until when it works.
type LinkOpened struct {
	Token string
	Until time.Time
}

// NewLink puts the loans of a link in words.
func NewLink(l *i18n.Language, my *library.LinkLoans, o LinkOpened) *Link {
	p := &Link{
		Frame: Frame{Title: l.Text("link.title"), Here: LinkPath(o.Token)},
		Path:  LinkPath(o.Token),
		Until: l.Text("link.until", "date", l.DateTime(o.Until.In(my.Site.Zone))),
		Loans: make([]LinkLoan, len(my.Loans)),
	}
	if my.ClockWrong {
		p.Banners = append(p.Banners, Banner{Stop: true, Icon: "clock", Text: l.Text("banner.clock_wrong")})
	}
	if r := my.Receipt; r != nil {
		p.Frame.Here += "?done=" + r.Ref
		p.Ref = l.Text("link.ref", "ref", r.Ref)
		told := NewReceipt(l, r)
		p.Summary, p.Good = told.Summary, told.Good
	}
	for i := range my.Loans {
		p.Loans[i] = linkLoan(l, &my.Loans[i], my.ClockWrong)
	}
	p.offerAll(l, my)
	return p
}

// offerAll puts one button above several that can be pressed.
func (p *Link) offerAll(l *i18n.Language, my *library.LinkLoans) {
	var can []*library.LinkLoan
	alike := true
	for i := range my.Loans {
		loan := &my.Loans[i]
		if p.Loans[i].Renew != "" {
			can = append(can, loan)
			p.Values = append(p.Values, p.Loans[i].Value)
			alike = alike && loan.ByHours == can[0].ByHours && loan.Decision.DueAt.Equal(can[0].Decision.DueAt)
		}
	}
	switch n := len(can); {
	case n < 2:
		p.Values = nil
	case alike:
		p.All = l.Count("link.all_same", n, "date", dueDate(l, can[0].Decision.DueAt, can[0].ByHours))
	default:
		p.All = l.Count("link.all", n)
	}
}

func linkLoan(l *i18n.Language, loan *library.LinkLoan, clockWrong bool) LinkLoan {
	v := LinkLoan{ID: strconv.FormatInt(loan.Ref.ID, 10), Title: loan.Title}
	if v.Title == "" {
		v.Title = l.Text("receipt.unknown_title")
	}
	if !loan.Ended {
		when := newWhen(l, &loan.Loan)
		v.When, v.Late = &when, loan.Overdue
		v.Soon = !loan.Overdue && (loan.DaysLeft == 0 || loan.DaysLeft == 1)
	}
	if n := loan.Line; n != nil && renewedTo(n, loan.DueAt) {
		told := receiptLine(l, n)
		v.Result, v.Good, v.Notes = told.Result, true, notes(l, n.Decision.Notes)
		return v // what stands against renewing it once more is of no interest now
	} else if n != nil && !wasRenewed(n) {
		v.Result = receiptLine(l, n).Result
	}
	if loan.Decision.Allowed && !clockWrong {
		v.Value = loan.Ref.String()
		v.Renew = l.Text("loans.renew", "date", dueDate(l, loan.Decision.DueAt, loan.ByHours))
		v.Notes = notes(l, loan.Decision.Notes)
	}
	v.Reasons = publicReasons(l, &loan.Loan)
	return v
}

func wasRenewed(n *library.ReceiptLine) bool {
	return n.Result == library.ResultRenewed || n.Result == library.ResultAlreadyRenewed
}

// renewedTo reports whether the line's renewal is still the latest word.
func renewedTo(n *library.ReceiptLine, due time.Time) bool {
	return wasRenewed(n) && n.NewDueAt.Equal(due)
}

// ofMember are the reasons that tell something about the member and not about
// the book; to whoever holds the link they all look alike.
var ofMember = map[circulation.Code]bool{
	circulation.Blocked: true, circulation.Suspended: true, circulation.CardExpired: true,
	circulation.FinesOverLimit: true, circulation.OtherOverdue: true,
}

func publicReasons(l *i18n.Language, loan *library.Loan) []Reason {
	public, private := loan.Decision, false
	public.Reasons = nil
	for _, r := range loan.Decision.Reasons {
		if ofMember[r.Code] {
			private = true
			continue
		}
		public.Reasons = append(public.Reasons, r)
	}
	list := reasons(l, &public, loan.Rule)
	if private {
		list = append(list, Reason{Text: l.Text("link.private"), Next: l.Text("link.private_next")})
	}
	return list
}

// Template names the page's file.
func (*Link) Template() string { return "link/loans" }

// Around returns the page's frame.
func (p *Link) Around() *Frame { return &p.Frame }
