package page

import (
	"testing"
	"time"

	"simpanbudi/internal/library"
)

func TestAReceiptSaysWhichRenewalWasTakenBack(t *testing.T) {
	l := texts(t).Languages()[0]
	r := &library.Receipt{Ref: "AAAAAAAA", Zone: time.UTC, Renewed: 1, Lines: []library.ReceiptLine{
		{Title: "Satu", Result: library.ResultRenewed, Zone: time.UTC, NewDueAt: time.Unix(1e9, 0)},
		{Title: "Dua", Result: library.ResultRenewed, Zone: time.UTC, NewDueAt: time.Unix(1e9, 0), Undone: true},
	}}
	p := NewReceipt(l, r)
	if p.Good || !p.Lines[0].Good || p.Lines[1].Good || p.Lines[1].Result != l.Text("receipt.undone") {
		t.Errorf("%+v", p.Lines)
	}
}
