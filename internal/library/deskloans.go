package library

import (
	"context"
	"time"

	"simpanbudi/internal/circulation"
)

// DeskLoans is a member's open loans as a clerk sees them.
type DeskLoans struct {
	Member Member
	Now    time.Time
	Site   *Site
	Loans  []DeskLoan // overdue first, then by due date; lost and claimed ones among them
}

// DeskLoan is an open loan with the decision on renewing it now at the desk.
type DeskLoan struct {
	Loan
	ItemID      int64
	Status      circulation.LoanStatus // open, on_site, lost or claimed_returned
	Unseen      int                    // renewals since somebody last saw the book
	Waiting     int                    // others who wait for this copy or its title, without a copy yet
	CanUndo     bool                   // its last renewal was made today and can be undone
	LateFine    Sanction               // what returning it now would come to
	ShownDue    int64                  // DueAt in UTC seconds, as ChangeDueDate wants it back
	OverdueDays int                    // calendar days late; 0: not late
}

// DeskLoans returns them; fault.NotFound where there is no such member.
func (l *Library) DeskLoans(ctx context.Context, member int64) (*DeskLoans, error) {
	return nil, errNotBuilt
}
