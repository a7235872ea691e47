package circulation

import "time"

// CheckoutCode names why an item is not lent.
type CheckoutCode string

// The checkout codes, in the order in which they are given. Those about the
// item come first: with the wrong item in hand the rest is beside the point.
const (
	CheckoutWithdrawn       CheckoutCode = "withdrawn"
	CheckoutLost            CheckoutCode = "lost"
	CheckoutDamaged         CheckoutCode = "damaged"
	CheckoutNotForLoan      CheckoutCode = "not_for_loan"
	CheckoutAlreadyLent     CheckoutCode = "already_lent"     // an open loan stands on it
	CheckoutHeldForOther    CheckoutCode = "held_for_other"   // set aside for another member
	CheckoutBlocked         CheckoutCode = "blocked"          // the member is blocked
	CheckoutSuspended       CheckoutCode = "suspended"        // OpensAt: the day after
	CheckoutCardExpired     CheckoutCode = "card_expired"     // the card is no longer valid
	CheckoutFinesOverLimit  CheckoutCode = "fines_over_limit" // owes more than the limit
	CheckoutOverdueLoans    CheckoutCode = "overdue_loans"    // rule overdue = block_member only
	CheckoutLimitReached    CheckoutCode = "loan_limit"       // as many open loans as allowed
	CheckoutOutsideSchedule CheckoutCode = "outside_schedule" // no fixed due day covers today
	CheckoutDueInPast       CheckoutCode = "due_date_in_past" // a cap leaves no time to read
)

// checkoutTable has every code, in order, and who may pass over it. What the
// item says of itself is first put right in the catalogue, not overridden.
var checkoutTable = [...]struct {
	code     CheckoutCode
	override Override
}{
	{CheckoutWithdrawn, OverrideNo},
	{CheckoutLost, OverrideNo},
	{CheckoutDamaged, OverrideYes},
	{CheckoutNotForLoan, OverrideYes},
	{CheckoutAlreadyLent, OverrideNo},
	{CheckoutHeldForOther, OverrideYes},
	{CheckoutBlocked, OverrideYes},
	{CheckoutSuspended, OverrideYes},
	{CheckoutCardExpired, OverrideWithDueDate},
	{CheckoutFinesOverLimit, OverrideYes},
	{CheckoutOverdueLoans, OverrideYes},
	{CheckoutLimitReached, OverrideYes},
	{CheckoutOutsideSchedule, OverrideWithDueDate},
	{CheckoutDueInPast, OverrideWithDueDate},
}

// AllCheckoutCodes returns every checkout code in order.
func AllCheckoutCodes() []CheckoutCode {
	codes := make([]CheckoutCode, len(checkoutTable))
	for i, row := range checkoutTable {
		codes[i] = row.code
	}
	return codes
}

// CheckoutOverrideOf says whether staff may pass over a checkout code.
func CheckoutOverrideOf(c CheckoutCode) Override {
	for _, row := range checkoutTable {
		if row.code == c {
			return row.override
		}
	}
	return OverrideNo
}

// ItemStatus is the state of a copy, as in items.csv.
type ItemStatus string

// The values of contract "items.status".
const (
	ItemAvailable  ItemStatus = "available"
	ItemNotForLoan ItemStatus = "not_for_loan"
	ItemLost       ItemStatus = "lost"
	ItemDamaged    ItemStatus = "damaged"
	ItemWithdrawn  ItemStatus = "withdrawn"
)

// CheckoutFacts is everything the lending of an item may depend on, but for
// "now".
type CheckoutFacts struct {
	Zone         *time.Location // of the item's home branch
	Rule         *Rule
	LoanLimit    *int        // of the matching rule entry; nil: no limit
	Calendar     *Calendar   // nil: always open
	Member       MemberFacts // OverdueLoans counts all that are late beyond the grace
	OpenLoans    int         // how many loans the member has now
	ItemStatus   ItemStatus
	Lent         bool // an open loan stands on the item, whoever's
	HeldForOther bool // it is set aside for another member
}

// CheckoutReason is one thing that stands against lending.
type CheckoutReason struct {
	Code     CheckoutCode
	Override Override
	OpensAt  time.Time // from when it no longer holds; zero where the code has none
}

