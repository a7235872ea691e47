package page

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/library"
	"simpanbudi/internal/qr"
)

// shared is the message that a receipt offers to send, "" for none.
func shared(t *testing.T, r *library.Receipt) string {
	t.Helper()
	l := texts(t).Languages()[0]
	p := NewReceipt(l, r)
	p.Offer(l, r, "")
	if p.Share.WhatsApp == "" {
		return ""
	}
	u, err := url.Parse(p.Share.WhatsApp)
	if err != nil || u.Scheme != "https" || u.Host != "wa.me" || strings.Contains(u.RawQuery, "+") {
		t.Fatalf("%s: %v", p.Share.WhatsApp, err)
	}
	return u.Query().Get("text")
}

func renewedUntil(titles ...string) *library.Receipt {
	r := &library.Receipt{Ref: "7K2M9QXA", Renewed: len(titles)}
	for _, title := range titles {
		r.Lines = append(r.Lines, library.ReceiptLine{Title: title, Result: library.ResultRenewed,
			Author: "Pengarang", Barcode: "B0001", NewDueAt: time.Date(2026, 11, 30, 23, 59, 59, 0, time.UTC)})
	}
	return r
}

func TestAMessageTellsTitlesAndDatesAndNothingElse(t *testing.T) {
	r := renewedUntil("Bumi Manusia", "Laut\nBercerita & \u202eLainnya #1 100%")
	r.Lines = append(r.Lines, library.ReceiptLine{Title: "Ditolak", Result: library.ResultRefused,
		Decision: circulation.Decision{Reasons: []circulation.Reason{{Code: circulation.FinesOverLimit}}}})
	want := "Pinjaman perpustakaan yang sudah diperpanjang:\n" +
		"• Bumi Manusia: sampai Senin, 30 November 2026\n" +
		"• Laut Bercerita & \u202eLainnya #1 100%: sampai Senin, 30 November 2026"
	if got := shared(t, r); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := shared(t, &library.Receipt{Ref: "7K2M9QXA", Lines: r.Lines[2:]}); got != "" {
		t.Errorf("nothing is renewed, but told is %s", got)
	}
}

func TestAMessageStaysShort(t *testing.T) {
	titles := make([]string, 200)
	for i := range titles {
		titles[i] = strings.Repeat("é", 300)
	}
	got := shared(t, renewedUntil(titles...))
	if lines := strings.Count(got, "\n"); lines != mostShared+1 || !strings.HasSuffix(got, "… dan 185 pinjaman lagi") {
		t.Errorf("%d lines:\n%s", lines, got)
	}
	if len(got) > 4000 {
		t.Errorf("%d bytes", len(got))
	}
}

func TestAReceiptsCodeLeadsToItAndNoFurther(t *testing.T) {
	l := texts(t).Languages()[0]
	want, err := qr.New("https://perpus.example/receipts/7K2M9QXA")
	if err != nil {
		t.Fatal(err)
	}
	r := renewedUntil("Bumi Manusia")
	p := NewReceipt(l, r)
	p.Offer(l, r, "https://perpus.example")
	if p.Share.QR != want.SVG("Kode QR untuk membuka bukti ini lagi") {
		t.Errorf("got %s", p.Share.QR)
	}
	refused := &library.Receipt{Ref: "7K2M9QXA", Lines: []library.ReceiptLine{{Title: "X", Result: library.ResultRefused}}}
	for name, c := range map[string]struct {
		r    *library.Receipt
		base string
	}{
		"the site's address is not known": {r, ""},
		"the receipt will not be kept":    {refused, "https://perpus.example"},
	} {
		p := NewReceipt(l, c.r)
		p.Offer(l, c.r, c.base)
		if p.Share.QR != "" {
			t.Errorf("%s, but there is a code", name)
		}
	}
}
