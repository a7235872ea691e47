package circulation

import (
	"slices"
	"time"
)

// Overriding returns the same decision without the reasons in permitted that
// the table lets staff pass over. A with_due_date reason goes only when due is
// given (not zero), and due then replaces the date and what was noted about it.
// It is never a second path. A loan is never shortened: where due is not later
// than the loan's date, or already past, no_change stands against it.
func (d Decision) Overriding(permitted []Code, due time.Time) Decision {
	byHand := !due.IsZero()
	tooEarly := byHand && due.Before(d.earliest)
	var left []Reason
	for _, r := range d.Reasons {
		passedOver := slices.Contains(permitted, r.Code) &&
			(r.Override == OverrideYes || r.Override == OverrideWithDueDate && byHand)
		if !passedOver || r.Code == NoChange && tooEarly {
			left = append(left, r)
		}
	}
	d.Reasons = left
	if tooEarly && !d.Has(NoChange) {
		d.refuse(NoChange) // it is the table's last row, so the order holds
	}
	if byHand {
		d.DueAt, d.Notes = due, nil
	}
	d.Notes = slices.DeleteFunc(slices.Clone(d.Notes), func(n Note) bool { return n == LastRenewal })
	d.settle()
	return d
}

// Overriding returns the same decision without the reasons in permitted that
// staff may pass over, as [Decision.Overriding] does. A due date given by hand
// replaces the computed one; where it is before now, due_date_in_past stands
// against it whatever is permitted.
func (d CheckoutDecision) Overriding(permitted []CheckoutCode, due, now time.Time) CheckoutDecision {
	byHand := !due.IsZero()
	tooEarly := byHand && due.Before(now)
	var left []CheckoutReason
	for _, r := range d.Reasons {
		passedOver := slices.Contains(permitted, r.Code) &&
			(r.Override == OverrideYes || r.Override == OverrideWithDueDate && byHand)
		if !passedOver || r.Code == CheckoutDueInPast && tooEarly {
			left = append(left, r)
		}
	}
	d.Reasons = left
	if tooEarly && !d.has(CheckoutDueInPast) {
		d.refuse(CheckoutDueInPast) // it is the table's last row, so the order holds
	}
	if byHand {
		d.DueAt, d.Notes = due, nil
	}
	d.Allowed = len(d.Reasons) == 0
	return d
}

func (d *CheckoutDecision) has(code CheckoutCode) bool {
	return slices.ContainsFunc(d.Reasons, func(r CheckoutReason) bool { return r.Code == code })
}
