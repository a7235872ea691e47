package intake_test

import (
	"fmt"
	"strings"
	"testing"

	"simpanbudi/internal/library/intake"
)

// badText lists a report's bad rows as "file:line column code".
func badText(r intake.Report) string {
	var list []string
	for _, b := range r.Bad {
		list = append(list, fmt.Sprintf("%s:%d %s %s", b.File, b.Line, b.Column, b.Code))
	}
	return strings.Join(list, "; ")
}

func TestRowsThatMakeNoSenseTogetherAreBad(t *testing.T) {
	for name, c := range map[string]struct{ file, rows, bad string }{
		"card twice":        {"members.csv", "card,name\nA1,Ani\nB2,Budi\na 1,Ani", "members.csv:4 card duplicate"},
		"barcode twice":     {"items.csv", "barcode,title\nX,One\nY,Two\nX,Three", "items.csv:4 barcode duplicate"},
		"loan twice":        {"loans.csv", loanHeader + "\nA1,X,2026-11-16,2026-11-23,0\nA1,X,2026-11-16,2026-11-30,1", "loans.csv:3 barcode duplicate"},
		"source id twice":   {"loans.csv", loanHeader + ",source_id\nA1,X,2026-11-16,2026-11-23,0,5\nA1,Y,2026-11-16,2026-11-30,1,5", "loans.csv:3 source_id duplicate"},
		"hold twice":        {"holds.csv", "card,barcode,scope,placed_at\nA1,X,copy,2026-11-16\nA1,X,copy,2026-11-17", "holds.csv:3 barcode duplicate"},
		"unknown card":      {"loans.csv", loanHeader + "\nZ9,X,2026-11-16,2026-11-23,0", "loans.csv:2 card unknown"},
		"unknown barcode":   {"loans.csv", loanHeader + "\nA1,Q,2026-11-16,2026-11-23,0", "loans.csv:2 barcode unknown"},
		"hold, unknown":     {"holds.csv", "card,barcode,scope,placed_at\nZ9,X,copy,2026-11-16\nA1,Q,title,2026-11-16", "holds.csv:2 card unknown; holds.csv:3 barcode unknown"},
		"due first":         {"loans.csv", loanHeader + "\nA1,X,2026-11-16,2026-11-15,0", "loans.csv:2 due_at due_before_borrowed"},
		"unknown guardian":  {"members.csv", "card,name,guardian_card\nA1,Ani,Q\nB2,Budi,", "members.csv:2 guardian_card unknown; loans.csv:2 card unknown"},
		"guardian left out": {"members.csv", "card,name,guardian_card\nA1,Ani,B2\nB2,Budi,Q", "members.csv:2 guardian_card unknown; members.csv:3 guardian_card unknown; loans.csv:2 card unknown"},
		"own guardian":      {"members.csv", "card,name,guardian_card\nA1,Ani,\nB2,Budi,B 2", "members.csv:3 guardian_card unknown"},
		"born tomorrow":     {"members.csv", "card,name,birth_date\nA1,Ani,\nB2,Budi,2026-11-24", "members.csv:3 birth_date implausible"},
		"cannot be read":    {"loans.csv", loanHeader + "\nA1,\"4,1E+15\",2026-11-16,31/02/2026,-1", "loans.csv:2 barcode scientific; loans.csv:2 due_at bad_instant; loans.csv:2 renewals bad_number"},
	} {
		t.Run(name, func(t *testing.T) {
			h := small(t).file(c.file, c.rows)
			report := h.refused(intake.Options{}, intake.BadRows)
			bad := badText(report)
			want(t, "bad rows", bad, c.bad)
		})
	}
}

func TestBothLinesOfADuplicateAreNamed(t *testing.T) {
	h := small(t).file("items.csv", "barcode,title", "Y,One", "X,Two", "X,Three")
	report := h.refused(intake.Options{}, intake.BadRows)
	want(t, "text", report.Bad[0].Error(), "items.csv line 4, column barcode: the barcode stands on line 3 already (duplicate)")
}

func TestSkipBadRowsTakesTheGoodOnes(t *testing.T) {
	h := small(t).file("members.csv", "card,name", "A1,Ani", "4.1E+15,Cici", "B2,Budi").
		file("loans.csv", loanHeader, "A1,X,2026-11-16,2026-11-23,0", "Q,Y,2026-11-16,2026-11-23,0")
	report := h.take(intake.Options{SkipBadRows: true})
	want(t, "members", report.Counts["members"], intake.Counts{Read: 3, Created: 2, Bad: 1})
	want(t, "loans", report.Counts["loans"], intake.Counts{Read: 2, Created: 1, Bad: 1})
	want(t, "bad rows", badText(report), "members.csv:3 card scientific; loans.csv:3 card unknown")
}

func TestCardsAndBarcodesOfTheDatabaseAreKnown(t *testing.T) {
	h := small(t)
	h.take(intake.Options{})
	h.without("members.csv").without("items.csv").
		file("loans.csv", loanHeader, "A1,X,2026-11-16,2026-11-23,0", "B2,Y,2026-11-16,2026-11-23,0").
		file("holds.csv", "card,barcode,scope,placed_at", "A1,Y,title,2026-11-20")
	report := h.take(intake.Options{})
	want(t, "loans", report.Counts["loans"], intake.Counts{Read: 2, Created: 1, Unchanged: 1})
}

func TestABadRowIsCountedOnceHoweverMuchIsWrongWithIt(t *testing.T) {
	h := small(t).file("members.csv", "card,name,birth_date,pin", "4.1E+15,,31/02/1997,54321")
	report, err := h.try(t.Context(), intake.Options{DryRun: true})
	if err == nil {
		t.Error("a dry run of bad rows succeeds")
	}
	want(t, "bad", report.Counts["members"].Bad, 1)
	want(t, "listed", len(report.Bad), 5) // and the loan whose card is gone
	for _, b := range report.Bad {
		if strings.Contains(b.Text, "1997") || strings.Contains(b.Text, "54321") {
			t.Errorf("the reason repeats a secret: %s", b.Text)
		}
	}
}
