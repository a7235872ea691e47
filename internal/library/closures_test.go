package library_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
	"simpanbudi/internal/librarytest"
)

// clerk is a supervisor at the desk.
func clerk(h *librarytest.House) library.Clerk {
	h.T.Helper()
	if h.Int(`select count(*) from staff`) == 0 {
		h.Exec(`insert into staff (username, role, password_hash, created_at) values ('penyelia', 'supervisor', '-', 0)`)
	}
	return library.Clerk{Staff: h.Int(`select min(id) from staff`), Door: "desk"}
}

// closing closes days for one occasion.
func closing(branch int64, name string, days ...string) library.ClosureChange {
	c := library.ClosureChange{Branch: branch}
	for _, d := range days {
		c.Days = append(c.Days, library.OccasionDay{Day: dayOf(d), Name: name})
	}
	return c
}

func dayOf(text string) circulation.Day {
	d, err := circulation.ParseDay(text)
	if err != nil {
		panic(err)
	}
	return d
}

// change plans a change, makes it and moves all due dates.
func change(t testing.TB, h *librarytest.House, c library.ClosureChange) *library.ClosurePlan {
	t.Helper()
	plan, err := h.Library.PlanClosures(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := h.Library.ChangeClosures(t.Context(), clerk(h), c, plan.Version); err != nil {
		t.Fatal(err)
	}
	if err := h.Library.MoveDueDates(t.Context()); err != nil {
		t.Fatal(err)
	}
	return plan
}

func TestAClosureMovesWhatIsDueOnIt(t *testing.T) {
	h := monday(t)
	moved := h.Member("umum").Loan(librarytest.Due("2026-12-25"))
	other := h.Member("umum").Loan(librarytest.Due("2026-12-24"))
	change(t, h, library.ClosureChange{Weekly: true, Weekday: time.Sunday})

	plan := change(t, h, closing(0, "Natal", "2026-12-25", "2026-12-26"))

	if plan.Moves != 1 || plan.Added != 2 || len(plan.Days) != 1 || plan.Days[0].To != dayOf("2026-12-28") ||
		len(plan.Examples) != 1 || plan.Examples[0].Title == "" {
		t.Errorf("plan %+v", plan)
	}
	if got := moved.DueAt(); !got.Equal(librarytest.At("2026-12-28T23:59:59")) {
		t.Errorf("moved to %v", got)
	}
	if got := other.DueAt(); !got.Equal(librarytest.At("2026-12-24T23:59:59")) {
		t.Errorf("the other moved to %v", got)
	}
	wantInt(t, "due changes", h.Int(`select due_changes from loans where id = ?`, moved.ID), 1)
	wantInt(t, "audit rows of the loan", h.Int(`select count(*) from audit where action = 'loan.due_moved' and subject_id = ?
		and detail ->> 'new_due_at' = ? and actor_id = ?`, moved.ID, moved.DueAt().Unix(), clerk(h).Staff), 1)
	wantInt(t, "audit rows of the closure", h.Int(`select count(*) from audit where action = 'closure.added'`), 3)
	wantInt(t, "pending", h.Int(`select count(*) from due_moves where finished_at is null`), 0)
	wantInt(t, "counted", h.Int(`select sum(moved) from due_moves`), 1)
	if problems := check(t, h.DB); len(problems) > 0 {
		t.Error(problems)
	}
}

func TestLoansThatAClosureLeavesAloneAreTold(t *testing.T) {
	h := monday(t)
	h.Rules(`[{"rule":{}},{"item_type":"tetap","rule":{"closed_days":"ignore"}},{"item_type":"jam","rule":{"loan":"PT3H","renewal":"PT3H"}}]`)
	m := h.Member("umum")
	fixed := m.Loan(librarytest.Of(h.Item().Type("tetap")), librarytest.Due("2026-12-25"))
	hours := m.Loan(librarytest.Of(h.Item().Type("jam")), librarytest.DueAt(librarytest.At("2026-12-25T12:00")))

	plan := change(t, h, closing(0, "", "2026-12-25"))

	if plan.Moves != 0 || plan.Ignored != 1 || plan.ByHours != 1 || len(plan.Examples) != 2 ||
		plan.Examples[0].Effect != circulation.ClosureByHours || plan.Examples[1].Effect != circulation.ClosureIgnored {
		t.Errorf("plan %+v", plan)
	}
	if !fixed.DueAt().Equal(librarytest.At("2026-12-25T23:59:59")) || !hours.DueAt().Equal(librarytest.At("2026-12-25T12:00")) {
		t.Error("a loan moved that should not")
	}
}

func TestAClosureReachesItsBranchOnly(t *testing.T) {
	h := monday(t)
	east := h.Branch("timur", "Asia/Jayapura")
	zone, err := time.LoadLocation("Asia/Jayapura")
	if err != nil {
		t.Fatal(err)
	}
	end := func(day string) time.Time { return dayOf(day).End(zone) }
	here := h.Member("umum").Loan(librarytest.Due("2026-12-25"))
	var there []*librarytest.Loan
	for _, d := range []string{"2026-12-25", "2026-12-26", "2026-12-27"} {
		there = append(there, h.Member("umum").Loan(librarytest.Of(h.Item().AtBranch(east)), librarytest.DueAt(end(d))))
	}

	change(t, h, closing(east, "Natal", "2026-12-25"))
	if !here.DueAt().Equal(librarytest.At("2026-12-25T23:59:59")) || !there[0].DueAt().Equal(end("2026-12-26")) {
		t.Errorf("here %v, there %v", here.DueAt(), there[0].DueAt())
	}
	// Days of several zones overlap: none may be missed on the way.
	change(t, h, closing(0, "Cuti", "2026-12-25", "2026-12-26", "2026-12-27"))
	if !here.DueAt().Equal(librarytest.At("2026-12-28T23:59:59")) {
		t.Errorf("here %v", here.DueAt())
	}
	for _, loan := range there {
		if !loan.DueAt().Equal(end("2026-12-28")) {
			t.Errorf("there %v", loan.DueAt())
		}
	}
}

func TestAWeekdayThatCloses(t *testing.T) {
	h := monday(t)
	past := h.Member("umum").Loan(librarytest.Due("2026-11-22"))
	next := h.Member("umum").Loan(librarytest.Due("2026-11-29"))
	far := h.Member("umum").Loan(librarytest.Due("2031-11-23"))

	change(t, h, library.ClosureChange{Weekly: true, Weekday: time.Sunday})

	for loan, want := range map[*librarytest.Loan]string{past: "2026-11-22", next: "2026-11-30", far: "2031-11-24"} {
		if got := loan.DueAt(); !got.Equal(dayOf(want).End(librarytest.Jakarta())) {
			t.Errorf("due %v, want %s", got, want)
		}
	}
}

func TestAnExceptionalOpeningThatIsTakenBackClosesItsDay(t *testing.T) {
	h := monday(t)
	change(t, h, library.ClosureChange{Weekly: true, Weekday: time.Sunday})
	open := closing(0, "Bazar", "2026-12-06")
	open.Open = true
	change(t, h, open)
	loan := h.Member("umum").Loan(librarytest.Due("2026-12-06"))

	change(t, h, library.ClosureChange{Remove: []int64{h.Int(`select id from closures where kind = 'open'`)}})

	if got := loan.DueAt(); !got.Equal(librarytest.At("2026-12-07T23:59:59")) {
		t.Errorf("due %v", got)
	}
}

func TestRemovingAClosureMovesNothingBack(t *testing.T) {
	h := monday(t)
	loan := h.Member("umum").Loan(librarytest.Due("2026-12-25"))
	change(t, h, closing(0, "Natal", "2026-12-25"))
	id := h.Int(`select id from closures`)

	plan := change(t, h, library.ClosureChange{Remove: []int64{id}})

	if len(plan.Removed) != 1 || plan.Moves != 0 || !loan.DueAt().Equal(librarytest.At("2026-12-26T23:59:59")) {
		t.Errorf("%+v, due %v", plan, loan.DueAt())
	}
	_, err := h.Library.PlanClosures(t.Context(), library.ClosureChange{Remove: []int64{id}})
	wantFault(t, err, fault.Conflict)
}

func TestADayCanTurnIntoItsOppositeAndBack(t *testing.T) {
	h := monday(t)
	open := closing(0, "Bazar", "2026-12-25")
	open.Open = true
	change(t, h, open)
	plan := change(t, h, closing(0, "Natal", "2026-12-25"))
	if plan.Added != 0 || len(plan.Turned) != 1 {
		t.Errorf("plan %+v", plan)
	}
	wantInt(t, "rows", h.Int(`select count(*) from closures where kind = 'closed' and name = 'Natal'`), 1)
	// A second time there is nothing to do.
	again, err := h.Library.PlanClosures(t.Context(), closing(0, "Natal", "2026-12-25"))
	if err != nil || !again.Nothing() || again.Already != 1 {
		t.Errorf("plan %+v, error %v", again, err)
	}
}

func TestAPlanThatIsOutOfDateWritesNothing(t *testing.T) {
	h := monday(t)
	c := closing(0, "Natal", "2026-12-25")
	plan, err := h.Library.PlanClosures(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	change(t, h, closing(0, "Tahun Baru", "2027-01-01")) // another desk
	_, err = h.Library.ChangeClosures(t.Context(), clerk(h), c, plan.Version)
	wantFault(t, err, fault.Conflict)
	wantInt(t, "rows", h.Int(`select count(*) from closures`), 1)
}

func TestInAMirrorTheOtherSystemKeepsTheDueDates(t *testing.T) {
	h := monday(t).Set("record", "mirror")
	loan := h.Member("umum").Loan(librarytest.Due("2026-12-25"))
	plan := change(t, h, closing(0, "Natal", "2026-12-25"))
	if !plan.Mirror || plan.Moves != 1 || !loan.DueAt().Equal(librarytest.At("2026-12-25T23:59:59")) {
		t.Errorf("plan %+v, due %v", plan, loan.DueAt())
	}
}

func TestImpossibleClosuresNameTheirField(t *testing.T) {
	h := monday(t)
	week := library.ClosureChange{Weekly: true}
	for w := time.Sunday; w < time.Saturday; w++ {
		week.Weekday = w
		change(t, h, week)
	}
	week.Weekday = time.Saturday
	for name, c := range map[string]struct {
		change     library.ClosureChange
		field, why string
	}{
		"no day":       {library.ClosureChange{}, "from", "required"},
		"never open":   {week, "weekday", "never_open"},
		"twice":        {closing(0, "", "2026-12-25", "2026-12-25"), "from", "twice"},
		"far away":     {closing(0, "", "9998-12-25"), "from", "far"},
		"no branch":    {closing(77, "", "2026-12-25"), "branch", "unknown"},
		"a long story": {closing(0, fmt.Sprintf("%0300d", 1), "2026-12-25"), "name", "too_long"},
	} {
		_, err := h.Library.PlanClosures(t.Context(), c.change)
		wantFault(t, err, fault.Invalid)
		if args := fault.ArgsOf(err); args["field"] != c.field || args["why"] != c.why {
			t.Errorf("%s: %v", name, args)
		}
	}
	if _, err := library.DaysFromTo(dayOf("2026-12-25"), dayOf("2026-12-24"), ""); fault.ArgsOf(err)["why"] != "order" {
		t.Error(err)
	}
	if _, err := library.DaysFromTo(dayOf("2026-12-25"), dayOf("2027-12-26"), ""); fault.ArgsOf(err)["why"] != "too_long" {
		t.Error(err)
	}
}

// What a cut-off move has left undone the next one finishes, and nothing is done
// twice.
func TestAMoveThatIsCutOffIsFinishedLater(t *testing.T) {
	h := monday(t)
	fillDue(h, 1000, "2026-12-25")
	c := closing(0, "Natal", "2026-12-25")
	plan, err := h.Library.PlanClosures(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	move, err := h.Library.ChangeClosures(t.Context(), clerk(h), c, plan.Version)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		for h.Int(`select moved from due_moves`) == 0 {
			time.Sleep(100 * time.Microsecond)
		}
		cancel()
	}()
	if err := h.Library.MoveDueDates(ctx); err != nil && !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	other := h.Again(library.Options{})
	if err := other.MoveDueDates(t.Context()); err != nil {
		t.Fatal(err)
	}
	state, err := other.DueMove(t.Context(), move)
	if err != nil || !state.Done || state.Moved != 1000 || state.Total != 1000 {
		t.Errorf("%+v, error %v", state, err)
	}
	expectMovedOnce(t, h, 1000)
}

// fillDue adds loans that are due on a day.
func fillDue(h *librarytest.House, n int, day string) {
	h.T.Helper()
	m := h.Member("umum")
	const numbers = `with recursive n(i) as (select 1 union all select i + 1 from n where i < ?) `
	h.Exec(`insert into titles (id, title, match_key) values (900000, 'Banyak', 'id:900000')`)
	h.Exec(`insert into items (id, title_id, branch_id, barcode, item_type) `+numbers+`select 900000 + i, 900000, 1, 'X' || i, 'book' from n`, n)
	h.Exec(`insert into loans (member_id, item_id, borrowed_at, due_at) `+numbers+`select ?, 900000 + i, ?, ? from n`,
		n, m.ID, h.Now().Unix(), dayOf(day).End(librarytest.Jakarta()).Unix())
}

func expectMovedOnce(t *testing.T, h *librarytest.House, n int64) {
	t.Helper()
	wantInt(t, "moved", h.Int(`select count(*) from loans where due_at = ? and due_changes = 1`, librarytest.At("2026-12-26T23:59:59").Unix()), n)
	wantInt(t, "audited", h.Int(`select count(distinct subject_id) from audit where action = 'loan.due_moved'`), n)
	wantInt(t, "audit rows", h.Int(`select count(*) from audit where action = 'loan.due_moved'`), n)
	if problems := check(t, h.DB); len(problems) > 0 {
		t.Error(problems)
	}
}

// However a library lends, after any changes of its calendars no loan that may be
// moved is due on a day that was closed by one of them, none has become shorter,
// and none else has changed.
func TestWhateverClosesNoDueDateStaysOnIt(t *testing.T) {
	h := monday(t)
	h.Rules(`[{"rule":{"max_total":"P7D","latest_due":"2026-12-01"}},{"item_type":"tetap","rule":{"closed_days":"ignore"}},
		{"item_type":"jam","rule":{"loan":"PT3H","renewal":"PT3H"}}]`)
	zone, err := time.LoadLocation("Asia/Jayapura")
	if err != nil {
		t.Fatal(err)
	}
	east := h.Branch("timur", zone.String())
	m := h.Member("umum")
	rapid.Check(t, func(r *rapid.T) {
		// Not deleted: ids would be given again, and the audit trail tells of the first.
		h.Exec(`update loans set status = 'returned_elsewhere', closed_at = 1 where closed_at is null`)
		h.Exec(`delete from closures`)
		type lent struct {
			loan  *librarytest.Loan
			kind  string
			zone  *time.Location
			place int64
			due   time.Time
		}
		var all []lent
		for range rapid.IntRange(0, 8).Draw(r, "loans") {
			n := lent{kind: rapid.SampledFrom([]string{"book", "book", "tetap", "jam"}).Draw(r, "type"), zone: librarytest.Jakarta(), place: 1}
			if rapid.Bool().Draw(r, "east") {
				n.zone, n.place = zone, east
			}
			n.due = (dayOf("2026-11-20") + circulation.Day(rapid.IntRange(0, 9).Draw(r, "due"))).End(n.zone)
			n.loan = m.Loan(librarytest.Of(h.Item().Type(n.kind).AtBranch(n.place)), librarytest.DueAt(n.due))
			all = append(all, n)
		}
		for range rapid.IntRange(1, 4).Draw(r, "changes") {
			c := library.ClosureChange{Branch: rapid.SampledFrom([]int64{0, 1, east}).Draw(r, "branch"), Open: rapid.IntRange(0, 3).Draw(r, "open") == 0}
			if c.Weekly = rapid.Bool().Draw(r, "weekly"); c.Weekly {
				c.Weekday = time.Weekday(rapid.IntRange(0, 2).Draw(r, "weekday"))
			} else {
				from := dayOf("2026-11-20") + circulation.Day(rapid.IntRange(0, 9).Draw(r, "from"))
				if c.Days, err = library.DaysFromTo(from, from+circulation.Day(rapid.IntRange(0, 3).Draw(r, "days")), "x"); err != nil {
					r.Fatal(err)
				}
			}
			plan := change(t, h, c)
			book, err := h.Library.ClosureBook(t.Context())
			if err != nil {
				r.Fatal(err)
			}
			meant := map[circulation.Day]bool{}
			for _, d := range c.Days {
				meant[d.Day] = true
			}
			moved := 0
			for i := range all {
				n := &all[i]
				got, cal := n.loan.DueAt(), book.Calendar[n.place]
				day := circulation.DayOf(n.due, n.zone)
				hit := (meant[day] || c.Weekly && day >= dayOf("2026-11-23") && day.Weekday() == c.Weekday) &&
					(c.Branch == 0 || c.Branch == n.place) && !c.Open && n.kind == "book" && !cal.IsOpen(day)
				switch {
				case !hit && !got.Equal(n.due):
					r.Fatalf("%v was moved to %v", n.due, got)
				case hit && !(got.After(n.due) && cal.IsOpen(circulation.DayOf(got, n.zone)) && got.Equal(circulation.DayOf(got, n.zone).End(n.zone))):
					r.Fatalf("%v is due %v", n.due, got)
				case hit:
					moved++
				}
				n.due = got
			}
			if plan.Moves != moved {
				r.Fatalf("%d were foretold, %d moved", plan.Moves, moved)
			}
		}
		if problems := check(t, h.DB); len(problems) > 0 {
			r.Fatal(problems)
		}
	})
}

func TestAuditOfAClosureCanBeRead(t *testing.T) {
	h := monday(t)
	change(t, h, library.ClosureChange{Weekly: true, Weekday: time.Sunday})
	var detail struct {
		Weekday *int   `json:"weekday"`
		Kind    string `json:"kind"`
	}
	err := json.Unmarshal([]byte(h.Text(`select detail from audit where action = 'closure.added'`)), &detail)
	if err != nil || detail.Weekday == nil || *detail.Weekday != 0 || detail.Kind != "closed" {
		t.Errorf("%+v, error %v", detail, err)
	}
}

func TestHolidaysOfAYear(t *testing.T) {
	h := monday(t)
	change(t, h, closing(0, "Natal", "2026-12-25"))
	years, err := library.HolidayYears()
	if err != nil || len(years) < 2 || years[0] != 2026 {
		t.Fatal(years, err)
	}
	list, err := h.Library.Holidays(t.Context(), 2026)
	if err != nil || len(list) != 25 {
		t.Fatal(len(list), err)
	}
	for _, d := range list {
		if d.Closed != (d.Day == dayOf("2026-12-25")) {
			t.Errorf("%+v", d)
		}
	}
	if list, err = h.Library.Holidays(t.Context(), 1999); err != nil || len(list) != 0 {
		t.Error(list, err)
	}
}
