package library

import (
	"context"
	"database/sql"
	"errors"
	"log/slog"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/store"
)

// dueBatch is how many due dates one write moves: a few milliseconds, so that
// those who renew meanwhile hardly wait.
const dueBatch = 200

// DueMove is how far the loans of a change have come.
type DueMove struct {
	ID           int64
	Days         []circulation.Day
	Moved, Total int // Total as it was counted when it began
	Done         bool
}

// DueMove returns it; fault.NotFound where there is none.
func (l *Library) DueMove(ctx context.Context, id int64) (DueMove, error) {
	var m DueMove
	err := l.db.Read(ctx, func(q store.Queryer) error {
		row, err := store.DueMove(q, id)
		if errors.Is(err, sql.ErrNoRows) {
			return fault.New(fault.NotFound, "there is no such move of due dates")
		}
		if err == nil {
			m, err = dueMoveOf(&row)
		}
		return err
	})
	return m, err
}

func dueMoveOf(r *store.DueMoveRow) (DueMove, error) {
	m := DueMove{ID: r.ID, Moved: r.Moved, Total: r.Total, Done: !r.Finished.IsZero()}
	for _, text := range r.Days {
		day, err := circulation.ParseDay(text)
		if err != nil {
			return m, err
		}
		m.Days = append(m.Days, day)
	}
	return m, nil
}

// MoveDueDates moves the loans that changes of the calendars have left to be
// moved, in short writes, until none is left or ctx ends; then the rest waits for
// the next call, in whatever process. Each loan is decided on what is in force at
// that moment, gets its own audit row, and one that is due on an open day is left
// alone, so doing it again does nothing.
func (l *Library) MoveDueDates(ctx context.Context) error {
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		var b dueMoving
		err := l.db.Read(ctx, func(q store.Queryer) error { return b.load(q, l) })
		if err != nil || b.row == nil {
			return err
		}
		if err := l.db.WriteBatch(ctx, func(tx *store.Tx) error { return b.write(tx, l.moment()) }); err != nil {
			return err
		}
	}
}

// KeepMovingDueDates does so from the start, for what a crash has cut off, and
// whenever a change leaves something to move, until ctx ends.
func (l *Library) KeepMovingDueDates(ctx context.Context) {
	for ctx.Err() == nil {
		if err := l.MoveDueDates(ctx); err != nil && ctx.Err() == nil {
			l.log.Warn("due dates could not be moved off closed days; it is tried again", slog.Any("error", err))
		}
		select {
		case <-ctx.Done():
		case <-l.dueMoves:
		case <-time.After(time.Minute):
		}
	}
}

// MoveDueDatesSoon wakes who keeps moving them.
func (l *Library) MoveDueDatesSoon() {
	select {
	case l.dueMoves <- struct{}{}:
	default: // awake already
	}
}

// dueMoving is the next batch of the oldest change that is not finished.
type dueMoving struct {
	row      *store.DueMoveRow // nil: none is left
	policy   *policy
	closures []store.IntakeClosure
	among    map[circulation.Day]bool
	to       store.DueCursor
	finished bool
	loans    []movingLoan
}

type movingLoan struct {
	id       int64
	closure  int64
	old, due time.Time
}

// load finds the next loans to move, outside of any write.
func (b *dueMoving) load(q store.Queryer, l *Library) error {
	pending, err := store.PendingDueMoves(q)
	if err != nil || len(pending) == 0 {
		return err
	}
	b.row, b.to = &pending[0], pending[0].At
	pulse, err := store.ReadPulse(q)
	if err != nil {
		return err
	}
	if b.policy, err = l.inForce(q, pulse.Config); err != nil {
		return err
	}
	if b.closures, err = store.IntakeClosures(q); err != nil {
		return err
	}
	m, err := dueMoveOf(b.row)
	if err != nil {
		return err
	}
	b.among = daySet(m.Days)
	for _, d := range m.Days {
		if full, err := b.collect(q, d); err != nil || full {
			return err
		}
	}
	b.finished = true
	return nil
}

