package intake_test

import (
	"testing"
	"time"

	"simpanbudi/internal/library/intake"
)

const loanHeader = "card,barcode,borrowed_at,due_at,renewals"

func TestARenewalMadeHereStaysUntilTheFileSaysSomethingNew(t *testing.T) {
	h := small(t)
	h.take(intake.Options{})
	h.renew("X")
	for range 2 { // the staff have not entered it yet, today and tomorrow
		report := h.take(intake.Options{Complete: true})
		want(t, "differences", kinds(report), intake.KeptOurs)
		want(t, "loan", h.loan("X"), "open due 2026-11-30 23:59:59 renewals 1 imported 0")
	}
	h.file("loans.csv", loanHeader, "A1,X,2026-11-16,2026-11-30,1") // entered
	report := h.take(intake.Options{Complete: true})
	want(t, "differences", kinds(report), "")
	want(t, "loan", h.loan("X"), "open due 2026-11-30 23:59:59 renewals 1 imported 0")
	want(t, "the renewal", h.Int(`select count(*) from renewals where undone_at is null`), 1)
	want(t, "changed again", h.take(intake.Options{Complete: true}).Changed(), 0)
}

func TestARenewalThatTheSourceKnowsNeedsNoTick(t *testing.T) {
	h := small(t)
	toEnter := func() int64 {
		return h.Int(`select count(*) from renewals where entered_at is null and undone_at is null`)
	}
	h.take(intake.Options{})
	h.renew("X")
	h.take(intake.Options{Complete: true})
	want(t, "to enter while the source does not know", toEnter(), 1)
	h.file("loans.csv", loanHeader, "A1,X,2026-11-16,2026-11-30,1")
	h.take(intake.Options{Complete: true})
	want(t, "to enter once it does", toEnter(), 0)
	want(t, "ticked by somebody", h.Int(`select count(*) from renewals where entered_by is not null`), 0)

	h.Advance(24 * time.Hour)
	h.renew("X")
	want(t, "to enter of the next one", toEnter(), 1)
	h.file("loans.csv", loanHeader)
	h.take(intake.Options{Complete: true, Force: true})
	want(t, "to enter of a loan that is over there", toEnter(), 0)
}

func TestWhereTheFileSaysSomethingNewItWins(t *testing.T) {
	for _, c := range []struct {
		name, row, loan string
		renewals        int64 // made here and still counted
	}{
		{"another due date and our renewal counted", "A1,X,2026-11-16,2026-12-02,1", "open due 2026-12-02 23:59:59 renewals 1 imported 0", 1},
		{"another due date and nothing counted", "A1,X,2026-11-16,2026-11-25,0", "open due 2026-11-25 23:59:59 renewals 0 imported 0", 0},
		{"our renewal and one at the desk", "A1,X,2026-11-16,2026-12-07,2", "open due 2026-12-07 23:59:59 renewals 2 imported 1", 1},
		{"the old due date, but counted", "A1,X,2026-11-16,2026-11-23,1", "open due 2026-11-23 23:59:59 renewals 1 imported 0", 1},
		{"an earlier due date", "A1,X,2026-11-16,2026-11-20,0", "open due 2026-11-20 23:59:59 renewals 0 imported 0", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := small(t)
			h.take(intake.Options{})
			h.renew("X")
			h.file("loans.csv", loanHeader, c.row)
			report := h.take(intake.Options{})
			want(t, "differences", kinds(report), intake.SourceWins)
			want(t, "counted", report.Counts["loans"], intake.Counts{Read: 1, Updated: 1})
			want(t, "loan", h.loan("X"), c.loan)
			want(t, "renewals made here", h.Int(`select count(*) from renewals where undone_at is null`), c.renewals)
			want(t, "kept rows", h.Int(`select count(*) from renewals`), 1)
			want(t, "unseen", h.Int(`select unseen_renewals from loans`), c.renewals)
			want(t, "audit", h.Int(`select count(*) from audit where action = 'loan.imported' and subject = 'loan' and subject_id = 1`), 1)
			want(t, "undone in the audit", h.Int(`select count(*) from audit where action = 'renewal.superseded'`), 1-c.renewals)
			again := h.take(intake.Options{})
			want(t, "changed again", again.Changed()+len(again.Differences), 0)
		})
	}
}

func TestALoanWhoseRenewalWasSupersededCanBeRenewedAgain(t *testing.T) {
	h := small(t)
	h.take(intake.Options{})
	h.renew("X")
	h.file("loans.csv", loanHeader, "A1,X,2026-11-16,2026-11-25,0")
	h.take(intake.Options{})
	h.renew("X")
	want(t, "loan", h.loan("X"), "open due 2026-12-02 23:59:59 renewals 1 imported 0")
	h.checkInvariants()
}

