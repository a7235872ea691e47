package reminder_test

import (
	"context"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/reminder"
	"simpanbudi/internal/reminder/channel"
	"simpanbudi/internal/store"
)

// recorder is a channel with moods that keeps what arrives.
type recorder struct {
	w     *world
	name  string
	draw  *rand.Rand
	inner channel.Channel // asked for the first days; nil: never
}

// chance is the world's, by the channel's own draw: channels send beside each other.
func (c *recorder) chance(n int) bool { return !c.w.quiet && c.draw.IntN(n) == 0 }

// arrival is a message that came to somebody.
type arrival struct {
	at      time.Time
	message int64
	address string
	titles  []string
}

func (c *recorder) Name() string { return c.name }

func (c *recorder) Send(ctx context.Context, m *channel.Message) channel.Result {
	w := c.w
	r := c.answer(ctx, m)
	w.mu.Lock()
	defer w.mu.Unlock()
	if r.Outcome == channel.Unknown {
		w.silent++
		w.uncertain++
		w.doubted[m.ID] = true
	}
	if r.Outcome == channel.Sent || r.Outcome == channel.Unknown && r.ID != "" {
		c.arrives(m)
	}
	return channel.Result{Outcome: r.Outcome, Words: r.Words}
}

// answer is what becomes of a message; an unknown one with an id has arrived.
func (c *recorder) answer(ctx context.Context, m *channel.Message) channel.Result {
	w := c.w
	if c.inner != nil && w.today() < w.mailUntil {
		r := c.inner.Send(ctx, m)
		if r.Outcome == channel.Unknown {
			r.ID = "arrived" // the server drops the line when it has the message
		}
		return r
	}
	switch {
	case c.chance(10):
		return channel.Result{Outcome: channel.Later, Words: "busy"}
	case c.chance(50):
		return channel.Result{Outcome: channel.Never, Words: "no such address"}
	case c.chance(40):
		return channel.Result{Outcome: channel.Unknown, ID: "arrived"}
	case c.chance(40):
		return channel.Result{Outcome: channel.Unknown}
	}
	return channel.Result{Outcome: channel.Sent}
}

var titled = regexp.MustCompile(`“([^”]+)”: (\S+ \S+ \S+)`)

// arrives looks at a message in the moment in which somebody reads it.
func (c *recorder) arrives(m *channel.Message) {
	w := c.w
	now := w.now()
	a := arrival{at: now, message: m.ID, address: m.To}
	if now.Hour() < 8 || now.Hour() >= 19 || w.isClosed(w.today()) {
		w.t.Errorf("%v: a message goes out", now)
	}
	for _, line := range titled.FindAllStringSubmatch(m.Body, -1) {
		a.titles = append(a.titles, line[1])
		w.check(line[1], line[2], m.To, c.name)
	}
	if len(a.titles) == 0 {
		w.t.Errorf("%v: a message that tells nothing:\n%s", now, m.Body)
	}
	slices.Sort(a.titles)
	if len(slices.Compact(slices.Clone(a.titles))) != len(a.titles) {
		w.t.Errorf("%v: a book twice in one message: %q", now, a.titles)
	}
	// One message for an address and day, but for one that comes from another channel.
	moved := w.house.Int(`select moved_from is not null from messages where id = ?`, m.ID)
	for i := len(w.arrived) - 1; i >= 0 && circulation.DayOf(w.arrived[i].at, w.zone) == w.today(); i-- {
		before := w.arrived[i]
		if before.address == m.To && before.message != m.ID && moved == 0 && w.house.Int(`select moved_from is not null from messages where id = ?`, before.message) == 0 {
			w.t.Errorf("%v: a second message on one day to %s, after that of %v: %q after %q", now, m.To, before.at, a.titles, before.titles)
		}
	}
	w.arrived = append(w.arrived, a)
	w.tell(m.ID, a.titles)
}

// check compares what is said of a book with how it stands.
func (w *world) check(title, words, address, channel string) {
	b := w.titles[title]
	if b == nil || !b.out {
		w.t.Errorf("%v: %q is told of and not out", w.now(), title)
		return
	}
	if late := b.due.Before(w.now()); late != strings.HasPrefix(words, "sudah lewat") {
		w.t.Errorf("%v: of %q, due %v, it is said %q", w.now(), title, b.due.In(w.zone), words)
	}
	switch channel {
	case reminder.Email:
		if b.who.stopped[reminder.Email] || b.who.email != address {
			w.t.Errorf("%v: %s is written to, has stopped it or is now at %q", w.now(), address, b.who.email)
		}
	case reminder.WhatsApp:
		if b.who.stopped[reminder.WhatsApp] || b.who.phone != address {
			w.t.Errorf("%v: %s is written to and has stopped it", w.now(), address)
		}
	}
}

// tell notes which notices a message has told: those it has, of which the books are
// those in its words.
func (w *world) tell(message int64, titles []string) {
	var own []string
	err := w.house.DB.Read(context.Background(), func(q store.Queryer) error {
		rows, err := q.Query(`select n.loan_id, n.due_at, n.step, t.title from loan_notices n join loans l on l.id = n.loan_id
join items i on i.id = l.item_id join titles t on t.id = i.title_id where n.message_id = ? and n.state = 'waiting'`, message)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var n notice
			var title string
			if err := rows.Scan(&n.loan, &n.due, &n.step, &title); err != nil {
				return err
			}
			own = append(own, title)
			if n.due < w.now().Unix() && !strings.HasPrefix(n.step, "after-") {
				w.t.Errorf("%v: %v is told too late", w.now(), n)
			}
			if by, ok := w.told[n]; ok && !w.doubted[by] {
				w.t.Errorf("%v: %v is told a second time, by message %d after %d", w.now(), n, message, by)
			}
			w.told[n] = message
		}
		return rows.Err()
	})
	if err != nil {
		w.t.Error(err)
	}
	slices.Sort(own)
	if !slices.Equal(own, titles) {
		w.t.Errorf("%v: a message tells of %q and is for %q", w.now(), titles, own)
	}
}

// read is a colleague who reads an item of the hand list.
func (w *world) read(item *reminder.HandItem) {
	for _, line := range titled.FindAllStringSubmatch(item.Text.Body, -1) {
		if b := w.titles[line[1]]; b == nil || !b.out || b.who.stopped["phone"] && item.Kind == reminder.KindReminder {
			w.t.Errorf("%v: the hand list tells of %q", w.now(), line[1])
		}
	}
}
