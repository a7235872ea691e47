package library_test

import (
	"testing"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
	"simpanbudi/internal/librarytest"
)

func TestWhatAnotherProcessChangesIsInForceAtTheNextCall(t *testing.T) {
	house := monday(t)
	loan := house.Member("umum").Loan()
	other := house.Again(library.Options{})
	wantDue(t, loan, "2026-11-30")

	rules, err := circulation.ParseRules([]byte(`[{"branch":"*","category":"*","item_type":"*","rule":{"renewal":"P14D","max_total":null}}]`))
	if err != nil {
		t.Fatal(err)
	}
	if err := other.LoadRules(t.Context(), rules); err != nil {
		t.Fatal(err)
	}
	wantDue(t, loan, "2026-12-07")

	house.Closed("2026-12-07")
	wantDue(t, loan, "2026-12-08")

	if err := other.SetSetting(t.Context(), "library_name", "Perpustakaan Kudus"); err != nil {
		t.Fatal(err)
	}
	if site, err := house.Library.Site(t.Context()); err != nil || site.LibraryName != "Perpustakaan Kudus" {
		t.Errorf("site %+v, %v", site, err)
	}
	if err := other.SetSetting(t.Context(), "online_renewal", "off"); err != nil {
		t.Fatal(err)
	}
	wantCodes(t, loan.Member.Renew(loan).Lines[0].Decision, circulation.Paused)
}

// wantDue checks until when the page would renew a loan.
func wantDue(t *testing.T, loan *librarytest.Loan, day string) {
	t.Helper()
	shown := loan.Member.Loans().Loans[0]
	if got := circulation.DayOf(shown.Decision.DueAt, shown.Zone).String(); got != day {
		t.Errorf("renewed until %s, want %s", got, day)
	}
}

func TestRenewingInForceWithoutAnyPageBefore(t *testing.T) {
	house := monday(t)
	loan := house.Member("umum").Loan()
	house.Rule(`{"renewals_allowed":0}`)
	wantCodes(t, loan.Member.Renew(loan).Lines[0].Decision, circulation.LimitReached)
}

func TestTheRuleOfTheItemsHomeBranchIsUsed(t *testing.T) {
	house := monday(t)
	branch := house.Branch("timur", "Asia/Jayapura")
	house.Rules(`[{"branch":"*","category":"*","item_type":"*"},
		{"branch":"*","category":"pelajar","item_type":"dvd","rule":{"renewal":"P1D"}},
		{"branch":"timur","category":"*","item_type":"*","rule":{"renewal":"P3D"}}]`)
	member := house.Member("pelajar")

	member.Loan(librarytest.Of(house.Item().Type("dvd").AtBranch(branch)))

	loan := member.Loans().Loans[0]
	if loan.Rule.Branch != "timur" || loan.Zone.String() != "Asia/Jayapura" {
		t.Errorf("rule %+v, zone %v", loan.Rule, loan.Zone)
	}
	// 23:59:59 in Jakarta is the next day in Jayapura already.
	if loan.DaysLeft != 1 || loan.Decision.DueAt.Format("2006-01-02T15:04:05-07:00") != "2026-11-27T23:59:59+09:00" {
		t.Errorf("%d days left, renewed until %v", loan.DaysLeft, loan.Decision.DueAt)
	}
}

func TestABranchKeepsItsOwnCalendar(t *testing.T) {
	house := monday(t)
	east := house.Branch("timur", "")
	house.Closed("2026-11-30")
	house.Exec(`insert into closures (date, kind, branch_id) values ('2026-11-30', 'open', ?)`, east)
	house.Exec(`insert into closures (date, branch_id) values ('2026-12-01', 1)`)
	house.Exec(`insert into closures (weekday, branch_id) values (3, 1)`) // Wednesday, 2 December
	main, atEast := house.Member("umum").Loan(), house.Member("umum").Loan(librarytest.Of(house.Item().AtBranch(east)))

	wantDue(t, main, "2026-12-03")
	wantDue(t, atEast, "2026-11-30")
}

