package library

import (
	"context"
	"encoding/json"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/store"
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
// Errors: fault.NotFound for an unknown barcode (field barcode; card is true where
// it is the number of a member's card), fault.Invalid for a ReturnedAt in the
// future or before the loan began (field returned_at), fault.Mirrored,
// fault.ClockWrong.
func (l *Library) Return(ctx context.Context, r ReturnRequest) (*Returned, error) {
	var done *Returned
	err := l.atDesk(ctx, r.Clerk, ownRecord, func(w *deskwork) error {
		c, err := findCopy(w.tx, r.Barcode)
		if err != nil {
			return err
		}
		if c.LoanID == 0 {
			done, err = w.handIn(&c)
			return err
		}
		at, err := w.returnedAt(&c, r.ReturnedAt)
		if err != nil {
			return err
		}
		done, err = w.takeBack(&c, at, "")
		return err
	})
	if err != nil {
		return nil, err
	}
	return done, nil
}

// returnedAt is the moment at which a return counts.
func (w *deskwork) returnedAt(c *store.CopyRow, given time.Time) (time.Time, error) {
	at := given.Truncate(time.Second)
	why := ""
	switch {
	case given.IsZero():
		return w.now, nil
	case at.After(w.now):
		why = "future"
	case at.Before(c.BorrowedAt):
		why = "before_loan"
	default:
		return at, nil
	}
	return at, fault.New(fault.Invalid, "give a moment between the loan and now").With("field", "returned_at").With("why", why)
}

// takeBack ends the loan of a copy as of at.
func (w *deskwork) takeBack(c *store.CopyRow, at time.Time, reason string) (*Returned, error) {
	return w.takeBackAs(c, at, reason, false)
}

// takeBackAs is takeBack of a copy that may be damaged: then nobody gets it next.
func (w *deskwork) takeBackAs(c *store.CopyRow, at time.Time, reason string, damaged bool) (*Returned, error) {
	ok, err := store.CloseLoan(w.tx, c.LoanID, c.LoanStatus, at)
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, conflict(WhyLoanChanged)
	}
	row := store.ReturnRow{LoanID: c.LoanID, ReturnedAt: at, RecordedAt: w.now, StaffID: w.clerk.Staff, Door: w.clerk.Door,
		LoanStatus: c.LoanStatus, ItemStatus: c.Status, Damaged: damaged}
	if row.ID, err = store.InsertReturn(w.tx, &row); err != nil {
		return nil, err
	}
	if c.Status == string(circulation.ItemLost) {
		if err := w.setCopyStatus(c.ID, circulation.ItemLost, circulation.ItemAvailable, ""); err != nil {
			return nil, err
		}
		c.Status = string(circulation.ItemAvailable)
	}
	if damaged {
		if err := w.damage(c, reason); err != nil {
			return nil, err
		}
	}
	done, err := w.tell(c, &row)
	if err != nil {
		return nil, err
	}
	if done.Sanction, err = w.sanctionReturn(c, &row); err != nil {
		return nil, err
	}
	if done.Held, err = w.captureReturned(c, row.ID); err != nil {
		return nil, err
	}
	return done, w.audit("loan.returned", "loan", c.LoanID, struct {
		Return     int64  `json:"return"`
		Item       int64  `json:"item"`
		ReturnedAt int64  `json:"returned_at"`
		DueAt      int64  `json:"due_at"`
		Was        string `json:"was"`
		Reason     string `json:"reason,omitempty"`
	}{row.ID, c.ID, at.Unix(), c.DueAt.Unix(), row.LoanStatus, reason})
}

// tell says what was returned, before sanction and hold are known.
func (w *deskwork) tell(c *store.CopyRow, row *store.ReturnRow) (*Returned, error) {
	who, category, err := store.ReadPersonAndCategory(w.tx, c.MemberID)
	if err != nil {
		return nil, err
	}
	b := w.policy.branch(c.BranchID)
	person := Person(who)
	return &Returned{
		Outcome: ReturnDone, ID: row.ID, Item: w.policy.deskItem(c), Person: &person, Loan: c.LoanID,
		BorrowedAt: c.BorrowedAt.In(b.zone), DueAt: c.DueAt.In(b.zone),
		ByHours:    byHours(&w.policy.rules.Match(b.code, category, c.ItemType).Rule),
		ReturnedAt: row.ReturnedAt.In(b.zone), RecordedAt: w.now.In(b.zone),
		LateDays:  circulation.LateDays(b.zone, c.DueAt, row.ReturnedAt),
		Found:     foundAgain(row),
		WasStatus: circulation.LoanStatus(row.LoanStatus), CanUndo: true,
	}, nil
}

// sanctionReturn books what a lateness that a return has ended comes to.
func (w *deskwork) sanctionReturn(c *store.CopyRow, row *store.ReturnRow) (Sanction, error) {
	if !c.DueAt.Before(row.ReturnedAt) {
		return Sanction{}, nil
	}
	m, _, err := readMember(w.tx, c.MemberID)
	if fault.CodeOf(err) == fault.NotFound { // erased: there is nobody to sanction
		return Sanction{}, nil
	}
	if err != nil {
		return Sanction{}, err
	}
	b := w.policy.branch(c.BranchID)
	s := sanctionsOf(w.tx, w.policy, &m, w.now, func(action, subject string, id int64, detail string) error {
		return w.audit(action, subject, id, json.RawMessage(detail))
	})
	booked, err := s.book(lateness{loan: c.LoanID, due: c.DueAt, end: row.ReturnedAt, branch: b,
		rule: w.policy.rules.Match(b.code, m.Category, c.ItemType)}, 0, row.ID)
	if err != nil {
		return Sanction{}, err
	}
	return booked, s.settle()
}

// captureReturned sets a returned copy aside and notes it on its return. What
// stood aside for somebody although it was lent still does.
func (w *deskwork) captureReturned(c *store.CopyRow, id int64) (*HeldFor, error) {
	held, err := w.capture(c, c.MemberID)
	if err != nil {
		return nil, err
	}
	if held == nil {
		return w.policy.heldFor(w.tx, c)
	}
	return held, store.NoteReturnHold(w.tx, id, held.Hold)
}

// handIn takes a copy that nobody has: scanned twice, or brought from somewhere.
func (w *deskwork) handIn(c *store.CopyRow) (*Returned, error) {
	done := &Returned{Outcome: ReturnNotLent}
	zone := w.policy.branch(c.BranchID).zone
	past, found, err := store.LastReturn(w.tx, c.ID, circulation.DayOf(w.now, zone).Start(zone))
	if err != nil {
		return nil, err
	}
	if found {
		if done, err = w.policy.pastReturn(&past, w.now); err != nil {
			return nil, err
		}
		done.Outcome = ReturnAlready
	}
	if c.Status == string(circulation.ItemLost) {
		if err := w.setCopyStatus(c.ID, circulation.ItemLost, circulation.ItemAvailable, ""); err != nil {
			return nil, err
		}
		c.Status, done.Found = string(circulation.ItemAvailable), true
	}
	if done.Held, err = w.capture(c, 0); err != nil {
		return nil, err
	}
	if done.Held == nil {
		done.Held, err = w.policy.heldFor(w.tx, c)
	}
	done.Item = w.policy.deskItem(c)
	return done, err
}
