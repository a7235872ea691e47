package identity

import (
	"testing"
	"time"

	"simpanbudi/internal/fault"
)

func TestTwentyWrongCalendarsThenAnAddressMustWait(t *testing.T) {
	f := newFixture(t)
	wrong := func(address string, want fault.Code) {
		t.Helper()
		if err := f.WrongCalendar(t.Context(), address); fault.CodeOf(err) != want && (err != nil || want != "") {
			t.Fatalf("from %s: %v, not %q", address, err, want)
		}
	}
	for range 20 {
		wrong("192.0.2.7", "")
	}
	wrong("192.0.2.7", fault.TooMany)
	wrong("192.0.2.8", "")
	err := f.WrongCalendar(t.Context(), "192.0.2.7:4711")
	if wait, _ := fault.ArgsOf(err)["retry_after"].(int); wait < 1 || wait > 15*60 {
		t.Errorf("told to wait %d seconds", wait)
	}

	f.clock.pass(15 * time.Minute)
	wrong("192.0.2.7", "")
}
