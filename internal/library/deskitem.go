package library

import (
	"time"

	"simpanbudi/internal/circulation"
)

// DeskItem is a copy as the desk shows it.
type DeskItem struct {
	ID         int64
	TitleID    int64
	Title      string
	Author     string
	Barcode    string
	CallNumber string
	ItemType   string // code
	BranchID   int64
	Zone       *time.Location // of its home branch
	Status     circulation.ItemStatus
}

// LentTo is an open loan as it is shown of its item.
type LentTo struct {
	Person
	Loan       LoanRef
	Status     circulation.LoanStatus // open, on_site, lost or claimed_returned
	BorrowedAt time.Time              // in the item's zone
	DueAt      time.Time
	ByHours    bool
	Overdue    bool
}

// HeldFor is a hold for which a copy is set aside.
type HeldFor struct {
	Person
	Hold  int64
	Since time.Time
	Until circulation.Day // last day on the shelf; zero: not limited
	Pickup
}

// Pickup is the branch where a book that was waited for is fetched.
type Pickup struct {
	PickupID int64
	PickupAt string // its name; "" where the library has no other
}

// FoundItem is what the desk's box finds for a barcode.
type FoundItem struct {
	DeskItem
	Now     time.Time
	Lent    *LentTo  // nil: nobody has it
	Held    *HeldFor // nil: not set aside
	Waiting int      // how many wait for it or for its title, without a copy yet
}