func TestABranchInAnUnknownZoneKeepsTheLibrarysTime(t *testing.T) {
	house := monday(t)
	branch := house.Branch("timur", "Asia/Nowhere")
	house.Member("umum").Loan(librarytest.Of(house.Item().AtBranch(branch)))
	wantDue(t, house.Member("umum").Loan(librarytest.Of(house.Item().AtBranch(branch))), "2026-11-30")
}

func TestLoadRulesRefuses(t *testing.T) {
	anywhere := circulation.RuleEntry{Branch: "*", Category: "*", ItemType: "*", Rule: circulation.DefaultRule()}
	inBranch := anywhere
	inBranch.Branch = "nowhere"
	house := monday(t).Rule(`{"renewals_allowed":7}`)
	for _, c := range []struct {
		name    string
		entries []circulation.RuleEntry
	}{
		{"no rule for everything", []circulation.RuleEntry{inBranch}},
		{"one place twice", []circulation.RuleEntry{anywhere, anywhere}},
		{"nothing", nil},
	} {
		err := house.Library.LoadRules(t.Context(), c.entries)
		if fault.CodeOf(err) != fault.Invalid {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	rules, err := house.Library.Rules(t.Context())
	if err != nil || len(rules) != 1 || *rules[0].Rule.RenewalsAllowed != 7 {
		t.Errorf("rules %+v, %v: the old ones must stay", rules, err)
	}
}

// The rules of a library may be loaded before its items are imported.
func TestLoadRulesMakesTheBranchesTheyName(t *testing.T) {
	house := monday(t)
	entries, err := circulation.ParseRules([]byte(`[{},{"branch":"kota"},{"branch":"kota","category":"anak"},{"branch":"main"}]`))
	if err != nil {
		t.Fatal(err)
	}
	fresh, err := house.Library.NewBranches(t.Context(), entries)
	if err != nil || len(fresh) != 1 || fresh[0] != "kota" {
		t.Errorf("new branches %q, %v", fresh, err)
	}
	for range 2 {
		if err := house.Library.LoadRules(t.Context(), entries); err != nil {
			t.Fatal(err)
		}
	}
	wantInt(t, "branches", house.Int(`select count(*) from branches`), 2)
	if fresh, err = house.Library.NewBranches(t.Context(), entries); err != nil || len(fresh) != 0 {
		t.Errorf("then %q, %v", fresh, err)
	}
}

func TestLoadedRulesAreKeptWhole(t *testing.T) {
	house := monday(t).Rules(`[{"branch":"*","category":"*","item_type":"*","source":"Perbup 12/2024"},
		{"branch":"main","category":"dosen","item_type":"tesis","loan_limit":6,
		 "rule":{"renewal":"P14D","window":"P3D","schedule":[{"from":"2026-07-13","to":"2026-12-19","due":"2026-12-19"}]},
		 "fine":{"per_day":500,"max":10000,"grace_days":1,"count":"open_days","legal_basis":"SK Rektor"},
		 "suspension":{"days_per_late_day":2,"max_days":30,"grace_days":1}}]`)
	rules, err := house.Library.Rules(t.Context())
	if err != nil || len(rules) != 2 {
		t.Fatal(rules, err)
	}
	special := rules[0]
	if special.Branch != "main" || *special.LoanLimit != 6 || special.Rule.Renewal.Days != 14 || special.Rule.Window.Days != 3 ||
		len(special.Rule.Schedule) != 1 || *special.Fine.Max != 10000 || special.Fine.LegalBasis != "SK Rektor" ||
		*special.Suspension.MaxDays != 30 || rules[1].Source != "Perbup 12/2024" {
		t.Errorf("rules %+v", rules)
	}
	wantInt(t, "categories made", house.Int(`select count(*) from categories where code = 'dosen' and name = 'dosen'`), 1)
	wantInt(t, "item types made", house.Int(`select count(*) from item_types where code = 'tesis'`), 1)
	wantInt(t, "audit rows", house.Int(`select count(*) from audit where action = 'rules.loaded' and json_extract(detail, '$.rules') = 2`), 1)
}
