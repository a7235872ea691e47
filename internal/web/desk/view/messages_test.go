package view

import (
	"testing"
	"time"
)

func TestTheUsualSchedulesAreToldInWords(t *testing.T) {
	l, zone := allLanguages(t)[0], time.FixedZone("WIB", 7*3600)
	for cron, want := range map[string]string{
		"5 0 * * *":   "setiap hari pukul 00.05 WIB",
		"30 16 * * *": "setiap hari pukul 16.30 WIB",
		"* * * * *":   "setiap menit",
		"5 0 * * 1":   "5 0 * * 1",
		"*/5 * * * *": "*/5 * * * *",
		"":            "",
	} {
		if got := when(l, cron, zone); got != want {
			t.Errorf("%q is told as %q, not %q", cron, got, want)
		}
	}
}
