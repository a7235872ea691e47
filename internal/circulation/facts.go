package circulation

import "time"

// MemberStatus is a member's standing.
type MemberStatus string

// The values of contract "member.status".
const (
	MemberActive  MemberStatus = "active"
	MemberBlocked MemberStatus = "blocked"
)

// LoanStatus is the state of a loan.
type LoanStatus string

// The values of contract "loan.status".
const (
	LoanOpen            LoanStatus = "open"
	LoanReturned        LoanStatus = "returned"
	LoanLost            LoanStatus = "lost"
	LoanClaimedReturned LoanStatus = "claimed_returned"
	LoanOnSite          LoanStatus = "on_site"
)

// Actor is who asks for a renewal.
type Actor string

// The values of contract "actor".
const (
	ActorMember    Actor = "member"
	ActorLibrarian Actor = "librarian"
	ActorAutomatic Actor = "automatic"
)

// MemberFacts is what a decision must know of the member.
type MemberFacts struct {
	Status         MemberStatus
	CardExpiresOn  Day   // the card is good through this day; zero: no expiry
	SuspendedUntil Day   // the last suspended day; zero: none
	Fines          int64 // rupiah owed
	OverdueLoans   int   // the member's *other* open loans late beyond this rule's grace
}

// LoanFacts is what a decision must know of the loan.
type LoanFacts struct {
	BorrowedAt     time.Time
	DueAt          time.Time
	Renewals       int
	UnseenRenewals int
	LastRenewedAt  time.Time // zero: never
	Status         LoanStatus
	Own            bool // false: it is another member's
}

// HoldFacts counts who waits, as contract.md counts: waiting, not expired,
// other members', no copy assigned yet.
type HoldFacts struct {
	OnCopy     int
	OnTitle    int // leaves out holds on a copy
	FreeCopies int
}

// RenewalFacts is everything a renewal decision may depend on, but for "now".
type RenewalFacts struct {
	Zone          *time.Location // of the item's home branch
	Rule          *Rule
	Calendar      *Calendar // nil: always open
	Member        MemberFacts
	Loan          LoanFacts
	ItemRenewable bool
	Holds         HoldFacts
	Actor         Actor
	Paused        bool // online renewal is switched off
}
