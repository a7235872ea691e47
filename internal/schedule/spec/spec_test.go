package spec

import (
	"testing"
	"time"
)

func TestSchedules(t *testing.T) {
	at := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	for text, want := range map[string]string{
		"15 6 * * *": "2026-11-24 06:15", "* * * * *": "2026-11-23 09:01", "0 8 * * 1": "2026-11-30 08:00", " 5 0 1 * * ": "2026-12-01 00:05", "off": "",
	} {
		s, err := Parse(text)
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		got := ""
		if next := s.Next(at); !next.IsZero() {
			got = next.Format("2006-01-02 15:04")
		}
		if got != want {
			t.Errorf("%q: %s, not %s", text, got, want)
		}
	}
	for _, text := range []string{"", "x", "61 * * * *", "* * * *", "* * * * * *", "TZ=Asia/Jakarta 5 0 * * *", "TZ=", "CRON_TZ=", "CRON_TZ=x", "TZ=Asia/Jakarta", "0 0 30 2 *", "@every 1s", "*/0 * * * *"} {
		if _, err := Parse(text); err == nil {
			t.Errorf("%q is taken", text)
		}
	}
}

// The parser of the library panics on some texts; ours must not.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{"15 6 * * *", "TZ=0", "CRON_TZ= 1", "off", "*/5 1-3 L * ?"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) { _, _ = Parse(text) })
}
