package reminder_test

import (
	"context"
	"errors"
	"fmt"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/reminder"
	"simpanbudi/internal/store"
)

// notice is what a notice is unique by.
type notice struct {
	loan int64
	due  int64
	step string
}

func (n notice) String() string {
	return fmt.Sprintf("%s of loan %d, due %v", n.step, n.loan, time.Unix(n.due, 0).UTC())
}

func (s step) key() string {
	switch {
	case s.letter:
		return fmt.Sprintf("letter-%d", s.days)
	case s.days < 0:
		return fmt.Sprintf("before-%d", -s.days)
	case s.days == 0:
		return "on-0"
	}
	return fmt.Sprintf("after-%d", s.days)
}

func (w *world) isClosed(d circulation.Day) bool {
	year, month, day := d.Date()
	return w.closed[d] || time.Date(year, month, day, 12, 0, 0, 0, time.UTC).Weekday() == time.Sunday
}

// day is when a step of a book is reached, counted one day after the other.
func (w *world) dayOf(s step, due circulation.Day) circulation.Day {
	d, left, way := due, s.days, circulation.Day(1)
	if left < 0 {
		left, way = -left, -1
	}
	for left > 0 {
		d += way
		if !s.open || !w.isClosed(d) {
			left--
		}
	}
	return d
}

// needs is the notice that a book needs now, by the words of the rule: the highest
// step that was missed, once, nothing that comes due where it is late, and nothing
// on the day on which it was lent or renewed.
func (w *world) needs(b *book) (n notice, ok bool) {
	if !b.out {
		return n, false
	}
	due, today := circulation.DayOf(b.due, w.zone), w.today()
	late := w.now().After(b.due)
	steps := stepsOf[b.who.category]
	for i := len(steps) - 1; i >= 0; i-- {
		s := steps[i]
		n = notice{b.ID, b.due.Unix(), s.key()}
		if _, made := w.made[n]; made {
			return n, false // it, or one above what is reached
		}
		at := w.dayOf(s, due)
		if at > today {
			continue
		}
		if s.days > 0 {
			return n, late
		}
		return n, !late && at > max(b.lent, b.renewed)
	}
	return n, false
}

// planOnce runs planning and compares what it made with what was needed. A run that
// was killed makes a part of it.
func (w *world) planOnce(ctx context.Context) {
	w.plans++
	want := map[notice]bool{}
	for _, b := range w.books {
		if n, ok := w.needs(b); ok {
			want[n] = true
		}
	}
	_, err := w.service.Plan(ctx, reminder.PlanOptions{At: w.house.Now()})
	if err != nil && !errors.Is(err, context.Canceled) {
		w.t.Fatal(err)
	}
	killed := err != nil
	err = w.house.DB.Read(w.t.Context(), func(q store.Queryer) error {
		rows, err := q.Query(`select loan_id, due_at, step from loan_notices where id > ?`, len(w.made))
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var n notice
			if err := rows.Scan(&n.loan, &n.due, &n.step); err != nil {
				return err
			}
			if !want[n] {
				w.t.Errorf("%v: %v is made and not needed", w.now(), n)
			}
			if _, twice := w.made[n]; twice {
				w.t.Errorf("%v: %v is made twice", w.now(), n)
			}
			delete(want, n)
			w.made[n] = w.now()
		}
		return rows.Err()
	})
	if err != nil {
		w.t.Fatal(err)
	}
	if !killed {
		for n := range want {
			w.t.Errorf("%v: %v is missing", w.now(), n)
		}
	}
}

// settled looks at what became of every notice when all has calmed down.
func (w *world) settled() {
	w.house.Check()
	if w.uncertain != w.counted {
		w.t.Errorf("%d tries ended without an answer, %d are counted", w.uncertain, w.counted)
	}
	byID := map[int64]*book{}
	for _, b := range w.books {
		byID[b.ID] = b
	}
	err := w.house.DB.Read(w.t.Context(), func(q store.Queryer) error {
		rows, err := q.Query(`select n.loan_id, n.due_at, n.step, n.state, coalesce(n.settled_at, 0), coalesce(l.closed_at, 0), l.status, coalesce(m.channel, ''),
  exists (select 1 from loan_notices o where o.loan_id = n.loan_id and o.due_at = n.due_at and o.id > n.id)
from loan_notices n join loans l on l.id = n.loan_id left join messages m on m.id = n.message_id`)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var n notice
			var state, status, by string
			var settled, closed int64
			var later bool
			if err := rows.Scan(&n.loan, &n.due, &n.step, &state, &settled, &closed, &status, &by, &later); err != nil {
				return err
			}
			b := byID[n.loan]
			_, told := w.told[n]
			switch state {
			case "sent":
				if by != reminder.Hand && !told {
					w.t.Errorf("%v is called sent, and nothing arrived", n)
				}
			case "withdrawn":
				gone := closed != 0 && closed <= settled || status == "lost" || b.due.Unix() != n.due
				stale := n.step[:2] != "af" && n.step[:2] != "le" && n.due < settled
				if !gone && !stale && !later && !(b.who.stopped["phone"] && n.step[:2] != "le") && !told {
					w.t.Errorf("%v is withdrawn for no reason that the year has", n)
				}
			case "failed": // nobody may be told by the way that is left
				if !b.who.stopped["phone"] {
					w.t.Errorf("%v has failed", n)
				}
			case "waiting": // the library may have been closed since
				if w.now().Sub(w.made[n]) > 72*time.Hour {
					w.t.Errorf("%v waits", n)
				}
			default:
				w.t.Errorf("%v is %s after a month of calm", n, state)
			}
		}
		return rows.Err()
	})
	if err != nil {
		w.t.Fatal(err)
	}
}
