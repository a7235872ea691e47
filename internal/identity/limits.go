package identity

import (
	"time"

	"simpanbudi/internal/store"
)

// A limit counts the tries of one bucket and says how long the next must wait.
// Both are pure. A row from the future is of a clock that has been set back
// since, and is not believed: nobody waits a year for a flat battery.
type limit interface {
	// wait is how long a new try is refused at now, 0 where it is not.
	wait(row store.ThrottleRow, now time.Time) time.Duration
	// count is the row after one more try at now.
	count(row store.ThrottleRow, now time.Time) store.ThrottleRow
}

// cardLimit holds for a card, and apart from it for each device that knows the
// card. Five tries cost nothing: people mistype. Then the waits grow to an hour
// and stay there until the card has been left alone for a day, so that a guesser
// has some 30 tries on the first day and 24 on each later one, from however many
// addresses: the birth dates of one school year take half a month, those of all
// ages years, a PIN a century. NIST SP 800-63B, 5.2.2 (rate limiting) asks for
// growing waits and for a limit of 100 tries in a row.
var cardLimit = growing{
	free: 5,
	waits: []time.Duration{30 * time.Second, time.Minute, 2 * time.Minute, 5 * time.Minute,
		15 * time.Minute, 30 * time.Minute, time.Hour},
	memory: 24 * time.Hour,
}

// addressLimit holds for an address. Many homes share one, hence the number;
// it stops one machine from trying the same date on every card of the library.
var addressLimit = windowed{most: 100, window: 15 * time.Minute}

// throttleMemory is how long a row can still matter to any limit.
const throttleMemory = 24 * time.Hour

// growing refuses for ever longer after the free tries, and forgets them all
// when there has been none for its memory.
type growing struct {
	free   int
	waits  []time.Duration
	memory time.Duration
}

func (l growing) longest() time.Duration { return l.waits[len(l.waits)-1] }

func (l growing) stale(row store.ThrottleRow, now time.Time) bool {
	age := now.Sub(row.Since) // of the last try
	return age >= l.memory || age < -l.longest()
}

func (l growing) wait(row store.ThrottleRow, now time.Time) time.Duration {
	left := row.Until.Sub(now)
	if l.stale(row, now) || left <= 0 || left > l.longest() {
		return 0
	}
	return left
}

func (l growing) count(row store.ThrottleRow, now time.Time) store.ThrottleRow {
	if l.stale(row, now) {
		row = store.ThrottleRow{}
	}
	row.Failures++
	row.Since = now
	if over := row.Failures - l.free; over >= 0 {
		row.Until = now.Add(l.waits[min(over, len(l.waits)-1)])
	}
	return row
}

// windowed refuses for the rest of a window when its tries are used up. Whether
// it does follows from the count alone, so that taking a try back opens it.
type windowed struct {
	most   int
	window time.Duration
}

func (l windowed) over(row store.ThrottleRow, now time.Time) bool {
	age := now.Sub(row.Since) // of the first try
	return age >= l.window || age < -l.window
}

func (l windowed) wait(row store.ThrottleRow, now time.Time) time.Duration {
	if l.over(row, now) || row.Failures < l.most {
		return 0
	}
	return min(row.Since.Add(l.window).Sub(now), l.window)
}

func (l windowed) count(row store.ThrottleRow, now time.Time) store.ThrottleRow {
	if l.over(row, now) {
		row = store.ThrottleRow{Since: now}
	}
	row.Failures++
	return row
}
