package library

import (
	"context"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/store"
)

// ReversePayment takes back a payment of today that was none: mistyped, or booked
// for somebody else. The payment stays; a line of its own says that it does not
// count and why, and the member owes it again. It returns the reference of that
// line.
//
// Errors: fault.Invalid (field reason), fault.NotFound, fault.Conflict
// (WhyNotThisState where it is no payment, WhyNotToday, WhyUndone), fault.Mirrored,
// fault.ClockWrong.
func (l *Library) ReversePayment(ctx context.Context, c Clerk, ref, reason string) (reversal string, err error) {
	if reason, err = reasonGiven(reason); err != nil {
		return "", err
	}
	err = l.atDesk(ctx, c, ownRecord, func(w *deskwork) error {
		row, found, err := store.LineByRef(w.tx, cleanRef(ref))
		switch {
		case err != nil:
			return err
		case !found:
			return fault.New(fault.NotFound, "nothing was booked under this reference")
		case row.Kind != LinePayment:
			return conflict(WhyNotThisState)
		case row.Other != "":
			return conflict(WhyUndone)
		case !sameDay(row.At, w.now, w.policy.zone):
			return conflict(WhyNotToday)
		}
		owed, found, err := store.AddOwed(w.tx, row.MemberID, row.Amount)
		if err != nil {
			return err
		}
		if !found {
			return fault.New(fault.NotFound, "there is no such member")
		}
		// The key makes it a unique violation to reverse a payment twice, whatever was read.
		b := &Booking{Member: row.MemberID, Amount: row.Amount, Reason: reason, RequestKey: "reversal-" + row.Ref, reverses: row.ID}
		reversal, err = w.bookLine(b, LineReversal, "member.payment_reversed", owed)
		return err
	})
	return reversal, err
}
