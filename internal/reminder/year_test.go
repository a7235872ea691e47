package reminder_test

import (
	"context"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"
	"time"

	"simpanbudi/internal/circulation"
)

// A library lives through a year of lending, in which people renew, bring back, lose
// and move house, days are closed, the machine is off for days, runs are killed, and
// providers refuse, put off and go silent. Every notice is compared with what a
// plain reckoning of the same days expects (year_expect_test.go), every message that
// arrives with how its loans stand at that moment (year_channel_test.go).
func TestASimulatedYear(t *testing.T) {
	for _, c := range []struct {
		name          string
		zone, machine string // of the library, and of the process
		from          string
		days, loans   int
		mailDays      int // so many with a real mail server
		seed          uint64
	}{
		{"a year in Kudus, by a machine in New York", "Asia/Jakarta", "America/New_York", "2026-02-01", 365, 2000, 20, 1},
		{"the hour that is left out", "Europe/Berlin", "Asia/Jayapura", "2027-03-20", 25, 150, 0, 2},
		{"the hour that comes twice", "America/New_York", "UTC", "2026-10-22", 25, 150, 0, 3},
	} {
		t.Run(c.name, func(t *testing.T) {
			local := time.Local
			t.Cleanup(func() { time.Local = local })
			time.Local = zoneOf(t, c.machine)
			first, err := circulation.ParseDay(c.from)
			if err != nil {
				t.Fatal(err)
			}
			more, _ := strconv.ParseUint(os.Getenv("SIMPANBUDI_SEED"), 10, 32) // another year than the usual one
			w := newWorld(t, zoneOf(t, c.zone), first, c.loans, c.seed+more)
			w.mailUntil = first + circulation.Day(c.mailDays)
			off := 0
			for d := first; d < first+circulation.Day(c.days); d++ {
				if off == 0 && w.chance(30) {
					off = 1 + w.draw.IntN(5)
					w.lastMorning(d)
				}
				w.lend(d, c.loans*(int(d-first)+1)/(c.days-min(20, c.days/3)))
				if off == 0 {
					w.day(d)
				} else if off--; off == 0 { // somebody comes, and switches it on again
					w.dayOff(d)
					w.afternoon(d)
				} else {
					w.dayOff(d)
				}
			}
			w.quiet = true // and a month in which all goes well
			for d := first + circulation.Day(c.days); d < first+circulation.Day(c.days+35); d++ {
				w.day(d)
			}
			w.settled()
			t.Logf("%d loans, %d runs of planning, %d of them killed; %d notices, %d messages arrived, %d of them without an answer; %d told by hand",
				len(w.books), w.plans, w.killed, len(w.made), len(w.arrived), w.silent, w.byHand)
		})
	}
}

func zoneOf(t *testing.T, name string) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

// chance is true once in n times; never in quiet days.
func (w *world) chance(n int) bool { return !w.quiet && w.draw.IntN(n) == 0 }

// clock sets the library's time on a day.
func (w *world) clock(d circulation.Day, hour, minute int) {
	year, month, day := d.Date()
	w.house.SetNow(time.Date(year, month, day, hour, minute, w.draw.IntN(60), 0, w.zone))
}

// day is one on which the machine is on.
func (w *world) day(d circulation.Day) {
	w.clock(d, 0, 1)
	w.deliver()
	w.clock(d, 2, 30)
	w.live(0.2)
	w.deliver()
	w.clock(d, 6, 30)
	w.plan()
	w.clock(d, 7, 40)
	w.live(0.4)
	w.deliver()
	for _, at := range [][2]int{{8, 0}, {8, 20}, {10, 30}} {
		w.clock(d, at[0], at[1])
		w.deliver()
	}
	w.staff()
	w.live(1)
	w.afternoon(d)
}

// afternoon may be the first that a machine sees of a day, or of many.
func (w *world) afternoon(d circulation.Day) {
	w.clock(d, 13, 5)
	if w.planned != d {
		w.plan()
	}
	w.deliver()
	w.live(1)
	for _, at := range [][2]int{{15, 40}, {18, 58}, {19, 0}, {23, 59}} {
		w.clock(d, at[0], at[1])
		w.deliver()
	}
}

// lastMorning ends with the machine, messages in hand.
func (w *world) lastMorning(d circulation.Day) {
	w.clock(d, 6, 30)
	w.plan()
	w.clock(d, 8, 0)
	w.die()
}

// dayOff is one on which the machine is off: life goes on, and what people do is
// entered afterwards.
func (w *world) dayOff(d circulation.Day) {
	w.clock(d, 11, 0)
	w.live(2)
}

// plan runs planning, now and then twice, or killed in the middle and once more.
func (w *world) plan() {
	if w.chance(12) {
		w.killed++
		w.planOnce(&tiring{Context: w.t.Context(), left: 1 + w.draw.IntN(12)})
	}
	w.planned = w.today()
	w.planOnce(w.t.Context())
	if w.chance(10) {
		before := len(w.made)
		w.planOnce(w.t.Context())
		if len(w.made) != before {
			w.t.Errorf("%v: a doubled run plans %d notices more", w.now(), len(w.made)-before)
		}
	}
}

// tiring is a context that ends after it has been asked so many times: a process
// that is told to stop at any point.
type tiring struct {
	context.Context
	left int
}

func (c *tiring) Err() error {
	if c.left--; c.left < 0 {
		return context.Canceled
	}
	return nil
}

// deliver runs delivery, now and then in a process that dies with a message in hand.
func (w *world) deliver() {
	if w.chance(40) {
		w.die()
		return
	}
	d, err := w.service.Deliver(w.t.Context())
	if err != nil {
		w.t.Fatal(err)
	}
	w.counted += d.Uncertain
}

// die claims a message on each channel, and nothing is heard of it any more.
func (w *world) die() {
	for _, c := range w.channels {
		out, _, found, err := w.service.Claim(w.t.Context(), c.name, w.pace)
		if err != nil {
			w.t.Fatal(err)
		}
		if !found {
			continue
		}
		m, err := w.service.Message(w.t.Context(), &out)
		if err != nil {
			w.t.Fatal(err)
		}
		w.uncertain++
		w.doubted[out.ID] = true
		if w.draw.IntN(2) == 0 { // it had gone out
			c.arrives(m)
		}
	}
}

func newDraw(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 62)) }
