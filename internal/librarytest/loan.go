package librarytest

import (
	"context"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/library"
)

// Loan is an open loan.
type Loan struct {
	Member *Member
	Item   *Item
	ID     int64
	Shown  int // the number of renewals a page would show now
}

// LoanOption says something about a loan.
type LoanOption func(*loanTerms)

type loanTerms struct {
	item                   *Item
	borrowedAt, dueAt      time.Time
	lastRenewedAt          any
	renewals               int
	unseen                 int
	status                 string
	sourceSystem, sourceID any
}

// Due makes the loan due at the end of a day in Jakarta. Unless said
// otherwise it was borrowed a week before; without Due it is due today.
func Due(on string) LoanOption {
	return func(t *loanTerms) { t.dueAt = day(on).End(Jakarta()) }
}

// DueAt makes the loan due at an instant.
func DueAt(at time.Time) LoanOption { return func(t *loanTerms) { t.dueAt = at } }

// Borrowed says when the loan was made.
func Borrowed(at time.Time) LoanOption { return func(t *loanTerms) { t.borrowedAt = at } }

// Renewed says how often the loan was renewed before it was imported.
func Renewed(times int) LoanOption { return func(t *loanTerms) { t.renewals = times } }

// Unseen says how often the loan was renewed without anybody seeing the book.
func Unseen(times int) LoanOption { return func(t *loanTerms) { t.unseen = times } }

// RenewedAt says when the loan was last renewed.
func RenewedAt(at time.Time) LoanOption { return func(t *loanTerms) { t.lastRenewedAt = at.Unix() } }

// In puts the loan in another open state: on_site, lost or claimed_returned.
func In(status string) LoanOption { return func(t *loanTerms) { t.status = status } }

// Of lends this very copy.
func Of(i *Item) LoanOption { return func(t *loanTerms) { t.item = i } }

// Source names the loan in the system it was imported from.
func Source(system, id string) LoanOption {
	return func(t *loanTerms) { t.sourceSystem, t.sourceID = system, id }
}

// Loan lends the member a copy.
func (m *Member) Loan(options ...LoanOption) *Loan {
	h := m.House
	h.T.Helper()
	now := h.Now()
	terms := loanTerms{dueAt: circulation.DayOf(now, Jakarta()).End(Jakarta()), status: "open"}
	for _, o := range options {
		o(&terms)
	}
	if terms.item == nil {
		terms.item = h.Item()
	}
	if terms.borrowedAt.IsZero() {
		terms.borrowedAt = terms.dueAt.AddDate(0, 0, -7).Add(-12 * time.Hour)
	}
	l := &Loan{Member: m, Item: terms.item, Shown: terms.renewals}
	l.ID = h.insert(`insert into loans (member_id, item_id, borrowed_at, due_at, renewals, imported_renewals, unseen_renewals,
  last_renewed_at, status, source_system, source_id) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		m.ID, terms.item.ID, terms.borrowedAt.Unix(), terms.dueAt.Unix(), terms.renewals, terms.renewals, terms.unseen,
		terms.lastRenewedAt, terms.status, terms.sourceSystem, terms.sourceID)
	return l
}

// Ref is what a page shown now would post.
func (l *Loan) Ref() library.LoanRef { return library.LoanRef{ID: l.ID, Renewals: l.Shown} }

// Renewal asks to renew the loan as its member does on the web.
func (l *Loan) Renewal() library.RenewRequest { return l.Member.Renewal(l) }

// Renewal asks to renew these loans as the member does on the web.
func (m *Member) Renewal(loans ...*Loan) library.RenewRequest {
	r := library.RenewRequest{Member: m.ID, Actor: circulation.ActorMember, Door: "web"}
	for _, l := range loans {
		r.Loans = append(r.Loans, l.Ref())
	}
	return r
}

// Renew renews these loans and returns the receipt.
func (m *Member) Renew(loans ...*Loan) *library.Receipt {
	m.House.T.Helper()
	return m.House.Renew(m.Renewal(loans...))
}

// Renew makes a request and returns its receipt.
func (h *House) Renew(r library.RenewRequest) *library.Receipt {
	h.T.Helper()
	ref, err := h.Library.Renew(context.Background(), r)
	if err != nil {
		h.T.Fatal(err)
	}
	receipt, err := h.Library.Receipt(context.Background(), r.Member, ref)
	if err != nil {
		h.T.Fatal(err)
	}
	return receipt
}

// Loans returns the page of the member's loans.
func (m *Member) Loans() *library.MyLoans {
	m.House.T.Helper()
	page, err := m.House.Library.MyLoans(context.Background(), m.ID)
	if err != nil {
		m.House.T.Fatal(err)
	}
	return page
}

// Close closes the loan as returned now.
func (l *Loan) Close() *Loan {
	l.Member.House.T.Helper()
	l.Member.House.Exec(`update loans set status = 'returned', closed_at = ? where id = ?`, l.Member.House.Now().Unix(), l.ID)
	return l
}

// DueAt reads until when the loan now runs.
func (l *Loan) DueAt() time.Time {
	l.Member.House.T.Helper()
	return time.Unix(l.Member.House.Int(`select due_at from loans where id = ?`, l.ID), 0).In(Jakarta())
}
