package library

import (
	"context"
	"time"

	"simpanbudi/internal/circulation"
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
// Errors: fault.NotFound for an unknown member (field member) or barcode (field
// barcode; "card" is true where it is the number of a member's card),
// fault.Invalid for an override without a reason (field reason) or a due date
// that makes no sense (field due), fault.Mirrored, fault.ClockWrong,
// fault.Conflict (WhyAlreadyLent).
func (l *Library) Lend(ctx context.Context, r LendRequest) (*Lending, error) {
	return nil, errNotBuilt
}

// PreviewLend answers as Lend would without an override, and changes nothing.
func (l *Library) PreviewLend(ctx context.Context, member int64, barcode string) (*Lending, error) {
	return nil, errNotBuilt
}