// collect adds the loans of a day, and reports whether the batch is full. A loan
// that has no day to go to, as the calendar never opens, stays.
func (b *dueMoving) collect(q store.Queryer, d circulation.Day) (full bool, err error) {
	lo, hi := b.policy.bounds(d)
	if hi.Unix() < b.to.Due {
		return false, nil
	}
	for {
		room := dueBatch - len(b.loans)
		if room == 0 {
			return true, nil
		}
		n, err := store.EachLoanDue(q, lo, hi, b.to, room, func(loan *store.DueLoan) {
			b.to = store.DueCursor{Due: loan.DueAt.Unix(), Loan: loan.ID}
			due, effect, err := b.policy.afterClosure(loan, b.row.BranchID, b.among)
			if err == nil && effect == circulation.ClosureMoves {
				b.loans = append(b.loans, movingLoan{id: loan.ID, closure: b.closureOf(loan), old: loan.DueAt, due: due})
			}
		})
		if err != nil || n < room {
			return false, err
		}
	}
}

// closureOf is the row that closes a loan's branch on its due day: the branch's own
// before the one for all, the day before the weekday.
func (b *dueMoving) closureOf(loan *store.DueLoan) (id int64) {
	branch, d := loan.BranchID, circulation.DayOf(loan.DueAt, b.policy.branch(loan.BranchID).zone)
	date, best := d.String(), -1
	for i := range b.closures {
		c := &b.closures[i]
		if c.Open || c.BranchID != 0 && c.BranchID != branch || c.Date != date && (c.Date != "" || c.Weekday != int(d.Weekday())) {
			continue
		}
		rank := 0
		if c.Date != "" {
			rank += 2
		}
		if c.BranchID != 0 {
			rank++
		}
		if rank > best {
			id, best = c.ID, rank
		}
	}
	return id
}

// write moves the batch, provided that nobody has done so meanwhile and that
// nothing has changed by which it was decided; else the next batch is the same one.
func (b *dueMoving) write(tx *store.Tx, now time.Time) error {
	pulse, err := store.ReadPulse(tx)
	if err != nil || pulse.Config != b.policy.version {
		return err
	}
	at, err := store.DueMove(tx, b.row.ID)
	if err != nil || at.At != b.row.At || !at.Finished.IsZero() {
		return err
	}
	moved := 0
	clerk := Clerk{Staff: b.row.StaffID, Door: b.row.Door}
	for i := range b.loans {
		n := &b.loans[i]
		ok, err := store.MoveDue(tx, n.id, n.old, n.due)
		if err != nil {
			return err
		}
		if !ok {
			continue // returned or renewed meanwhile, by the new calendar
		}
		moved++
		detail := dueMovedDetail{Move: b.row.ID, Closure: n.closure, OldDueAt: n.old.Unix(), NewDueAt: n.due.Unix()}
		if err := auditClerk(tx, clerk, now, "loan.due_moved", "loan", n.id, detail); err != nil {
			return err
		}
	}
	if b.to != b.row.At || moved > 0 {
		if _, err := store.AdvanceDueMove(tx, b.row.ID, b.row.At, b.to, moved); err != nil {
			return err
		}
	}
	if !b.finished {
		return nil
	}
	if _, err := store.FinishDueMove(tx, b.row.ID, b.to, now); err != nil {
		return err
	}
	return auditClerk(tx, clerk, now, "closure.loans_moved", "closure", 0, map[string]int64{"move": b.row.ID, "loans": int64(at.Moved + moved)})
}

// dueMovedDetail is what the audit trail keeps of a loan that a closure moved.
type dueMovedDetail struct {
	Move     int64 `json:"move"`
	Closure  int64 `json:"closure,omitempty"`
	OldDueAt int64 `json:"old_due_at"`
	NewDueAt int64 `json:"new_due_at"`
}
