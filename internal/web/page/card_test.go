package page

import (
	"strings"
	"testing"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/library"
	"simpanbudi/internal/qr"
)

func TestSixteenDigitsAreNotWrittenOut(t *testing.T) {
	for card, want := range map[string]string{
		"3319011708850001":    "••••••••••••0001",
		"3319 0117 0885 0001": "••••••••••••0001",
		"331901170885000":     "331901170885000",
		"KDS-2026-000417":     "KDS-2026-000417",
		"KA00000000000001":    "KA00000000000001",
	} {
		if got, masked := printedNumber(card); got != want || masked != (got != card) {
			t.Errorf("%s is written %s, masked %v", card, got, masked)
		}
	}
}

func TestACardHasTheCodesThatCanBeMade(t *testing.T) {
	l := texts(t).Languages()[0]
	day := circulation.NewDay(2026, time.November, 22)
	of := func(number, token string) *library.MemberCard {
		return &library.MemberCard{
			Site: &library.Site{Zone: time.UTC}, Now: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC),
			Member: library.Member{Name: "Budi", Card: number, CardExpiresOn: day}, Token: token,
		}
	}
	token := strings.Repeat("7", 26)
	full := NewCard(l, of("KA1", token), "https://perpus.example")
	want, err := qr.New("HTTPS://PERPUS.EXAMPLE/C/" + token)
	if err != nil {
		t.Fatal(err)
	}
	if full.QR != want.SVG("Kode QR kartu anggota") || full.Bars == "" || full.NoCode != "" {
		t.Errorf("QR %q, bars %q, %q", full.QR, full.Bars, full.NoCode)
	}
	if full.Expires != "Masa berlaku berakhir Minggu, 22 November 2026" {
		t.Errorf("%q", full.Expires)
	}
	for name, p := range map[string]*Card{
		"no address": NewCard(l, of("KA1", token), ""),
		"no token":   NewCard(l, of("KA1", ""), "https://perpus.example"),
	} {
		if p.QR != "" || p.NoCode == "" || p.Bars == "" {
			t.Errorf("%s: QR %q, %q", name, p.QR, p.NoCode)
		}
	}
	if p := NewCard(l, of("كا١", token), "https://perpus.example"); p.Bars != "" || p.QR == "" {
		t.Error("a number that bars cannot hold leaves the card without its other code")
	}
}
