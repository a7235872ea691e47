package library

import (
	"context"
	"time"
)

// What a line of a visit slip says.
const (
	VisitLent     = "lent"
	VisitRenewed  = "renewed"
	VisitReturned = "returned"
)

// VisitSlip is what was done for a member today, on one paper.
type VisitSlip struct {
	Site   *Site
	Member Member
	Now    time.Time
	Lines  []VisitLine // in the order in which it was done
	Out    int         // how many books the member has now
}

// VisitLine is one thing that was done.
type VisitLine struct {
	What     string // VisitLent, VisitRenewed or VisitReturned
	At       time.Time
	Title    string
	Barcode  string
	DueAt    time.Time // in the item's zone; of a return the due date that was kept or missed
	ByHours  bool
	Sanction Sanction
}

// LoansToday returns the slip of a member; fault.NotFound for nobody.
func (l *Library) LoansToday(ctx context.Context, member int64) (*VisitSlip, error) {
	return nil, errNotBuilt
}
