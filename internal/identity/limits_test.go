package identity

import (
	"testing"
	"time"

	"simpanbudi/internal/store"
)

var start = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)

func TestCardWaitsGrowAfterFiveFreeTries(t *testing.T) {
	var row store.ThrottleRow
	now := start
	for i, want := range []time.Duration{0, 0, 0, 0, 30 * time.Second, time.Minute, 2 * time.Minute, 5 * time.Minute,
		15 * time.Minute, 30 * time.Minute, time.Hour, time.Hour, time.Hour} {
		row = cardLimit.count(row, now)
		if got := cardLimit.wait(row, now); got != want {
			t.Errorf("after try %d: wait %v, want %v", i+1, got, want)
		}
		if want > 0 && cardLimit.wait(row, now.Add(want-time.Second)) != time.Second {
			t.Errorf("after try %d: the last second is free", i+1)
		}
		now = now.Add(want)
	}
	row = cardLimit.count(row, row.Since.Add(24*time.Hour-time.Second))
	if row.Failures != 14 {
		t.Errorf("forgotten before a day of quiet: %d tries", row.Failures)
	}
	row = cardLimit.count(row, row.Since.Add(24*time.Hour))
	if row.Failures != 1 || cardLimit.wait(row, row.Since) != 0 {
		t.Errorf("not forgotten after a day of quiet: %+v", row)
	}
}

// A guesser with any number of addresses has no more tries on one card than this.
func TestGuesserHasFewTriesOnOneCardPerDay(t *testing.T) {
	var row store.ThrottleRow
	tries := map[int]int{}
	for now := start; now.Before(start.Add(72 * time.Hour)); now = now.Add(time.Second) {
		if cardLimit.wait(row, now) == 0 {
			row = cardLimit.count(row, now)
			tries[int(now.Sub(start)/(24*time.Hour))]++
		}
	}
	if tries[0] > 35 || tries[1] > 24 || tries[2] > 24 {
		t.Errorf("tries per day: %v", tries)
	}
}

func TestAddressHasAHundredTriesInAQuarterOfAnHour(t *testing.T) {
	var row store.ThrottleRow
	for i := range 100 {
		now := start.Add(time.Duration(i) * time.Second)
		if w := addressLimit.wait(row, now); w != 0 {
			t.Fatalf("try %d waits %v", i+1, w)
		}
		row = addressLimit.count(row, now)
	}
	if w := addressLimit.wait(row, start.Add(5*time.Minute)); w != 10*time.Minute {
		t.Errorf("the 101st waits %v, want 10 minutes", w)
	}
	if w := addressLimit.wait(row, start.Add(15*time.Minute)); w != 0 {
		t.Errorf("after the window it waits %v", w)
	}
	if row = addressLimit.count(row, start.Add(15*time.Minute)); row.Failures != 1 {
		t.Errorf("the new window begins with %d", row.Failures)
	}
}

func TestNobodyWaitsLongBecauseTheClockWasWrong(t *testing.T) {
	future := start.AddDate(10, 0, 0)
	var card, address store.ThrottleRow
	for range 200 {
		card, address = cardLimit.count(card, future), addressLimit.count(address, future)
	}
	if w := cardLimit.wait(card, start); w != 0 {
		t.Errorf("the card waits %v", w)
	}
	if w := addressLimit.wait(address, start); w != 0 {
		t.Errorf("the address waits %v", w)
	}
	if card = cardLimit.count(card, start); card.Failures != 1 {
		t.Errorf("the card counts on at %d", card.Failures)
	}
	if address = addressLimit.count(address, start); address.Failures != 1 {
		t.Errorf("the address counts on at %d", address.Failures)
	}
}
