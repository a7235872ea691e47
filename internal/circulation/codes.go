package circulation

// Code names why a renewal is refused. contract.md has the table.
type Code string

// Override says whether a librarian may pass over a reason.
type Override string

// The values of the table's last column.
const (
	OverrideNo          Override = "no"
	OverrideYes         Override = "yes"
	OverrideWithDueDate Override = "with_due_date" // only with a due date given by hand
)

// The reason codes, in the table's order.
const (
	Returned        Code = "returned"
	Lost            Code = "lost"
	ClaimedReturned Code = "claimed_returned"
	OnSite          Code = "on_site"
	NotYourLoan     Code = "not_your_loan"
	NotAutomatic    Code = "not_automatic"
	Paused          Code = "paused"
	NotRenewable    Code = "not_renewable"
	OnHold          Code = "on_hold"
	Blocked         Code = "blocked"
	Suspended       Code = "suspended"
	CardExpired     Code = "card_expired"
	FinesOverLimit  Code = "fines_over_limit"
	Overdue         Code = "overdue"
	OtherOverdue    Code = "other_overdue"
	LimitReached    Code = "limit_reached"
	MustBeSeen      Code = "must_be_seen"
	TotalReached    Code = "total_reached"
	TooSoon         Code = "too_soon"
	AlreadyToday    Code = "already_today"
	OutsideSchedule Code = "outside_schedule"
	NoChange        Code = "no_change"
)

// codeTable is the table of contract.md: every code, in order, and who may pass
// over it.
var codeTable = [...]struct {
	code     Code
	override Override
}{
	{Returned, OverrideNo},
	{Lost, OverrideNo},
	{ClaimedReturned, OverrideNo},
	{OnSite, OverrideNo},
	{NotYourLoan, OverrideNo},
	{NotAutomatic, OverrideNo},
	{Paused, OverrideYes},
	{NotRenewable, OverrideYes},
	{OnHold, OverrideWithDueDate},
	{Blocked, OverrideYes},
	{Suspended, OverrideYes},
	{CardExpired, OverrideWithDueDate},
	{FinesOverLimit, OverrideYes},
	{Overdue, OverrideYes},
	{OtherOverdue, OverrideYes},
	{LimitReached, OverrideYes},
	{MustBeSeen, OverrideYes},
	{TotalReached, OverrideWithDueDate},
	{TooSoon, OverrideYes},
	{AlreadyToday, OverrideYes},
	{OutsideSchedule, OverrideWithDueDate},
	{NoChange, OverrideWithDueDate},
}

// AllCodes returns every reason code in the table's order.
func AllCodes() []Code {
	codes := make([]Code, len(codeTable))
	for i, row := range codeTable {
		codes[i] = row.code
	}
	return codes
}

// OverrideOf returns what the table says of a code; of a code it does not have,
// that nobody may pass over it.
func OverrideOf(c Code) Override {
	for _, row := range codeTable {
		if row.code == c {
			return row.override
		}
	}
	return OverrideNo
}

// Note says something about a decision without refusing.
type Note string

// The notes of contract.md.
const (
	CappedByTotal     Note = "capped_by_total"
	CappedByLatestDue Note = "capped_by_latest_due"
	CappedByExpiry    Note = "capped_by_expiry"
	MovedForClosure   Note = "moved_for_closure"
	LastRenewal       Note = "last_renewal"
)

// AllNotes returns every note.
func AllNotes() []Note {
	return []Note{CappedByTotal, CappedByLatestDue, CappedByExpiry, MovedForClosure, LastRenewal}
}
