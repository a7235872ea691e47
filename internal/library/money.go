package library

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/store"
)

// Booking is a payment, a waiver or a charge at the desk.
type Booking struct {
	Clerk      Clerk
	Member     int64
	Amount     int64  // rupiah
	Owed       int64  // what the member owed as the page showed it
	RequestKey string // of the form: posted twice, booked once
	Reason     string // of a waiver: at least two words; of a charge: may be empty
	LegalBasis string // of a charge: by which rule it is asked for
	reverses   int64  // of a reversal: the payment's line
}

// shortestKey and longestKey bound a form's key.
const shortestKey, longestKey = 16, 64

// TakePayment books that a member has paid, and returns the reference of the
// receipt. A part can be paid; the rest stays owed.
//
// Errors: fault.Invalid (field amount with why none or more, field key),
// fault.NotFound, fault.Conflict (WhyOwesOther), fault.Mirrored, fault.ClockWrong.
func (l *Library) TakePayment(ctx context.Context, b Booking) (ref string, err error) {
	b.Reason, b.LegalBasis = "", ""
	return l.book(ctx, &b, LinePayment, "member.paid")
}

// Waive books that a member need not pay, and why. Errors are those of
// TakePayment, and fault.Invalid with field reason.
func (l *Library) Waive(ctx context.Context, b Booking) (ref string, err error) {
	if b.Reason, err = reasonGiven(b.Reason); err != nil {
		return "", err
	}
	b.LegalBasis = ""
	return l.book(ctx, &b, LineWaiver, "member.waived")
}

// Charge books what a member owes beside sanctions, such as a book to be replaced.
// Errors are those of TakePayment, and fault.Invalid with field reason or
// legal_basis.
func (l *Library) Charge(ctx context.Context, b Booking) (ref string, err error) {
	if b.Reason, err = reasonIfAny(b.Reason); err != nil {
		return "", err
	}
	b.LegalBasis = strings.Join(strings.Fields(b.LegalBasis), " ")
	if n := utf8.RuneCountInString(b.LegalBasis); n == 0 || n > longestReason || !utf8.ValidString(b.LegalBasis) {
		return "", fault.New(fault.Invalid, "say by which rule it is charged").With("field", "legal_basis")
	}
	return l.book(ctx, &b, LineCharge, "member.charged")
}

// check looks at what is booked.
func (b *Booking) check(kind string) error {
	switch {
	case len(b.RequestKey) < shortestKey || len(b.RequestKey) > longestKey:
		return fault.New(fault.Invalid, "open the page again").With("field", "key")
	case b.Amount <= 0:
		return fault.New(fault.Invalid, "give an amount in whole rupiah").With("field", "amount").With("why", "none")
	case b.Amount > mostCharged, kind != LineCharge && b.Amount > b.Owed:
		return fault.New(fault.Invalid, "no more than is owed").With("field", "amount").With("why", "more")
	}
	return nil
}

func (l *Library) book(ctx context.Context, b *Booking, kind, action string) (ref string, err error) {
	err = l.atDesk(ctx, b.Clerk, ownRecord, func(w *deskwork) error {
		before, found, err := store.LineByRequest(w.tx, b.RequestKey)
		switch {
		case err != nil:
			return err
		case found && before.MemberID == b.Member && before.Kind == kind && before.Amount == b.Amount:
			ref = before.Ref
			return nil
		case found:
			return conflict(WhyOwesOther)
		}
		if err := b.check(kind); err != nil {
			return err
		}
		if _, _, err := readMember(w.tx, b.Member); err != nil {
			return err
		}
		change := -b.Amount
		if kind == LineCharge {
			change = b.Amount
		}
		met, err := store.MoveFines(w.tx, b.Member, change, b.Owed)
		if err != nil {
			return err
		}
		if !met {
			return conflict(WhyOwesOther)
		}
		ref, err = w.bookLine(b, kind, action, b.Owed+change)
		return err
	})
	return ref, err
}

// bookLine writes the line under a new reference.
func (w *deskwork) bookLine(b *Booking, kind, action string, rest int64) (string, error) {
	row := store.AccountLine{MemberID: b.Member, At: w.now, Kind: kind, Amount: b.Amount, RequestKey: b.RequestKey,
		Reason: b.Reason, LegalBasis: b.LegalBasis, StaffID: w.clerk.Staff, Reverses: b.reverses}
	for range 10 { // among 2^40 references a second try is rare
		var err error
		if row.Ref, err = w.l.newRef(); err != nil {
			return "", err
		}
		id, err := store.BookLine(w.tx, &row, rest)
		if err != nil {
			return "", err
		}
		if id != 0 {
			return row.Ref, w.audit(action, "member", b.Member, struct {
				Line       int64  `json:"line"`
				Amount     int64  `json:"amount"`
				Reverses   int64  `json:"reverses,omitempty"`
				Reason     string `json:"reason,omitempty"`
				LegalBasis string `json:"legal_basis,omitempty"`
			}{id, b.Amount, b.reverses, b.Reason, b.LegalBasis})
		}
	}
	return "", fmt.Errorf("no free reference in ten tries")
}
