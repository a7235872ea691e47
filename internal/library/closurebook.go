package library

import (
	"cmp"
	"context"
	"slices"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/store"
)

// ClosureBook is the opening calendars as the desk keeps them.
type ClosureBook struct {
	Today    circulation.Day // in the library's zone
	Branches []BranchChoice
	Weekly   []WeeklyClosure
	Ahead    []ClosureRun // from today on, the next first
	Past     []ClosureRun // the latest first
	Calendar map[int64]*circulation.Calendar
	Pending  []DueMove // loans that are still to be moved
}

// BranchChoice is a branch to choose.
type BranchChoice struct {
	ID   int64
	Name string
}

// WeeklyClosure is a weekday that is closed, or open after all, every week.
type WeeklyClosure struct {
	ID         int64
	BranchID   int64  // 0: every branch
	BranchName string // "" for every branch
	Weekday    time.Weekday
	Open       bool
	Name       string
}

// ClosureRun is days in a row with one occasion.
type ClosureRun struct {
	IDs        []int64 // a row each
	BranchName string  // "" for every branch
	From, To   circulation.Day
	Weekly     bool // every week on Weekday, instead of From and To
	Weekday    time.Weekday
	Open       bool
	Name       string
}

// ClosureBook returns it as it is now.
func (l *Library) ClosureBook(ctx context.Context) (*ClosureBook, error) {
	book := &ClosureBook{Calendar: map[int64]*circulation.Calendar{}}
	err := l.reading(ctx, func(q store.Queryer, p *policy) error {
		book.Today = circulation.DayOf(l.moment(), p.zone)
		branches, err := store.Branches(q)
		if err != nil {
			return err
		}
		for _, b := range branches {
			book.Branches = append(book.Branches, BranchChoice{b.ID, nameOfBranch(b, p)})
			book.Calendar[b.ID] = p.branch(b.ID).calendar
		}
		rows, err := store.IntakeClosures(q)
		if err != nil {
			return err
		}
		if err := book.fill(rows, branches, p); err != nil {
			return err
		}
		pending, err := store.PendingDueMoves(q)
		for i := range pending {
			m, err := dueMoveOf(&pending[i])
			if err != nil {
				return err
			}
			book.Pending = append(book.Pending, m)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return book, nil
}

func (b *ClosureBook) fill(rows []store.IntakeClosure, branches []store.Branch, p *policy) error {
	runs, err := closureRuns(rows, branches, p)
	if err != nil {
		return err
	}
	for _, r := range runs {
		switch {
		case r.Weekly:
			row := rows[slices.IndexFunc(rows, func(c store.IntakeClosure) bool { return c.ID == r.IDs[0] })]
			b.Weekly = append(b.Weekly, WeeklyClosure{r.IDs[0], row.BranchID, r.BranchName, r.Weekday, r.Open, r.Name})
		case r.To >= b.Today:
			b.Ahead = append(b.Ahead, r)
		default:
			b.Past = append(b.Past, r)
		}
	}
	slices.Reverse(b.Past)
	return nil
}

// closureRuns puts rows into days in a row, in order of day; those of every week
// come first, from Monday.
func closureRuns(rows []store.IntakeClosure, branches []store.Branch, p *policy) (runs []ClosureRun, err error) {
	rows = slices.Clone(rows)
	slices.SortStableFunc(rows, store.CompareClosures)
	last := map[int64]int{} // the run of a branch that may go on
	for _, r := range rows {
		run := ClosureRun{IDs: []int64{r.ID}, Open: r.Open, Name: r.Name, BranchName: branchNameByID(branches, r.BranchID, p)}
		if r.Date == "" {
			run.Weekly, run.Weekday = true, time.Weekday(r.Weekday)
			runs = append(runs, run)
			continue
		}
		if run.From, err = circulation.ParseDay(r.Date); err != nil {
			return nil, err
		}
		run.To = run.From
		if i, ok := last[r.BranchID]; ok && runs[i].To == run.From-1 && runs[i].Open == run.Open && runs[i].Name == run.Name {
			runs[i].To, runs[i].IDs = run.From, append(runs[i].IDs, r.ID)
			continue
		}
		last[r.BranchID] = len(runs)
		runs = append(runs, run)
	}
	slices.SortStableFunc(runs, func(a, b ClosureRun) int {
		if a.Weekly != b.Weekly {
			if a.Weekly {
				return -1
			}
			return 1
		}
		if a.Weekly {
			return cmp.Or(cmp.Compare((a.Weekday+6)%7, (b.Weekday+6)%7), cmp.Compare(a.BranchName, b.BranchName))
		}
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.BranchName, b.BranchName))
	})
	return runs, nil
}

func branchNameByID(branches []store.Branch, id int64, p *policy) string {
	for _, b := range branches {
		if b.ID == id {
			return nameOfBranch(b, p)
		}
	}
	return ""
}
