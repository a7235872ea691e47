package library_test

import (
	"testing"

	"simpanbudi/internal/librarytest"
)

func TestAFamilyIsSeenFromBothSides(t *testing.T) {
	house := monday(t)
	mother, child, other := house.Member("umum"), house.Member("umum"), house.Member("umum")
	for _, m := range []*librarytest.Member{child, other} {
		house.Exec(`update members set guardian_id = ? where id = ?`, mother.ID, m.ID)
	}
	child.Loan(librarytest.Due("2026-11-20"))
	child.Loan(librarytest.Due("2026-11-30"))
	lost := other.Loan(librarytest.Due("2026-11-20"))
	house.Exec(`update loans set status = 'lost' where id = ?`, lost.ID)
	mother.Loan(librarytest.Due("2026-11-22"))

	f, err := house.Library.Family(t.Context(), mother.ID)
	if err != nil || f.Guardian != nil || len(f.Children) != 2 {
		t.Fatalf("%+v, %v", f, err)
	}
	for _, c := range f.Children {
		if c.ID == child.ID && (c.Out != 2 || c.Late != 1) || c.ID == other.ID && (c.Out != 0 || c.Late != 0) {
			t.Errorf("%+v", c)
		}
	}
	f, err = house.Library.Family(t.Context(), child.ID)
	if err != nil || f.Guardian == nil || f.Guardian.ID != mother.ID || f.Guardian.Late != 1 || len(f.Children) != 0 {
		t.Errorf("%+v, %v", f, err)
	}
	house.Exec(`update members set erased_at = 1 where id = ?`, mother.ID)
	if f, err = house.Library.Family(t.Context(), child.ID); err != nil || f.Guardian != nil {
		t.Errorf("who was erased is nobody: %+v, %v", f, err)
	}
}
