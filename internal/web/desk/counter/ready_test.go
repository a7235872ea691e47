package counter_test

import "testing"

// A book that somebody has brought back waits for the next: whoever opens that
// member at the counter is told, and lending it ends the wait.
func TestABookOnTheShelfIsTurnedUpWithItsMember(t *testing.T) {
	d := desk(t, "librarian")
	reader, next := d.Member("umum"), d.Member("umum")
	loan := reader.Loan()
	next.HoldTitle(loan.Item.Title)
	d.Get(memberPath(next)).Wants(200).Lacks("Diambil paling lambat")
	d.Post("/desk/box", box("code", loan.Item.Barcode, "at", "returns")).Wants(200)
	d.Get(memberPath(next)).Wants(200, "Diambil paling lambat", loan.Item.Barcode, loan.Item.Title.Name)
	d.Get(memberPath(reader)).Wants(200).Lacks("Diambil paling lambat")
}
