package library_test

import (
	"testing"

	"simpanbudi/internal/library"
)

func TestAReferenceThatIsTakenIsDrawnAgain(t *testing.T) {
	house := monday(t)
	member := house.Member("umum")
	a, b, c := member.Loan(), member.Loan(), member.Loan()
	library.UseRefs(house.Library, "AAAAAAAA", "AAAAAAAA", "AAAAAAAA", "BBBBBBBB")

	first, second := member.Renew(a), member.Renew(b)

	if first.Ref != "AAAAAAAA" || second.Ref != "BBBBBBBB" || second.Renewed != 1 {
		t.Errorf("references %s and %s", first.Ref, second.Ref)
	}
	if _, err := house.Library.Renew(t.Context(), member.Renewal(c)); err == nil {
		t.Error("without a free reference nothing can be renewed")
	}
	wantInt(t, "renewals of the third loan", house.Int(`select renewals from loans where id = ?`, c.ID), 0)
	wantInt(t, "receipts", house.Int(`select count(*) from receipts`), 2)
}
