package intake

import (
	"fmt"

	"simpanbudi/internal/store"
)

// closureKey is what makes two closures the same one.
type closureKey struct {
	branch  int64
	date    string
	weekday int
}

// closures compares a batch of closures and writes what has changed. Closures
// that the source does not have stay: a library enters its own ones here.
func (s *step) closures(b batch[Closure]) error {
	list, err := store.IntakeClosures(s.q)
	if err != nil {
		return err
	}
	have := make(map[closureKey]store.IntakeClosure, len(list))
	for _, c := range list {
		have[closureKey{c.BranchID, c.Date, c.Weekday}] = c
	}
	for i := range b.rows {
		if err := s.closure(&b.rows[i], have); err != nil {
			return err
		}
	}
	return nil
}

func (s *step) closure(row *Closure, have map[closureKey]store.IntakeClosure) error {
	want := store.IntakeClosure{Date: row.Date.String(), Weekday: -1, Name: row.Name}
	if row.Date.IsZero() {
		want.Weekday = int(row.Weekday)
	}
	if row.Branch != "" {
		want.BranchID = s.places.branchID(row.Branch)
	}
	key := closureKey{want.BranchID, want.Date, want.Weekday}
	old, exists := have[key]
	switch {
	case !exists:
		s.counts.Created++
		have[key] = want
		return s.write(func(tx *store.Tx) error { return store.InsertIntakeClosure(tx, &want) })
	case old.Open:
		s.counts.Kept++
		s.warn(Warning{File: row.File, Column: "date", Code: "kept_open",
			Text: fmt.Sprintf("line %d: %s is open by an exception made here, which stays", row.Line, want.Date)})
	case old.Name != want.Name:
		s.counts.Updated++
		return s.write(func(tx *store.Tx) error { return store.NameClosure(tx, old.ID, want.Name) })
	default:
		s.counts.Unchanged++
	}
	return nil
}
