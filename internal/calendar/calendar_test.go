package calendar

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "write the golden files anew")

func wib() *time.Location { return time.FixedZone("WIB", 7*60*60) }

func example() *Calendar {
	return &Calendar{
		Name:    "Pinjaman · Perpustakaan Umum; Kudus, Jawa Tengah",
		Refresh: 6 * time.Hour,
		Events: []Event{
			{
				UID: "0b6ad1c2-3ee0-8f0e-9d7a-0123456789ab", Sequence: 2,
				Changed: time.Date(2026, 11, 23, 9, 0, 0, 0, wib()),
				Due:     time.Date(2026, 11, 30, 23, 59, 59, 0, wib()), AllDay: true,
				Summary:     `Kembalikan: Gadis Kretek — cerita tentang keluarga, cengkih; dan "Idroes Moeria" 🚬`,
				Description: "Paling lambat Senin, 30 November 2026.\nKembalikan, atau perpanjang sebelum lewat.",
				URL:         "https://perpanjang.example.id/loans",
				Alarm:       "Besok: kembalikan atau perpanjang",
			},
			{
				UID:     "7c1e2f30-aaaa-8bbb-8ccc-0123456789ab",
				Changed: time.Date(2026, 11, 23, 9, 0, 0, 0, wib()),
				Due:     time.Date(2026, 11, 23, 12, 0, 0, 0, wib()),
				Summary: "Kembalikan buku perpustakaan",
				Alarm:   "Sebentar lagi",
			},
		},
	}
}

func TestACalendarIsWrittenAsTheGoldenFileSays(t *testing.T) {
	for name, c := range map[string]*Calendar{
		"feed.ics":  example(),
		"empty.ics": {Name: "Pinjaman", Refresh: 90 * time.Minute},
		"file.ics":  {Name: "Pinjaman", Events: example().Events[1:]},
	} {
		golden(t, filepath.Join("testdata", name), c.Append(nil))
	}
}

func golden(t *testing.T, file string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is not what is written now:\n%s", file, got)
	}
}

func TestTheDueDayIsTheLibrarysAndMomentsAreInUTC(t *testing.T) {
	text := string(example().Append(nil))
	for _, want := range []string{
		"DTSTART;VALUE=DATE:20261130\r\n", // 16:59:59 UTC of the same day; east of Jakarta it would be another
		"DTSTART:20261123T050000Z\r\n",
		"DTSTAMP:20261123T020000Z\r\nLAST-MODIFIED:20261123T020000Z\r\nSEQUENCE:2\r\n",
		"TRIGGER:-PT15H\r\n", "TRIGGER:-PT1H\r\n", "TRANSP:TRANSPARENT\r\n", "CLASS:PRIVATE\r\n",
		"REFRESH-INTERVAL;VALUE=DURATION:PT6H\r\n",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("there is no %q in\n%s", want, text)
		}
	}
	if strings.Contains(text, "METHOD") {
		t.Error("a published calendar has no METHOD")
	}
}

func TestTheTagFollowsTheEvents(t *testing.T) {
	one, same, other := example(), example(), example()
	other.Events[0].Sequence++
	if ETag(one.Append(nil)) != ETag(same.Append(nil)) {
		t.Error("the same events have two tags")
	}
	if ETag(one.Append(nil)) == ETag(other.Append(nil)) {
		t.Error("a renewal has not changed the tag")
	}
}