func TestACountThatFallsNeverStopsTheNextRenewal(t *testing.T) {
	h := small(t).file("loans.csv", loanHeader, "A1,X,2026-11-16,2026-11-23,1")
	h.Rule(`{"renewals_allowed":null,"max_total":null,"once_per_day":false}`)
	h.take(intake.Options{})
	h.renew("X") // number 2
	h.file("loans.csv", loanHeader, "A1,X,2026-11-16,2026-11-24,0")
	h.take(intake.Options{})
	for range 3 {
		h.renew("X")
	}
	want(t, "loan", h.loan("X"), "open due 2026-12-15 23:59:59 renewals 3 imported 0")
	h.checkInvariants()
}

func TestWithoutACountTheCountHereStays(t *testing.T) {
	h := small(t).file("loans.csv", "card,barcode,borrowed_at,due_at", "A1,X,2026-11-16,2026-11-23")
	h.take(intake.Options{})
	h.renew("X")
	h.file("loans.csv", "card,barcode,borrowed_at,due_at", "A1,X,2026-11-16,2026-11-30")
	want(t, "differences", kinds(h.take(intake.Options{})), "")
	want(t, "loan", h.loan("X"), "open due 2026-11-30 23:59:59 renewals 1 imported 0")
	h.file("loans.csv", loanHeader, "A1,X,2026-11-16,2026-11-30,0") // the column comes back and says nothing new
	want(t, "differences", kinds(h.take(intake.Options{})), intake.KeptOurs)
}

func TestARenewalInTheOtherSystemComesOver(t *testing.T) {
	h := small(t)
	h.take(intake.Options{})
	h.file("loans.csv", loanHeader, "A1,X,2026-11-16,2026-11-30,1")
	want(t, "differences", kinds(h.take(intake.Options{})), intake.SourceWins)
	want(t, "loan", h.loan("X"), "open due 2026-11-30 23:59:59 renewals 1 imported 1")
}

func TestALoanMadeHereIsMatchedAndItsRenewalKept(t *testing.T) {
	h := small(t)
	h.take(intake.Options{})
	h.Exec(`update loans set file_due_at = null, file_renewals = null, source_system = null, borrowed_at = borrowed_at + 36000`)
	h.renew("X")
	want(t, "differences", kinds(h.take(intake.Options{})), intake.KeptOurs)
	want(t, "loan", h.loan("X"), "open due 2026-11-30 23:59:59 renewals 1 imported 0")
}

func TestALoanIsMatchedBySourceID(t *testing.T) {
	h := small(t).file("loans.csv", loanHeader+",source_id", "A1,X,2026-11-16,2026-11-23,0,7")
	h.take(intake.Options{})
	h.file("loans.csv", loanHeader+",source_id", "A1,X,2026-11-15,2026-11-23,0,7") // corrected
	report := h.take(intake.Options{})
	want(t, "loans", report.Counts["loans"], intake.Counts{Read: 1, Updated: 1})
	want(t, "borrowed", h.Text(`select date(borrowed_at, 'unixepoch', '+7 hours') from loans`), "2026-11-15")
}

func TestALoanWithoutSourceIDGetsIt(t *testing.T) {
	h := small(t)
	h.take(intake.Options{})
	h.file("loans.csv", loanHeader+",source_id", "A1,X,2026-11-16,2026-11-23,0,7")
	want(t, "changed", h.take(intake.Options{}).Changed(), 0)
	want(t, "source", h.Text(`select source_system || source_id from loans`), "csv7")
}

func TestTwoSourceIDsAreTwoLoans(t *testing.T) {
	h := small(t).file("loans.csv", loanHeader+",source_id", "A1,X,2026-11-16,2026-11-23,0,7")
	h.take(intake.Options{})
	h.file("loans.csv", loanHeader+",source_id", "A1,X,2026-11-16,2026-11-23,0,8") // returned and borrowed again on that day
	want(t, "differences", kinds(h.take(intake.Options{})), intake.LentElsewhere)
	want(t, "loans", h.Text(`select group_concat(source_id || status, ' ') from (select * from loans order by id)`), "7returned_elsewhere 8open")
}

func TestASourceIDGivenToAnotherLoanMovesThere(t *testing.T) {
	h := small(t).file("loans.csv", loanHeader+",source_id", "A1,X,2026-11-16,2026-11-23,0,7")
	h.take(intake.Options{})
	h.file("loans.csv", loanHeader+",source_id", "B2,Y,2026-11-10,2026-11-23,0,7")
	want(t, "differences", kinds(h.take(intake.Options{})), intake.LoanMoved)
	want(t, "X", h.loan("X"), "returned_elsewhere due 2026-11-23 23:59:59 renewals 0 imported 0")
	want(t, "Y", h.loan("Y"), "open due 2026-11-23 23:59:59 renewals 0 imported 0")
	want(t, "changed again", h.take(intake.Options{}).Changed(), 0)
}

func TestALoanIsMatchedByDayWhereTheFileGivesADay(t *testing.T) {
	h := small(t).file("loans.csv", loanHeader, "A1,X,2026-11-16T10:30:00+07:00,2026-11-23,0")
	h.take(intake.Options{})
	h.file("loans.csv", loanHeader, "A1,X,16/11/2026,23/11/2026,0")
	want(t, "changed", h.take(intake.Options{}).Changed(), 0)
	h.file("loans.csv", loanHeader, "A1,X,2026-11-16T03:30:00Z,2026-11-23T23:59:59+07:00,0")
	want(t, "changed", h.take(intake.Options{}).Changed(), 0)
}

