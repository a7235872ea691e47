package intake_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/library/intake"
)

// randomRows draws a small library in which cards, copies and loans meet in
// every way the check lets through.
func randomRows(t *rapid.T) *intake.Lists {
	code := func(label string, n int) string { return fmt.Sprintf("%d", rapid.IntRange(1, n).Draw(t, label)) }
	given := map[string]bool{} // a file has a column or has not
	text := func(label string) intake.Stated[string] {
		if _, drawn := given[label]; !drawn {
			given[label] = rapid.Bool().Draw(t, label+" given")
		}
		if !given[label] {
			return intake.Stated[string]{}
		}
		return intake.State(rapid.SampledFrom([]string{"", "a", "b", "A "}).Draw(t, label))
	}
	moment := func(label string, from int) intake.Moment {
		day := circulation.NewDay(2026, time.November, from+rapid.IntRange(0, 3).Draw(t, label))
		if rapid.Bool().Draw(t, label+" as a day") {
			return intake.OnDay(day)
		}
		return intake.Instant(day.Start(time.UTC).Add(time.Duration(rapid.IntRange(0, 47).Draw(t, label+" time")) * 30 * time.Minute))
	}
	l := &intake.Lists{LoanRows: []intake.Loan{}}
	for i := range rapid.IntRange(1, 4).Draw(t, "members") {
		l.MemberRows = append(l.MemberRows, intake.Member{Card: fmt.Sprint(i + 1), Name: "n", Category: text("category"), Phone: text("phone")})
	}
	for i := range rapid.IntRange(1, 5).Draw(t, "items") {
		l.ItemRows = append(l.ItemRows, intake.Item{Barcode: fmt.Sprint(i + 1), Title: rapid.SampledFrom([]string{"T", "t", "U"}).Draw(t, "title"),
			Author: text("author"), ISBN: text("isbn"), TitleID: text("title id"), Branch: text("branch")})
	}
	for i := range rapid.IntRange(0, 8).Draw(t, "loans") {
		loan := intake.Loan{Card: code("card", len(l.MemberRows)), Barcode: code("barcode", len(l.ItemRows)),
			BorrowedAt: moment("borrowed", 2), DueAt: moment("due", 10)}
		if rapid.Bool().Draw(t, "counted") {
			loan.Renewals = intake.State(rapid.IntRange(0, 3).Draw(t, "renewals"))
		}
		if rapid.Bool().Draw(t, "identified") {
			loan.SourceID = code("source id", 6)
		}
		loan.Line = i + 2
		l.LoanRows = append(l.LoanRows, loan)
	}
	for range rapid.IntRange(0, 5).Draw(t, "holds") {
		l.HoldRows = append(l.HoldRows, intake.Hold{Card: code("card", len(l.MemberRows)), Barcode: code("barcode", len(l.ItemRows)),
			Copy: rapid.Bool().Draw(t, "copy"), PlacedAt: moment("placed", 1)})
	}
	for range rapid.IntRange(0, 3).Draw(t, "closures") {
		l.ClosureRows = append(l.ClosureRows, intake.Closure{Weekday: time.Weekday(rapid.IntRange(0, 2).Draw(t, "weekday")),
			Branch: rapid.SampledFrom([]string{"", "a"}).Draw(t, "branch"), Name: rapid.SampledFrom([]string{"x", "y"}).Draw(t, "name")})
	}
	return l
}

// Whatever a library's rows are, in whatever order other rows came before them:
// the second import of the same rows changes nothing, a dry run before the
// first has said what the first has done, and the counts of renewals hold.
func TestAnyRowsImportedTwiceChangeNothing(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		h := newHouse(t)
		complete := rapid.Bool().Draw(rt, "complete")
		o := intake.Options{SkipBadRows: true, Complete: complete, Force: true}
		for range rapid.IntRange(1, 2).Draw(rt, "libraries") {
			src := randomRows(rt)
			dry, err := h.takeRows(src, intake.Options{SkipBadRows: true, Complete: complete, Force: true, DryRun: true})
			if complete && dry.Counts["loans"].Bad > 0 {
				o.Complete, complete = false, false
				dry, err = h.takeRows(src, intake.Options{SkipBadRows: true, DryRun: true})
			}
			if err != nil {
				rt.Fatal(err)
			}
			wet, err := h.takeRows(src, o)
			if err != nil {
				rt.Fatal(err)
			}
			if loanKinds(dry) != loanKinds(wet) || dry.Counts["loans"] != wet.Counts["loans"] {
				rt.Fatalf("the dry run said %q %+v, but it was %q %+v", loanKinds(dry), dry.Counts["loans"], loanKinds(wet), wet.Counts["loans"])
			}
			h.checkInvariants()
			before := h.dump()
			again, err := h.takeRows(src, o)
			if err != nil {
				rt.Fatal(err)
			}
			if again.Changed() > 0 || h.dump() != before {
				rt.Fatalf("the second import has changed %+v:\n%s\nis now\n%s", again.Counts, before, h.dump())
			}
			h.renewSomething(rt)
		}
		if t.Failed() {
			rt.FailNow()
		}
	})
}

// loanKinds leaves out holds: those on titles that the import itself joins or
// splits are the one thing a dry run cannot foresee.
func loanKinds(r intake.Report) string {
	r.Differences = slices.DeleteFunc(slices.Clone(r.Differences), func(d intake.Difference) bool { return d.Hold != 0 })
	return kinds(r)
}

func (h *house) takeRows(src intake.Source, o intake.Options) (intake.Report, error) {
	return intake.Run(context.Background(), h.DB, h.keys, h.Now(), src, o)
}

// renewSomething writes a renewal into some open loan as package library does.
func (h *house) renewSomething(t *rapid.T) {
	if h.Int(`select count(*) from loans where closed_at is null`) == 0 || !rapid.Bool().Draw(t, "renew") {
		return
	}
	loan := h.Int(`select min(id) from loans where closed_at is null`)
	h.Exec(`insert into receipts (ref, member_id, created_at, door, actor) select 'R' || (select count(*) from receipts), member_id, 0, 'web', 'member' from loans where id = ?`, loan)
	h.Exec(`insert into renewals (loan_id, number, receipt_id, renewed_at, old_due_at, new_due_at, actor, door)
		select id, renewals + 1, (select max(id) from receipts), 0, due_at, due_at + 604800, 'member', 'web' from loans where id = ?`, loan)
	h.Exec(`update loans set renewals = renewals + 1, due_at = due_at + 604800 where id = ?`, loan)
}
