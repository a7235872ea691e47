package library

import (
	"context"
	"maps"
	"slices"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/store"
)

// day is this day at the branches that are asked for: it begins and ends with
// the clocks of each.
type day struct {
	policy *policy
	now    time.Time // in the library's zone
	zones  []dayZone
	within store.Within // all the branches asked for
}

// dayZone is branches whose clocks agree.
type dayZone struct {
	zone   *time.Location
	today  circulation.Day
	within store.Within
}

// today runs fn with the day at a branch, 0 for all; fault.NotFound for none.
func (l *Library) today(ctx context.Context, branch int64, fn func(q store.Queryer, d *day) error) error {
	return l.reading(ctx, func(q store.Queryer, p *policy) error {
		d := &day{policy: p, now: l.moment().In(p.zone)}
		if err := d.find(branch); err != nil {
			return err
		}
		return fn(q, d)
	})
}

// find groups the branches by their zones. One group of all branches needs no
// list of them: then no loan's book is read to find out where it belongs.
func (d *day) find(branch int64) error {
	groups, order := map[string][]int64{}, []string{}
	zones := map[string]*time.Location{}
	for _, id := range slices.Sorted(maps.Keys(d.policy.branches)) {
		b := d.policy.branches[id]
		if branch != 0 && id != branch {
			continue
		}
		name := b.zone.String()
		if _, ok := groups[name]; !ok {
			order = append(order, name)
			zones[name] = b.zone
		}
		groups[name] = append(groups[name], id)
	}
	if len(order) == 0 {
		return fault.New(fault.NotFound, "there is no such branch")
	}
	var all []int64
	for _, name := range order {
		d.zones = append(d.zones, dayZone{
			zone: zones[name], today: circulation.DayOf(d.now, zones[name]),
			within: store.Within{All: branch == 0 && len(order) == 1, Branches: store.IDList(groups[name])},
		})
		all = append(all, groups[name]...)
	}
	d.within = store.Within{All: branch == 0, Branches: store.IDList(all)}
	return nil
}

// here is the day where the library is.
func (d *day) here() circulation.Day { return circulation.DayOf(d.now, d.policy.zone) }

// late is the moment before which a late book was due: the last of the branches'
// beginnings of the day, since no book of another zone is due on its day before it.
func (d *day) late() (at time.Time) {
	for _, z := range d.zones {
		if begins := z.days(0, 0).From; begins.After(at) {
			at = begins
		}
	}
	return at
}

// called is the moment since when a call counts.
func (d *day) called() time.Time { return d.now.AddDate(0, 0, -CalledDays) }

// days is the stretch of time in which what is from to to days late was due.
func (z *dayZone) days(from, to int) store.Range {
	r := store.Range{From: time.Unix(0, 0), To: (z.today - circulation.Day(from) + 1).Start(z.zone)}
	if to != forever {
		r.From = (z.today - circulation.Day(to)).Start(z.zone)
	}
	return r
}

// names are the branches as people call them.
func (d *day) names(q store.Queryer) ([]BranchName, error) {
	branches, err := store.Branches(q)
	list := make([]BranchName, len(branches))
	for i, b := range branches {
		list[i] = BranchName{ID: b.ID, Name: nameOfBranch(b, d.policy)}
	}
	return list, err
}
