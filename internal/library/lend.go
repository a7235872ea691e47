package library

import (
	"context"
	"slices"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/store"
)

// LendRequest asks to lend a copy to a member.
type LendRequest struct {
	Clerk       Clerk
	Member      int64
	Barcode     string
	Override    *Override // nil: none
	MayOverride bool      // what the clerk's role allows; where false, Override is not looked at
}

// Lending is what a request to lend came to, or would come to.
type Lending struct {
	Lent       bool // only then was anything changed
	Loan       LoanRef
	Member     Member
	Item       DeskItem
	Now        time.Time // in the item's zone
	DueAt      time.Time // zero where none can be computed; also where refused
	ByHours    bool
	Rule       *circulation.RuleEntry
	Decision   circulation.CheckoutDecision // after what was passed over; not Allowed: Reasons has all that stand against it
	PassedOver []circulation.CheckoutCode   // by the override
	To         *LentTo                      // who has the copy now, where it is lent already
	ToMember   bool                         // and that is this member: scanned twice
	Held       *HeldFor                     // the copy is set aside for another member
	Filled     bool                         // the member's own hold is filled by it
	Waiting    int                          // how many others wait for the copy or its title
}

// Lend lends a copy, unless something stands against it: then Lent is false and
// all reasons are in the Decision. A copy that the member waits for, or that is
// set aside for them, fills their hold. Where the override takes a copy that is
// set aside for somebody else, that hold waits again in its old place.
//
// Errors: fault.NotFound for an unknown member or barcode (field barcode; card is
// true where it is the number of a member's card), fault.Invalid for an override
// without a reason (field reason) or with a due date that makes no sense (field
// due), fault.Mirrored, fault.ClockWrong, fault.Conflict (WhyAlreadyLent).
func (l *Library) Lend(ctx context.Context, r LendRequest) (*Lending, error) {
	var done *Lending
	err := l.atDesk(ctx, r.Clerk, ownRecord, func(w *deskwork) error {
		ask, err := l.askCheckout(w.tx, w.policy, r.Member, r.Barcode)
		if err != nil {
			return err
		}
		if done, err = ask.show(w.tx); err != nil {
			return err
		}
		reason := ""
		if r.Override != nil && r.MayOverride {
			if reason, err = done.passOver(r.Override, ask.now); err != nil {
				return err
			}
		}
		if !done.Decision.Allowed {
			return nil
		}
		return w.lend(ask, done, reason)
	})
	if err != nil {
		return nil, err
	}
	return done, nil
}

// PreviewLend answers as Lend would without an override, and changes nothing.
func (l *Library) PreviewLend(ctx context.Context, member int64, barcode string) (*Lending, error) {
	var shown *Lending
	err := l.reading(ctx, func(q store.Queryer, p *policy) error {
		if p.mirror {
			return mirrored()
		}
		ask, err := l.askCheckout(q, p, member, barcode)
		if err == nil {
			shown, err = ask.show(q)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return shown, nil
}

// passOver applies an override to the decision and returns its reason.
func (d *Lending) passOver(o *Override, now time.Time) (reason string, err error) {
	if reason, err = reasonGiven(o.Reason); err != nil {
		return "", err
	}
	due, err := dueGiven(o.Due, d.Item.Zone, now)
	if err != nil {
		return "", err
	}
	permitted := make([]circulation.CheckoutCode, len(o.Codes))
	for i, code := range o.Codes {
		permitted[i] = circulation.CheckoutCode(code)
	}
	before := d.Decision
	d.Decision = before.Overriding(permitted, due, now)
	d.DueAt = inZone(d.Decision.DueAt, d.Item.Zone)
	for _, r := range before.Reasons {
		if !slices.ContainsFunc(d.Decision.Reasons, func(left circulation.CheckoutReason) bool { return left.Code == r.Code }) {
			d.PassedOver = append(d.PassedOver, r.Code)
		}
	}
	return reason, nil
}

// lend writes what was decided.
func (w *deskwork) lend(ask *checkout, done *Lending, reason string) error {
	c := &ask.copy
	if c.HoldID != 0 && c.HoldMember != ask.member.ID {
		if err := w.putBack(c, "lent_to_other"); err != nil {
			return err
		}
		done.Held, done.Waiting = nil, done.Waiting+1
	}
	loan, err := store.InsertLoan(w.tx, ask.member.ID, c.ID, w.now, done.DueAt)
	if store.IsUnique(err) {
		return conflict(WhyAlreadyLent)
	}
	if err != nil {
		return err
	}
	done.Lent, done.Loan = true, LoanRef{ID: loan}
	if done.Filled, err = w.fill(c, ask.member.ID); err != nil {
		return err
	}
	return w.audit("loan.lent", "loan", loan, struct {
		Item       int64                      `json:"item"`
		Member     int64                      `json:"member"`
		NewDueAt   int64                      `json:"new_due_at"`
		PassedOver []circulation.CheckoutCode `json:"passed_over,omitempty"`
		Reason     string                     `json:"reason,omitempty"`
	}{c.ID, ask.member.ID, done.DueAt.Unix(), done.PassedOver, reason})
}
