package intake

import (
	"cmp"

	"simpanbudi/internal/store"
)

// items compares a batch of copies and writes what has changed.
func (s *step) items(b batch[Item]) error {
	barcodes := make([]string, len(b.rows))
	for i := range b.rows {
		barcodes[i] = b.rows[i].Barcode
	}
	have, err := store.IntakeItems(s.q, barcodes)
	if err != nil {
		return err
	}
	keys := make([]string, len(b.rows))
	var undecided []string
	for i := range b.rows {
		keys[i] = titleKey(&b.rows[i], titleOf(have, b.rows[i].Barcode))
		if _, decided := s.titles.find(keys[i]); !decided {
			undecided = append(undecided, keys[i])
		}
	}
	found, err := store.IntakeTitles(s.q, undecided)
	if err != nil {
		return err
	}
	for i := range b.rows {
		if err := s.item(&b.rows[i], keys[i], have, found); err != nil {
			return err
		}
	}
	if s.tx == nil {
		return nil
	}
	return store.IndexTitles(s.tx)
}

func titleOf(have map[string]store.IntakeCopy, barcode string) *store.IntakeTitle {
	if copy, ok := have[barcode]; ok {
		return &copy.Title
	}
	return nil
}

// item compares one copy and its title.
func (s *step) item(row *Item, key string, have map[string]store.IntakeCopy, found map[string]store.IntakeTitle) error {
	old, exists := have[row.Barcode]
	title, renamed, err := s.title(row, key, titleOf(have, row.Barcode), found)
	if err != nil {
		return err
	}
	want := s.wantedItem(row, old.Item)
	want.TitleID = title
	switch {
	case !exists:
		s.counts.Created++
		return s.write(func(tx *store.Tx) error { return store.InsertIntakeItem(tx, &want) })
	case want != old.Item:
		s.counts.Updated++
		return s.write(func(tx *store.Tx) error {
			if err := store.UpdateIntakeItem(tx, &want); err != nil || want.TitleID == old.Item.TitleID {
				return err
			}
			return store.MoveHolds(tx, want.ID, old.Item.TitleID, want.TitleID)
		})
	case renamed:
		s.counts.Updated++
	default:
		s.counts.Unchanged++
	}
	return nil
}

// wantedItem is what a copy is to be: what the source says, and what stands
// here where it says nothing.
func (s *step) wantedItem(row *Item, old store.IntakeItem) store.IntakeItem {
	want := old
	if old.ID == 0 {
		want = store.IntakeItem{Barcode: row.Barcode, BranchID: s.places.branchID(""), ItemType: defaultItemType,
			Status: "available", Renewable: true}
	}
	want.CallNumber = row.CallNumber.or(want.CallNumber)
	want.ItemType = cmp.Or(row.ItemType.or(want.ItemType), defaultItemType)
	if row.Branch.Given {
		want.BranchID = s.places.branchID(row.Branch.Value)
	}
	want.Status = cmp.Or(row.Status.or(want.Status), "available")
	want.Renewable = row.Renewable.or(want.Renewable)
	if row.SourceID.Given || old.ID == 0 {
		want.SourceSystem, want.SourceID = s.options.SourceSystem, row.SourceID.Value
	}
	return want
}
