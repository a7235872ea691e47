package view

import (
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/page"
)

// Work is the page of a member who stands at the counter.
type Work struct {
	page.Desk
	Place   Place
	Head    MemberHead
	Banners []Banner
	Ready   []ReadyHold
	Family  []RelativeRow // guardian and children
	Action  string        // where the loans ticked are posted to be renewed
	Count   string        // how many loans, and how many of them late; "" for none
	Loans   []WorkLoan
	Several bool   // there is more than one that can be renewed
	Slip    string // where what happened today can be printed
}

// Banner is something that concerns the member, not one loan.
type Banner struct {
	Stop       bool // it stands against lending or renewing
	Text, Next string
}

// ReadyHold is a book that waits on the shelf for the member.
type ReadyHold struct{ Title, Barcode, Until string }

// NewReadyHold puts one in words.
func NewReadyHold(l *i18n.Language, h *library.Hold) ReadyHold {
	return ReadyHold{Title: h.Title, Barcode: h.Barcode, Until: l.Text("counter.held_until") + " " + l.Day(h.Until)}
}

// WorkLoan is a loan of the member at the counter.
type WorkLoan struct {
	ID       string
	Value    string // what the form posts, such as 417.0
	Path     string // where everything else can be done with it
	Title    string
	Author   string
	Barcode  string
	Due      string
	Days     Badge
	Used     string // renewals used and left
	States   []Badge
	NewDue   string // until when renewing now would run; "" where refused
	Notes    []string
	Refusals []Refusal
	Ticked   bool
	Result   *RowResult // what the last post came to; nil where it did not ask for this one
	Override *Override
}

// RowResult is what a post for renewals came to for one loan.
type RowResult struct {
	Good  bool
	Text  string
	Lines []string
}

// NewWorkLoan puts a loan of a member in words.
func NewWorkLoan(l *i18n.Language, member int64, loan *library.DeskLoan, now time.Time) WorkLoan {
	v := WorkLoan{
		ID: idText(loan.Ref.ID), Value: loan.Ref.String(), Path: LoanPath(member, loan.Ref.ID),
		Title: loan.Title, Author: loan.Author, Barcode: loan.Barcode,
		Due: page.DueDate(l, loan.DueAt, loan.ByHours), Days: daysBadge(l, loan),
		Used: page.RenewalsUsed(l, loan.Rule, &loan.Decision), States: loanStates(l, loan, now),
		Refusals: RenewRefusals(l, &loan.Decision, loan.Rule),
	}
	if loan.Decision.Allowed {
		v.NewDue = page.DueDate(l, loan.Decision.DueAt, loan.ByHours)
		v.Notes = page.Notes(l, loan.Decision.Notes)
	}
	if loan.LateFine.Any() {
		v.Notes = append(v.Notes, l.Text("counter.late_would", "what", SanctionText(l, &loan.LateFine)))
	}
	return v
}

// LoanPath is the path of a member's loan at the desk.
func LoanPath(member, loan int64) string { return MemberPath(member) + "/loans/" + idText(loan) }

// daysBadge says how far away the due date is.
func daysBadge(l *i18n.Language, loan *library.DeskLoan) Badge {
	switch {
	case loan.Overdue && loan.DaysLeft < 0:
		return Badge{l.Count("counter.days_late", -loan.DaysLeft), "late"}
	case loan.Overdue:
		return Badge{l.Text("counter.late_today"), "late"}
	case loan.DaysLeft < 0:
		return Badge{}
	case loan.DaysLeft == 0:
		return Badge{l.Text("counter.due_today"), "mind"}
	case loan.DaysLeft == 1:
		return Badge{l.Text("counter.due_tomorrow"), "mind"}
	}
	return Badge{l.Count("counter.days_left", loan.DaysLeft), ""}
}

func loanStates(l *i18n.Language, loan *library.DeskLoan, now time.Time) []Badge {
	var list []Badge
	if key := "counter.loan_state." + string(loan.Status); loan.Status != circulation.LoanOpen && l.Has(key) {
		list = append(list, Badge{l.Text(key), "mind"})
	}
	if loan.Waiting > 0 {
		list = append(list, Badge{l.Count("counter.waiting", loan.Waiting), "mind"})
	}
	today := circulation.DayOf(now, loan.Zone)
	switch {
	case loan.CanUndo:
		list = append(list, Badge{l.Text("counter.renewed_today"), "good"})
	case circulation.DayOf(loan.BorrowedAt, loan.Zone) == today:
		list = append(list, Badge{l.Text("counter.lent_today"), "good"})
	}
	return list
}

// SanctionText says what a lateness comes to, "" where to nothing.
func SanctionText(l *i18n.Language, s *library.Sanction) string {
	text := ""
	for _, sentence := range page.SanctionSentences(l, s) {
		if text != "" {
			text += " "
		}
		text += sentence
	}
	return text
}

// Template names the page's file.
func (*Work) Template() string { return "desk/work" }
