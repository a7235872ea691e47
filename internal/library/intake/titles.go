package intake

import "simpanbudi/internal/store"

// titleMemory remembers which titles the import has decided on. The first row
// of a title says what it is called; rows that call it otherwise change nothing,
// or the same files would change it back and forth at every import.
type titleMemory struct {
	under *titleMemory // of the run, for one of a step
	byKey map[string]int64
	ids   map[int64]struct{}
}

func newTitleMemory(under *titleMemory) *titleMemory {
	return &titleMemory{under: under, byKey: map[string]int64{}, ids: map[int64]struct{}{}}
}

// find returns the title decided on for a key.
func (m *titleMemory) find(key string) (int64, bool) {
	for ; m != nil; m = m.under {
		if id, ok := m.byKey[key]; ok {
			return id, true
		}
	}
	return 0, false
}

// decided reports whether some key has led to this title already.
func (m *titleMemory) decided(id int64) bool {
	for ; m != nil; m = m.under {
		if _, ok := m.ids[id]; ok {
			return true
		}
	}
	return false
}

func (m *titleMemory) remember(key string, id int64) {
	m.byKey[key] = id
	m.ids[id] = struct{}{}
}

// next returns an id that no title has, for one that is not really made.
func (m *titleMemory) next() int64 {
	id := int64(-1)
	for ; m != nil; m = m.under {
		id -= int64(len(m.byKey))
	}
	return id
}

// merge hands what a step has decided to its run.
func (m *titleMemory) merge() {
	for key, id := range m.byKey {
		m.under.remember(key, id)
	}
}

// title returns the title of a row with that key and whether anything about it
// has changed. cur is the title the copy has now, nil for a new copy; found are
// the titles of the batch's keys.
func (s *step) title(row *Item, key string, cur *store.IntakeTitle, found map[string]store.IntakeTitle) (id int64, changed bool, err error) {
	if id, ok := s.titles.find(key); ok {
		return id, false, nil
	}
	old, exists := found[key]
	same := cur != nil && sameTitle(row, cur)
	if !exists && same && !s.titles.decided(cur.ID) && keyStrength(key) >= keyStrength(cur.MatchKey) {
		old, exists = *cur, true // known by a weaker key so far: it got its ISBN or id only now
		delete(found, cur.MatchKey)
	}
	unsaid := old // what answers for columns the source does not have
	if !exists && same {
		unsaid = *cur
	}
	want := store.IntakeTitle{ID: old.ID, Title: row.Title, Author: row.Author.or(unsaid.Author), ISBN: row.ISBN.or(unsaid.ISBN), MatchKey: key}
	switch {
	case !exists:
		want.ID = s.titles.next()
		err = s.write(func(tx *store.Tx) (err error) {
			want.ID, err = store.InsertIntakeTitle(tx, &want, s.options.SourceSystem)
			return err
		})
	case want != old:
		changed = true
		err = s.write(func(tx *store.Tx) error { return store.UpdateIntakeTitle(tx, &want) })
	}
	s.titles.remember(key, want.ID)
	return want.ID, changed, err
}
