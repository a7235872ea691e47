package library

import (
	"context"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/store"
)

// Bucket is a stretch of lateness in calendar days, both included.
type Bucket struct{ From, To int }

// LateBuckets are the stretches that late books are counted in.
var LateBuckets = [...]Bucket{{1, 7}, {8, 14}, {15, 30}, {31, forever}}

// forever is more days than any book is late.
const forever = 1 << 20

// Open reports whether the stretch has no end.
func (b Bucket) Open() bool { return b.To == forever }

// How far the day looks back and ahead, in days.
const (
	CalledDays   = 7  // so long nobody is called again
	ExpiringDays = 30 // cards that end within are told
	LatelyDays   = 30 // renewals and imports are counted over so many
)

// Today is what a day asks of the desk, in numbers.
type Today struct {
	Now      time.Time       // in the library's zone
	Day      circulation.Day // there
	Mirror   bool
	Branches []BranchName // every branch
	Branch   int64        // what is counted: of one branch, 0 for all

	DueToday int
	Late     [len(LateBuckets)]int
	Ready    int // books set aside
	Ending   int // of them, those that nobody fetches any more after today
	ToCall   int // members with a late book whom nobody has called in CalledDays
	ToTell   int // messages that staff are to tell by hand; always the library's
	Expiring int // cards
	Renewed  []DoorCount
	Imports  []ImportNews
	ToEnter  int // renewals to be entered in the other system; 0 where there is none
}

// BranchName is a branch as people call it.
type BranchName struct {
	ID   int64
	Name string
}

// DoorCount is how many renewals came by a door.
type DoorCount struct {
	Door   string // web, desk, kiosk, link, auto or other
	Today  int
	Lately int // today and the LatelyDays before
}

// Today counts what a branch has to do, 0 for all of them; fault.NotFound for a
// branch that is not there. Days are those of each branch's own zone. Renewals by
// door, imports, what is to be told by hand and what is to be entered elsewhere are
// always the library's.
func (l *Library) Today(ctx context.Context, branch int64) (*Today, error) {
	t := &Today{Branch: branch}
	err := l.today(ctx, branch, func(q store.Queryer, d *day) (err error) {
		t.Now, t.Day, t.Mirror = d.now, d.here(), d.policy.mirror
		if t.Branches, err = d.names(q); err != nil {
			return err
		}
		if err := t.count(q, d); err != nil {
			return err
		}
		if t.Imports, err = importNews(q, d); err != nil || !t.Mirror {
			return err
		}
		t.ToEnter, err = store.CountToEnter(q)
		return err
	})
	if err != nil {
		return nil, err
	}
	return t, nil
}

func (t *Today) count(q store.Queryer, d *day) (err error) {
	counting := t.countLoans
	if !d.within.All || len(d.zones) > 1 {
		counting = t.countLoansOf
	}
	if err := counting(q, d); err != nil {
		return err
	}
	for _, z := range d.zones {
		ready, ending, err := store.CountReady(q, z.within, z.days(0, 0).To)
		if err != nil {
			return err
		}
		t.Ready, t.Ending = t.Ready+ready, t.Ending+ending
	}
	if t.ToTell, err = store.CountHand(q); err != nil {
		return err
	}
	t.Expiring, err = store.CountExpiring(q, d.within, d.here().String(), (d.here() + ExpiringDays).String())
	if err != nil {
		return err
	}
	return t.countDoors(q, d)
}

// countLoans counts the loans of all branches, whose clocks agree, without
// reading one.
func (t *Today) countLoans(q store.Queryer, d *day) (err error) {
	z := d.zones[0]
	if t.DueToday, err = store.CountDue(q, z.days(0, 0)); err != nil {
		return err
	}
	for i, b := range LateBuckets {
		if t.Late[i], err = store.CountDue(q, z.days(b.From, b.To)); err != nil {
			return err
		}
	}
	t.ToCall, err = store.CountToCall(q, z.days(0, 0).From, d.called())
	return err
}

// countLoansOf counts the loans of some branches, or of all where their days
// begin at different moments. Each loan's book says where it belongs.
func (t *Today) countLoansOf(q store.Queryer, d *day) error {
	toCall := map[int64]struct{}{}
	for _, z := range d.zones {
		begins := z.days(0, 0)
		var late [len(LateBuckets)]int64 // since when a book is of the bucket
		for i, b := range LateBuckets {
			late[i] = z.days(b.From, b.To).From.Unix()
		}
		err := store.EachOutBefore(q, z.within.Branches, begins.To, func(due, member int64) {
			if due >= begins.From.Unix() {
				t.DueToday++
				return
			}
			toCall[member] = struct{}{}
			for i := range late {
				if due >= late[i] {
					t.Late[i]++
					return
				}
			}
		})
		if err != nil {
			return err
		}
	}
	err := store.EachCalled(q, d.called(), func(member int64) { delete(toCall, member) })
	t.ToCall = len(toCall)
	return err
}

func (t *Today) countDoors(q store.Queryer, d *day) error {
	recent, err := store.RenewedBy(q, d.here().Start(d.policy.zone))
	if err != nil {
		return err
	}
	lately, err := store.RenewedBy(q, (d.here() - LatelyDays).Start(d.policy.zone))
	for i := range lately {
		t.Renewed = append(t.Renewed, DoorCount{Door: doorName(i), Today: recent[i], Lately: lately[i]})
	}
	return err
}

func doorName(i int) string {
	if i < len(store.Doors) {
		return store.Doors[i]
	}
	return "other"
}
