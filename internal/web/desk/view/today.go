package view

import (
	"net/url"
	"strconv"

	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/page"
)

// TodayPath is the page of the day; its lists are below it.
const TodayPath = "/desk/today"

// Today is what the day asks of the desk, in numbers that lead to lists.
type Today struct {
	page.Desk
	Day      string
	Branches []Tab // where there is more than one
	Due      Number
	Late     []Number
	Shelf    Number
	Ending   string // how many of the shelf end today; "" for none
	Calls    Number
	Tell     Number // messages of the hand list
	Cards    Number
	ToEnter  Number // of use where the desk's Mirror is set
	Doors    []DoorRow
	Lately   string // the heading of the longer column
	Imports  []ImportRow
	NoBase   bool // links and codes cannot be made: the site's address is not known
}

// Number is a count and where its list is.
type Number struct {
	N, Label, Path string
	Any            bool
}

// DoorRow is how many renewals came by one door.
type DoorRow struct {
	Label, Path   string
	Today, Lately string
	Share         int // of all of lately, in percent
}

// ImportRow is an import with what it did not agree with.
type ImportRow struct{ At, Text, Path string }

// NewToday puts a day in words. base says that the site's own address is known.
func NewToday(l *i18n.Language, d page.Desk, t *library.Today, base bool) *Today {
	p := &Today{Desk: d, Day: l.Day(t.Day), Branches: branchTabs(l, TodayPath, t.Branches, t.Branch), NoBase: !base}
	at := func(n int, label, list string) Number {
		return Number{N: l.Number(int64(n)), Label: label, Path: listPath(list, t.Branch), Any: n > 0}
	}
	p.Due = at(t.DueToday, l.Text("desk_work.due_today"), "due")
	for i, b := range library.LateBuckets {
		p.Late = append(p.Late, at(t.Late[i], LateLabel(l, b), LateList(i)))
	}
	p.Shelf = at(t.Ready, l.Text("desk_work.shelf"), "shelf")
	if t.Ending > 0 {
		p.Ending = l.Count("desk_work.shelf_ending", t.Ending)
	}
	p.Calls = at(t.ToCall, l.Text("desk_work.calls"), "calls")
	p.Tell = Number{N: l.Number(int64(t.ToTell)), Label: l.Text("desk_work.to_tell"), Path: HandPath, Any: t.ToTell > 0}
	p.Cards = at(t.Expiring, l.Count("desk_work.cards", library.ExpiringDays), "cards")
	p.ToEnter = at(t.ToEnter, l.Text("desk_work.to_enter"), "to-enter")
	p.Lately = l.Count("desk_work.lately", library.LatelyDays)
	p.tellDoors(l, t)
	for _, i := range t.Imports {
		p.Imports = append(p.Imports, importRow(l, &i))
	}
	return p
}

func (p *Today) tellDoors(l *i18n.Language, t *library.Today) {
	most := 1
	for _, d := range t.Renewed {
		most = max(most, d.Lately)
	}
	for _, d := range t.Renewed {
		if d.Door == "other" && d.Lately == 0 {
			continue
		}
		p.Doors = append(p.Doors, DoorRow{
			Label: l.Text("door." + d.Door), Path: TodayPath + "/renewals?door=" + d.Door,
			Today: l.Number(int64(d.Today)), Lately: l.Number(int64(d.Lately)), Share: 100 * d.Lately / most,
		})
	}
}

func importRow(l *i18n.Language, i *library.ImportNews) ImportRow {
	r := ImportRow{At: l.DateTime(i.At), Text: l.Count("desk_work.import_differs", i.Differences)}
	switch {
	case !i.Done:
		r.Text = l.Text("desk_work.import_cut_off")
	case i.Differences == 0:
		return r
	}
	if i.Differences > 0 {
		r.Path = TodayPath + "/imports/" + strconv.FormatInt(i.ID, 10)
	}
	return r
}

// LateList names the list of a bucket in a path.
func LateList(bucket int) string { return "late-" + strconv.Itoa(library.LateBuckets[bucket].From) }

// LateLabel is what a bucket is called.
func LateLabel(l *i18n.Language, b library.Bucket) string {
	if b.Open() {
		return l.Count("desk_work.late_over", b.From-1)
	}
	return l.Count("desk_work.late", b.To, "from", strconv.Itoa(b.From))
}

func listPath(list string, branch int64) string { return withBranch(TodayPath+"/"+list, branch) }

func withBranch(path string, branch int64) string {
	if branch == 0 {
		return path
	}
	return path + "?branch=" + strconv.FormatInt(branch, 10)
}

// branchTabs are the ways to see one branch or all; none where there is only one.
func branchTabs(l *i18n.Language, path string, branches []library.BranchName, current int64) (tabs []Tab) {
	if len(branches) < 2 {
		return nil
	}
	tabs = append(tabs, Tab{Path: path, Label: l.Text("desk_work.all_branches"), Current: current == 0})
	for _, b := range branches {
		tabs = append(tabs, Tab{Path: withBranch(path, b.ID), Label: b.Name, Current: b.ID == current})
	}
	return tabs
}

// NextPath is where the next page of a list is, "" for none.
func NextPath(path string, branch int64, next library.ListKey, more ...string) string {
	if next == (library.ListKey{}) {
		return ""
	}
	q := url.Values{"after": {next.String()}}
	if branch != 0 {
		q.Set("branch", strconv.FormatInt(branch, 10))
	}
	for i := 0; i+1 < len(more); i += 2 {
		if more[i+1] != "" {
			q.Set(more[i], more[i+1])
		}
	}
	return path + "?" + q.Encode()
}

// Template names the page's file.
func (*Today) Template() string { return "desk/today" }
