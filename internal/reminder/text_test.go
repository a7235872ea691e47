package reminder

import (
	"strings"
	"testing"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
)

func loaded(t *testing.T) *i18n.Texts {
	t.Helper()
	all, err := i18n.Load()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// sampleDigest is a family's three books: one can be renewed, one later, one is waited for.
func sampleDigest(t *testing.T) *Digest {
	t.Helper()
	zone, err := time.LoadLocation("Asia/Jakarta")
	if err != nil {
		t.Fatal(err)
	}
	day := circulation.NewDay(2026, time.November, 25)
	told := func(title string, days int, d circulation.Decision) Told {
		loan := library.Loan{Title: title, Zone: zone, DueAt: (day + circulation.Day(days)).End(zone), DaysLeft: days, Overdue: days < 0, Decision: d}
		return Told{Loan: loan, Renewal: renewalOf(&loan)}
	}
	return &Digest{Library: "Perpustakaan Kudus", Contact: "0291 123456", People: []Person{
		{Member: 1, FirstName: "Budi", Token: "abc", Loans: []Told{
			told("Bumi Manusia", 1, circulation.Decision{Allowed: true, DueAt: (day + 8).End(zone)}),
			told("Laskar Pelangi", -3, circulation.Decision{Reasons: []circulation.Reason{{Code: circulation.OnHold, Queue: 2}}})}},
		{Member: 2, FirstName: "Siti", Token: "def", Loans: []Told{
			told("Si Kancil", 3, circulation.Decision{Reasons: []circulation.Reason{{Code: circulation.TooSoon, OpensAt: (day + 2).Start(zone)}}})}},
	}}
}

func TestADigestSaysWhatIsSoAndWhatToDo(t *testing.T) {
	w := words{Language: loaded(t).Language("id"), base: "https://pinjaman.example.go.id", stop: "https://pinjaman.example.go.id/u/x"}
	args, link := w.digest(sampleDigest(t), KindReminder)
	text, err := w.compose(KindReminder, Email, OwnText{}, args)
	if err != nil {
		t.Fatal(err)
	}
	want := `Halo Budi dan Siti,

Budi:
• “Bumi Manusia”: kembalikan paling lambat besok, Kamis, 26 November 2026. Bisa diperpanjang sampai Kamis, 3 Desember 2026.
• “Laskar Pelangi”: sudah lewat 3 hari dari tanggal kembali, Minggu, 22 November 2026. Kali ini mohon dikembalikan. `
	if !strings.HasPrefix(text.Body, want) {
		t.Errorf("got\n%s", text.Body)
	}
	for _, part := range []string{"2 orang menunggu", "Perpanjang di sini: https://pinjaman.example.go.id/r/abc",
		"Siti:\n• “Si Kancil”: kembalikan paling lambat Sabtu, 28 November 2026, 3 hari lagi. Bisa diperpanjang mulai Jumat, 27 November 2026.",
		"/r/def", "Perlu bantuan? 0291 123456", "/u/x"} {
		if !strings.Contains(text.Body, part) {
			t.Errorf("no %q in\n%s", part, text.Body)
		}
	}
	if text.Subject != "Pengingat pinjaman dari Perpustakaan Kudus" || link != "https://pinjaman.example.go.id/r/abc" {
		t.Errorf("%q %q", text.Subject, link)
	}
}

func TestWithoutAddressesThereAreNoHoles(t *testing.T) {
	for _, l := range loaded(t).Languages() {
		d := sampleDigest(t)
		d.Contact, d.People = "", d.People[:1]
		w := words{Language: l}
		args, link := w.digest(d, KindReminder)
		for _, channel := range []string{Email, WhatsApp, Gateway, Hand} {
			text, err := w.compose(KindReminder, channel, OwnText{}, args)
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(text.Body, "\n\n\n") || strings.Contains(text.Body, "{{") || strings.Contains(text.Body, "http") || link != "" {
				t.Errorf("%s %s:\n%s", l.Code, channel, text.Body)
			}
		}
	}
}

func TestEveryKindHasItsTextsWithVariablesThatAreFilled(t *testing.T) {
	for _, l := range loaded(t).Languages() {
		for _, kind := range Kinds() {
			for _, channel := range []string{Email, WhatsApp, Hand} {
				text := DefaultText(l, kind, channel)
				for _, s := range []string{text.Subject, text.Body} {
					if s == "" || strings.HasPrefix(s, "message.") {
						t.Errorf("%s: %s by %s has no text", l.Code, kind, channel)
					}
					if _, err := i18n.ParseOwn(s, Variables(kind)...); err != nil {
						t.Errorf("%s: %s: %v", l.Code, kind, err)
					}
				}
			}
		}
	}
}

func TestAnUnknownVariableIsAnError(t *testing.T) {
	for text, says := range map[string]string{
		"Halo {{.nama}}": "no {{.nama}}", "{{.loans": "not an argument", "{{loans}}": "not an argument", "{{.loans | html}}": "not an argument",
	} {
		if _, err := i18n.ParseOwn(text, Variables(KindReminder)...); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", text, err)
		}
	}
}

func TestALineBreakInATitleStaysOutOfTheSubject(t *testing.T) {
	w := words{Language: loaded(t).Language("id")}
	text, err := w.compose(KindTest, Email, OwnText{Subject: "a {{.library}}", Body: "b"}, []string{"library", "x\r\nBcc: y"})
	if err != nil || strings.ContainsAny(text.Subject, "\r\n") {
		t.Errorf("%q %v", text.Subject, err)
	}
}
