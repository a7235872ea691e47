package library

import (
	"context"
	"time"

	"simpanbudi/internal/circulation"
)

// What a copy that was handed in came to.
const (
	ReturnDone    = "returned"
	ReturnAlready = "already" // it came back earlier today: scanned twice
	ReturnNotLent = "not_lent"
)

// ReturnRequest hands in a copy.
type ReturnRequest struct {
	Clerk      Clerk
	Barcode    string
	ReturnedAt time.Time // as it counts; zero: now. A night box is emptied the day after
}

// Returned is what came of it.
type Returned struct {
	Outcome    string // ReturnDone, ReturnAlready or ReturnNotLent
	ID         int64  // for UndoReturn; 0 where nothing was lent
	Item       DeskItem
	Person     *Person // who had it; nil where nobody had
	Loan       int64
	BorrowedAt time.Time // instants are in the item's zone
	DueAt      time.Time
	ByHours    bool
	ReturnedAt time.Time // as it counts
	RecordedAt time.Time // when it was done
	LateDays   int       // calendar days, whether they cost anything or not
	Sanction   Sanction  // booked with it
	Found      bool      // it was lost, or said to be back, and is there
	WasStatus  circulation.LoanStatus
	Held       *HeldFor // for whom it is to be set aside
	CanUndo    bool     // of today, and not undone
	Undone     bool
	Staff      string // who took it back, in RecentReturns
}

// Return takes a copy back by its barcode alone: it closes the loan, books what
// its lateness comes to as of ReturnedAt, and sets the copy aside for who waits
// longest. A lost copy is available again. A copy that nobody has is looked at
// all the same: somebody may wait for it.
//
// Errors: fault.NotFound for an unknown barcode (field barcode, "card" as in
// Lend), fault.Invalid for a ReturnedAt in the future or before the loan began
// (field returned_at), fault.Mirrored, fault.ClockWrong.
func (l *Library) Return(ctx context.Context, r ReturnRequest) (*Returned, error) {
	return nil, errNotBuilt
}

// RecentReturns returns the latest n returns of a clerk, of everybody's where
// staff is 0, newest first. Undone ones are among them and say so.
func (l *Library) RecentReturns(ctx context.Context, staff int64, n int) ([]Returned, error) {
	return nil, errNotBuilt
}
