package library

import (
	"context"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/store"
)

// What a line of an account is.
const (
	LinePayment  = "payment"
	LineWaiver   = "waiver"
	LineCharge   = "charge"
	LineReversal = "reversal" // a payment was none
)

// Account is what a member owes and how it came about.
type Account struct {
	Head      MemberHead
	Owed      int64 // rupiah; below 0 where more was paid than is owed any more
	Imported  int64 // as the last import said; part of Owed
	FinesOn   bool  // some rule asks for fines
	Mirror    bool  // money is the other system's
	Sanctions []AccountSanction
	Lines     []AccountLine
	More      ListKey // where older lines go on
}

// AccountSanction is what a lateness came to.
type AccountSanction struct {
	Sanction
	At     time.Time // in the library's zone, as it was booked
	DueAt  time.Time // the due date that was missed, in the zone of the book's branch
	Title  string
	Item   int64
	Undone bool
}

// AccountLine is a payment, a waiver, a charge or a reversal.
type AccountLine struct {
	Kind       string
	At         time.Time // in the library's zone
	Amount     int64     // rupiah, above 0
	Ref        string    // of its receipt
	Reason     string
	LegalBasis string
	Title      string // of the book it is about; "" for none
	Staff      string // who booked it; "" where that is not known
	Rest       int64  // owed afterwards
	RestKnown  bool
	Reverses   string // of a reversal: the reference of the payment
	ReversedBy string // of a payment: the reference of its reversal; "" where it stands
	Reversible bool   // a payment of today that stands
}

// The longest lists of one page.
const (
	sanctionRows = 100
	lineRows     = 50
)

// Account returns a member's account, its lines before a key; fault.NotFound for
// nobody.
func (l *Library) Account(ctx context.Context, member int64, before ListKey) (*Account, error) {
	a := &Account{Head: MemberHead{Now: l.moment()}}
	if before.ID == 0 {
		before.ID = 1 << 62
	}
	err := l.reading(ctx, func(q store.Queryer, p *policy) (err error) {
		a.Head.Today = circulation.DayOf(a.Head.Now, p.zone)
		if a.Head.Member, _, err = readMember(q, member); err != nil {
			return err
		}
		a.Owed, a.FinesOn, a.Mirror = a.Head.Fines, p.finesOn(), p.mirror
		if a.Imported, err = store.ImportedFines(q, member); err != nil {
			return err
		}
		if err := a.readSanctions(q, p, member); err != nil {
			return err
		}
		rows, err := store.LinesOf(q, member, before.ID, lineRows+1)
		rows, a.More = paged(rows, lineRows, func(r *store.BookedLine) ListKey { return ListKey{0, r.ID} })
		for i := range rows {
			a.Lines = append(a.Lines, p.accountLine(&rows[i], a.Head.Now))
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return a, nil
}

// finesOn reports whether some rule asks for fines.
func (p *policy) finesOn() bool {
	for _, e := range p.rules.Entries() {
		if e.Fine.PerDay > 0 {
			return true
		}
	}
	return false
}

func (a *Account) readSanctions(q store.Queryer, p *policy, member int64) error {
	rows, err := store.SanctionsOf(q, member, sanctionRows)
	for _, r := range rows {
		s := AccountSanction{
			Sanction: Sanction{LateDays: r.LateDays, Fine: r.Fine, LegalBasis: r.LegalBasis},
			At:       r.BookedAt.In(p.zone), DueAt: r.DueAt.In(p.branch(r.Branch).zone), Title: r.Title, Item: r.ItemID, Undone: r.Undone,
		}
		if err := s.SuspendedUntil.UnmarshalText([]byte(r.SuspendedUntil)); err != nil {
			return err
		}
		a.Sanctions = append(a.Sanctions, s)
	}
	return err
}

func (p *policy) accountLine(r *store.BookedLine, now time.Time) AccountLine {
	n := AccountLine{
		Kind: r.Kind, At: r.At.In(p.zone), Amount: r.Amount, Ref: r.Ref, Reason: r.Reason, LegalBasis: r.LegalBasis,
		Title: r.Title, Staff: r.Staff, Rest: r.Rest.V, RestKnown: r.Rest.Valid,
	}
	if r.Kind == LineReversal {
		n.Reverses = r.Other
	} else {
		n.ReversedBy = r.Other
	}
	n.Reversible = r.Kind == LinePayment && r.Other == "" && !p.mirror && sameDay(r.At, now, p.zone)
	return n
}

// MoneyReceipt is the paper of one line of an account.
type MoneyReceipt struct {
	AccountLine
	Member     int64
	MemberName string
	Card       string
}

// MoneyReceipt returns it by its reference, as people write it; fault.NotFound
// for none.
func (l *Library) MoneyReceipt(ctx context.Context, ref string) (*MoneyReceipt, error) {
	var r *MoneyReceipt
	err := l.reading(ctx, func(q store.Queryer, p *policy) error {
		row, found, err := store.LineByRef(q, cleanRef(ref))
		if err != nil {
			return err
		}
		if !found {
			return fault.New(fault.NotFound, "nothing was booked under this reference")
		}
		r = &MoneyReceipt{AccountLine: p.accountLine(&row, l.moment()), Member: row.MemberID, MemberName: row.Member, Card: row.Card}
		return nil
	})
	return r, err
}