func TestALoanReturnedHereStaysClosed(t *testing.T) {
	h := small(t)
	h.take(intake.Options{})
	h.Exec(`update loans set status = 'returned', closed_at = 1795400000`)
	for _, o := range []intake.Options{{}, {Complete: true, Force: true}} {
		report := h.take(o)
		want(t, "differences", kinds(report), intake.StaysClosed)
		want(t, "loan", h.loan("X"), "returned due 2026-11-23 23:59:59 renewals 0 imported 0")
	}
}

func TestAnOpenRowForACopyLentToAnotherCardClosesTheOlderLoan(t *testing.T) {
	h := small(t)
	h.take(intake.Options{})
	h.file("loans.csv", loanHeader, "B2,X,2026-11-20,2026-11-27,0")
	report := h.take(intake.Options{})
	want(t, "differences", kinds(report), intake.LentElsewhere)
	want(t, "loans", report.Counts["loans"], intake.Counts{Read: 1, Created: 1, Closed: 1})
	want(t, "loan", h.loan("X"), "returned_elsewhere due 2026-11-23 23:59:59 renewals 0 imported 0; open due 2026-11-27 23:59:59 renewals 0 imported 0")
	want(t, "audit", h.Int(`select count(*) from audit where action = 'loan.closed_elsewhere' and subject_id = 1`), 1)

	h.file("loans.csv", loanHeader, "A1,X,2026-11-16,2026-11-23,0") // yesterday's file once more
	want(t, "differences", kinds(h.take(intake.Options{})), intake.StaysClosed)

	h.file("loans.csv", loanHeader, "A1,X,2026-11-18,2026-11-25,0") // an older loan nobody has heard of
	report = h.take(intake.Options{})
	want(t, "differences", kinds(report), intake.OlderLoan)
	want(t, "open", h.Text(`select card from loans join members on members.id = member_id where closed_at is null`), "B2")
}

func TestOfTwoRowsForOneCopyTheNewerCounts(t *testing.T) {
	for _, rows := range [][]string{
		{"A1,X,2026-11-16,2026-11-23,0", "B2,X,2026-11-20,2026-11-27,0"},
		{"B2,X,2026-11-20,2026-11-27,0", "A1,X,2026-11-16,2026-11-23,0"},
	} {
		h := small(t).file("loans.csv", append([]string{loanHeader}, rows...)...)
		for range 2 {
			report := h.take(intake.Options{Complete: true})
			want(t, "differences", kinds(report), intake.OlderLoan)
			want(t, "loan", h.Text(`select group_concat(card || loans.status) from loans join members on members.id = member_id`), "B2open")
		}
	}
}

func TestACorrectedTimeZoneFindsTheSameLoans(t *testing.T) {
	for _, zones := range [][2]string{{"Asia/Jakarta", "Asia/Makassar"}, {"Asia/Jayapura", "Asia/Jakarta"}} {
		h := small(t)
		h.Set("time_zone", zones[0])
		h.take(intake.Options{})
		h.renew("X")
		h.Set("time_zone", zones[1])
		want(t, "differences", kinds(h.take(intake.Options{})), intake.KeptOurs)
		want(t, "loans", h.Int(`select count(*) from loans`), 1)
		want(t, "renewals", h.Int(`select renewals from loans`), 1)
	}
}

func TestABareDayIsOneInTheBranchsZone(t *testing.T) {
	h := small(t)
	h.Branch("jayapura", "Asia/Jayapura")
	h.file("items.csv", "barcode,title,branch", "X,Bumi,jayapura", "Y,Bumi,")
	h.take(intake.Options{})
	want(t, "due", h.Text(`select strftime('%H:%M:%S', due_at, 'unixepoch', '+9 hours') || strftime(' %H:%M:%S', borrowed_at, 'unixepoch', '+9 hours') from loans`), "23:59:59 00:00:00")
}

func TestEveryDifferenceIsKept(t *testing.T) {
	h := small(t)
	h.take(intake.Options{})
	h.renew("X")
	h.take(intake.Options{})
	want(t, "kept", h.Text(`select kind || ' ' || loan_id || ' ' || (detail ->> 'barcode') || ' ' || (detail ->> 'due_at') || ' ' || (detail ->> 'source_due_at') from import_differences`),
		"kept_ours 1 X 2026-11-30T23:59:59+07:00 2026-11-23T23:59:59+07:00")
}

func TestNoSanctionIsBookedByAnImport(t *testing.T) {
	h := small(t)
	h.Set("record", "mirror")
	h.file("loans.csv", loanHeader, "A1,X,2026-10-16,2026-10-23,0")
	h.take(intake.Options{})
	h.file("loans.csv", loanHeader, "B2,Y,2026-11-16,2026-11-23,0")
	h.take(intake.Options{Complete: true, Force: true})
	want(t, "sanctions", h.Int(`select count(*) from sanctions`), 0)
}
