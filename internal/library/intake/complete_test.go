package intake_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"simpanbudi/internal/library/intake"
)

// lent is a library with n loans of one member each of a copy B0, B1 …
func lent(t testing.TB, n int) *house {
	h := newHouse(t).file("members.csv", "card,name", "A1,Ani", "B2,Budi")
	items := []string{"barcode,title"}
	for i := range n {
		items = append(items, fmt.Sprintf("B%d,Judul %d", i, i))
	}
	return h.file("items.csv", items...).loans(0, n)
}

// loans writes a loans.csv of the loans from … to-1.
func (h *house) loans(from, to int) *house {
	rows := []string{loanHeader}
	for i := from; i < to; i++ {
		rows = append(rows, fmt.Sprintf("A1,B%d,2026-11-16,2026-11-23,0", i))
	}
	return h.file("loans.csv", rows...)
}

func TestCompleteClosesLoansThatAreNotInTheFiles(t *testing.T) {
	h := lent(t, 20)
	h.take(intake.Options{})
	h.loans(2, 20)
	report := h.take(intake.Options{Complete: true})
	want(t, "differences", kinds(report), "closed_elsewhere closed_elsewhere")
	want(t, "closed", h.Int(`select count(*) from loans where status = 'returned_elsewhere' and closed_at = ?`, h.Now().Unix()), 2)
	want(t, "audit", h.Int(`select count(*) from audit where action = 'loan.closed_elsewhere' and door = 'import'`), 2)
	want(t, "changed again", h.take(intake.Options{Complete: true}).Changed(), 0)
}

func TestWithoutCompleteLoansStayOpen(t *testing.T) {
	h := lent(t, 20)
	h.take(intake.Options{})
	h.loans(2, 20)
	want(t, "changed", h.take(intake.Options{}).Changed(), 0)
	want(t, "open", h.Int(`select count(*) from loans where closed_at is null`), 20)
}

func TestCompleteRefusesToCloseMoreThanOneInTen(t *testing.T) {
	h := lent(t, 20)
	h.take(intake.Options{})
	h.loans(3, 20) // three of twenty
	h.refused(intake.Options{Complete: true}, intake.TooManyMissing)
	h.refused(intake.Options{Complete: true, DryRun: true}, intake.TooManyMissing)
	want(t, "closed", h.take(intake.Options{Complete: true, Force: true}).Counts["loans"].Closed, 3)
}

func TestCompleteNeedsLoans(t *testing.T) {
	h := lent(t, 3)
	h.take(intake.Options{})
	h.without("loans.csv").refused(intake.Options{Complete: true, Force: true}, intake.NeedsLoans)
}

func TestCompleteRefusesBadLoanRowsEvenWithSkipBadRows(t *testing.T) {
	h := lent(t, 3).file("loans.csv", loanHeader, "A1,B0,2026-11-16,2026-11-23,0", "A1,B1,2026-11-16,31/02/2026,0")
	h.refused(intake.Options{Complete: true, SkipBadRows: true, Force: true}, intake.BadRows)
	h.file("loans.csv", loanHeader, "A1,B0,2026-11-16,2026-11-23,0").file("members.csv", "card,name", "A1,Ani", "C3,")
	report := h.take(intake.Options{Complete: true, SkipBadRows: true})
	want(t, "bad members", report.Counts["members"].Bad, 1)
}

func TestALoanReturnedElsewhereReopensOnlyWhenTheFilesAreComplete(t *testing.T) {
	h := lent(t, 20)
	h.take(intake.Options{})
	h.loans(1, 20)
	h.take(intake.Options{Complete: true})
	h.loans(0, 20)
	want(t, "differences", kinds(h.take(intake.Options{})), intake.StaysClosed)
	report := h.take(intake.Options{Complete: true})
	want(t, "differences", kinds(report), intake.Reopened)
	want(t, "reopened", report.Counts["loans"].Reopened, 1)
	want(t, "loan", h.loan("B0"), "open due 2026-11-23 23:59:59 renewals 0 imported 0")
	want(t, "changed again", h.take(intake.Options{Complete: true}).Changed(), 0)
}

func TestCompleteTrustsTheFilesAboutWhoHasACopy(t *testing.T) {
	h := lent(t, 20)
	h.take(intake.Options{})
	rows := []string{loanHeader, "B2,B0,2026-11-01,2026-11-08,0"} // an older loan, and the newer one is gone
	for i := 1; i < 20; i++ {
		rows = append(rows, fmt.Sprintf("A1,B%d,2026-11-16,2026-11-23,0", i))
	}
	h.file("loans.csv", rows...)
	dry := h.refusedNothing(intake.Options{Complete: true, DryRun: true})
	report := h.take(intake.Options{Complete: true})
	want(t, "differences", kinds(report), intake.LentElsewhere)
	want(t, "dry run", kinds(dry), intake.LentElsewhere)
	want(t, "loan", h.loan("B0"), "returned_elsewhere due 2026-11-23 23:59:59 renewals 0 imported 0; open due 2026-11-08 23:59:59 renewals 0 imported 0")
}

