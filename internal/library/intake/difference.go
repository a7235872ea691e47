package intake

import "time"

// What a difference between the source and the database came to.
const (
	KeptOurs        = "kept_ours"         // renewed here; the source says nothing new: ours stays
	SourceWins      = "file_wins"         // the source says something new: its due date and count stand now
	StaysClosed     = "stays_closed"      // open in the source, closed here
	Reopened        = "reopened"          // closed as returned elsewhere, but the complete source has it open
	ClosedElsewhere = "closed_elsewhere"  // not in the complete source: closed
	LentElsewhere   = "lent_elsewhere"    // the item is lent anew: the older loan closed
	OlderLoan       = "older_loan"        // the row is older than the item's loan here or in the same file: left out
	LoanMoved       = "moved"             // same source id, but another card, item or day of borrowing
	HoldCancelled   = "hold_cancelled"    // not in the complete source: cancelled
	HoldStaysClosed = "hold_stays_closed" // waiting in the source, closed here
	HoldReopened    = "hold_reopened"     // cancelled as missing, but back in the complete source
)

// Difference is one point on which source and database did not agree, and what
// stands now. It names the copy and the loan, never a person.
type Difference struct {
	Kind     string
	Loan     int64  // id of the loan here, 0 where there is none
	Hold     int64  // id of the hold here, 0 where it is about a loan
	Barcode  string // of the copy
	SourceID string // "" where the source gives none
	Line     int    // of the row in the source, 0 where there is none

	OurDue, SourceDue           time.Time // zero where there is none
	OurRenewals, SourceRenewals int       // -1 where not known
	Zone                        *time.Location
}