// CheckoutDecision is the whole answer: all reasons at once, and the first due
// date even when refused.
type CheckoutDecision struct {
	Allowed   bool
	DueAt     time.Time // zero where none can be computed
	LoansLeft int       // before this loan; NoLimit, else never below 0
	Reasons   []CheckoutReason
	Notes     []Note // capped_by_… or moved_for_closure
}

// DecideCheckout answers whether the item may be lent to the member at now and
// until when: the rule's loan counted from now, through the same steps as a
// renewal. The error is an [*InvalidError] with code never_open or invalid.
func DecideCheckout(f *CheckoutFacts, now time.Time) (CheckoutDecision, error) {
	today := DayOf(now, f.Zone)
	terms := dateTerms{
		zone: f.Zone, rule: f.Rule, calendar: f.Calendar,
		length: f.Rule.Loan, field: "rule.loan",
		base: now, baseDay: today, today: today, borrowedAt: now,
	}
	if !cardExpired(&f.Member, today) {
		terms.cardExpiresOn = f.Member.CardExpiresOn
	}
	due, err := terms.dueDate()
	if err != nil {
		return CheckoutDecision{}, err
	}
	d := CheckoutDecision{LoansLeft: NoLimit, Notes: due.notes()}
	if f.LoanLimit != nil {
		d.LoansLeft = max(0, *f.LoanLimit-f.OpenLoans)
	}
	d.askItem(f)
	d.askMember(f, today)
	if due.day.IsZero() {
		d.refuse(CheckoutOutsideSchedule)
	} else if d.DueAt = due.instant(f.Zone); d.DueAt.Before(now) {
		d.refuse(CheckoutDueInPast)
	}
	d.Allowed = len(d.Reasons) == 0
	return d, nil
}

func (d *CheckoutDecision) refuse(code CheckoutCode) {
	d.Reasons = append(d.Reasons, CheckoutReason{Code: code, Override: CheckoutOverrideOf(code)})
}

func (d *CheckoutDecision) askItem(f *CheckoutFacts) {
	switch f.ItemStatus {
	case ItemWithdrawn:
		d.refuse(CheckoutWithdrawn)
	case ItemLost:
		d.refuse(CheckoutLost)
	case ItemDamaged:
		d.refuse(CheckoutDamaged)
	case ItemNotForLoan:
		d.refuse(CheckoutNotForLoan)
	}
	if f.Lent {
		d.refuse(CheckoutAlreadyLent)
	}
	if f.HeldForOther {
		d.refuse(CheckoutHeldForOther)
	}
}

func (d *CheckoutDecision) askMember(f *CheckoutFacts, today Day) {
	m := &f.Member
	if m.Status == MemberBlocked {
		d.refuse(CheckoutBlocked)
	}
	if today <= m.SuspendedUntil {
		d.Reasons = append(d.Reasons, CheckoutReason{Code: CheckoutSuspended,
			Override: CheckoutOverrideOf(CheckoutSuspended), OpensAt: (m.SuspendedUntil + 1).Start(f.Zone)})
	}
	if cardExpired(m, today) {
		d.refuse(CheckoutCardExpired)
	}
	if limit := f.Rule.FinesLimit; limit != nil && m.Fines > *limit {
		d.refuse(CheckoutFinesOverLimit)
	}
	if f.Rule.Overdue == OverdueBlockMember && m.OverdueLoans > 0 {
		d.refuse(CheckoutOverdueLoans)
	}
	if d.LoansLeft == 0 {
		d.refuse(CheckoutLimitReached)
	}
}

// WithoutDueDate returns the same decision where no due date can be found: the
// branch never opens. Staff give one.
func (d CheckoutDecision) WithoutDueDate() CheckoutDecision {
	d.DueAt, d.Notes = time.Time{}, nil
	var reasons []CheckoutReason
	for _, r := range d.Reasons {
		if r.Code != CheckoutOutsideSchedule && r.Code != CheckoutDueInPast {
			reasons = append(reasons, r)
		}
	}
	d.Reasons = reasons
	d.refuse(CheckoutOutsideSchedule) // nothing but the date's own row comes after it
	d.Allowed = false
	return d
}