func TestTomorrowsFilesDoNotBringReturnedLoansBack(t *testing.T) {
	h := lent(t, 20)
	h.take(intake.Options{})
	h.renew("B5")
	yesterday, err := os.ReadFile(filepath.Join(h.dir, "loans.csv"))
	if err != nil {
		t.Fatal(err)
	}
	h.loans(1, 20)
	report := h.take(intake.Options{Complete: true})
	want(t, "differences", kinds(report), "kept_ours closed_elsewhere")
	h.file("loans.csv", string(yesterday))
	h.take(intake.Options{})
	want(t, "returned", h.loan("B0"), "returned_elsewhere due 2026-11-23 23:59:59 renewals 0 imported 0")
	want(t, "renewed", h.loan("B5"), "open due 2026-11-30 23:59:59 renewals 1 imported 0")
}

func TestCompleteCancelsHoldsMissingFromAGivenFile(t *testing.T) {
	const header = "card,barcode,scope,placed_at"
	h := lent(t, 3).file("holds.csv", header, "B2,B0,copy,2026-11-20", "B2,B1,title,2026-11-20")
	h.take(intake.Options{})
	h.file("holds.csv", header, "B2,B0,copy,2026-11-20")
	want(t, "without --complete", h.take(intake.Options{}).Changed(), 0)
	report := h.take(intake.Options{Complete: true})
	want(t, "differences", kinds(report), intake.HoldCancelled)
	want(t, "holds", h.Text(`select group_concat(status) from (select * from holds order by id)`), "waiting,cancelled")

	h.without("holds.csv")
	want(t, "without the file", h.take(intake.Options{Complete: true}).Changed(), 0)

	h.file("holds.csv", header, "B2,B0,copy,2026-11-20", "B2,B1,title,2026-11-20")
	want(t, "back, not complete", kinds(h.take(intake.Options{})), intake.HoldStaysClosed)
	want(t, "back, complete", kinds(h.take(intake.Options{Complete: true})), intake.HoldReopened)
	want(t, "holds", h.Text(`select group_concat(status) from (select * from holds order by id)`), "waiting,waiting")
	want(t, "changed again", h.take(intake.Options{Complete: true}).Changed(), 0)
}

func TestABadHoldRowCancelsNoHold(t *testing.T) {
	const header = "card,barcode,scope,placed_at"
	h := lent(t, 3).file("holds.csv", header, "B2,B0,copy,2026-11-20", "B2,B1,title,2026-11-20")
	h.take(intake.Options{})
	h.file("holds.csv", header, "B2,B0,copy,31/02/2026")
	report := h.take(intake.Options{Complete: true, SkipBadRows: true})
	want(t, "holds", h.Text(`select group_concat(status) from holds`), "waiting,waiting")
	want(t, "warning", report.Warnings[0].Code, "holds_kept")
}

func TestAHoldThatWasFilledHereIsNotBroughtBack(t *testing.T) {
	h := lent(t, 3).file("holds.csv", "card,barcode,scope,placed_at", "B2,B0,title,2026-11-20")
	h.take(intake.Options{})
	h.Exec(`update holds set status = 'filled'`)
	want(t, "differences", kinds(h.take(intake.Options{Complete: true})), intake.HoldStaysClosed)
	want(t, "holds", h.Text(`select group_concat(status) from holds`), "filled")
}

func TestALoanLentWhileTheImportRunsIsNotClosed(t *testing.T) {
	h := lent(t, 20)
	h.take(intake.Options{})
	lentNow := false
	h.take(intake.Options{Complete: true, Progress: func(p intake.Progress) {
		if p.Phase == "write" && !lentNow {
			lentNow = true
			h.Exec(`insert into items (title_id, branch_id, barcode, item_type) values (1, 1, 'NEW', 'book')`)
			h.Exec(`insert into loans (member_id, item_id, borrowed_at, due_at) values (1, (select id from items where barcode = 'NEW'), 1795400000, 1796000000)`)
		}
	}})
	want(t, "lent meanwhile", h.Text(`select loans.status from loans join items on items.id = item_id where barcode = 'NEW'`), "open")
}
