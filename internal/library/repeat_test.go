package library_test

import (
	"sync"
	"testing"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/library"
	"simpanbudi/internal/librarytest"
)

func TestASecondPostOfTheSamePageLeadsToTheFirstReceipt(t *testing.T) {
	house := monday(t)
	loan := house.Member("umum").Loan()
	first := loan.Member.Renew(loan)

	again := loan.Member.Renew(loan)

	if again.Ref != first.Ref {
		t.Errorf("receipt %s, want %s", again.Ref, first.Ref)
	}
	wantInt(t, "receipts", house.Int(`select count(*) from receipts`), 1)
	wantInt(t, "renewals", house.Int(`select count(*) from renewals`), 1)
}

func TestARepeatedPostLeadsToTheLatestReceiptThatRenewedOneOfItsValues(t *testing.T) {
	house := monday(t)
	member := house.Member("umum")
	a, b, c := member.Loan(), member.Loan(), member.Loan(librarytest.Renewed(2))
	member.Renew(a)
	latest := member.Renew(b)

	if got := member.Renew(a, b, c); got.Ref != latest.Ref {
		t.Errorf("receipt %s, want %s", got.Ref, latest.Ref)
	}
	wantInt(t, "receipts", house.Int(`select count(*) from receipts`), 2)
}

func TestRefusedValuesOfARepeatedPostAreDecidedAgain(t *testing.T) {
	house := monday(t)
	member := house.Member("umum")
	item := house.Item()
	a, held := member.Loan(), member.Loan(librarytest.Of(item))
	hold := house.Member("umum").HoldCopy(item)
	first := member.Renew(a, held)
	wantResults(t, first, library.ResultRenewed, library.ResultRefused)

	house.Exec(`update holds set status = 'cancelled' where id = ?`, hold)
	second := member.Renew(a, held)

	wantResults(t, second, library.ResultAlreadyRenewed, library.ResultRenewed)
	if second.Ref == first.Ref || second.Renewed != 1 {
		t.Errorf("receipt %+v", second)
	}
	if line := second.Lines[0]; !line.OldDueAt.Equal(first.Lines[0].OldDueAt) || !line.NewDueAt.Equal(first.Lines[0].NewDueAt) {
		t.Errorf("already renewed from %v until %v", line.OldDueAt, line.NewDueAt)
	}
	if third := member.Renew(a, held); third.Ref != second.Ref {
		t.Errorf("receipt %s, want %s", third.Ref, second.Ref)
	}
}

func TestAnOldPageAfterTwoRenewals(t *testing.T) {
	house := monday(t)
	loan := house.Member("umum").Loan()
	old := loan.Renewal()
	first := loan.Member.Renew(loan)
	house.Advance(24 * time.Hour)
	loan.Shown++
	second := loan.Member.Renew(loan)
	wantResults(t, second, library.ResultRenewed)

	if got := house.Renew(old); got.Ref != first.Ref {
		t.Errorf("receipt %s, want that of the first renewal, %s", got.Ref, first.Ref)
	}
	wantInt(t, "renewals", house.Int(`select count(*) from renewals`), 2)
}

func TestALoanChangedByOthersIsNotRenewed(t *testing.T) {
	for _, c := range []struct{ name, change string }{
		{"an import knows of a renewal elsewhere", `update loans set renewals = 1, imported_renewals = 1`},
		{"an import has set it back", `update loans set renewals = 0`},
	} {
		t.Run(c.name, func(t *testing.T) {
			house := monday(t)
			loan := house.Member("umum").Loan()
			if c.change == `update loans set renewals = 0` {
				loan.Shown = 1
			}
			house.Exec(c.change)

			receipt := loan.Member.Renew(loan)

			wantResults(t, receipt, library.ResultChanged)
			wantInt(t, "renewals", house.Int(`select count(*) from renewals`), 0)
		})
	}
}

func TestAnUndoneRenewalCanBeMadeAgain(t *testing.T) {
	house := monday(t)
	loan := house.Member("umum").Loan()
	first := loan.Member.Renew(loan)
	house.Exec(`update renewals set undone_at = ?`, house.Now().Unix())
	house.Exec(`update loans set renewals = 0, due_at = ?, last_renewed_at = null`, librarytest.At("2026-11-23T23:59:59").Unix())

	second := loan.Member.Renew(loan)

	wantResults(t, second, library.ResultRenewed)
	if second.Ref == first.Ref {
		t.Error("a new renewal has a new receipt")
	}
	if history, err := house.Library.History(t.Context(), loan.Member.ID, 10); err != nil || len(history) != 1 {
		t.Errorf("history %v, %v: what was undone is left out", history, err)
	}
}

func TestOneLoanInTwoStatesIsRenewedOnce(t *testing.T) {
	house := monday(t).Rule(`{"once_per_day":false}`)
	loan := house.Member("umum").Loan()
	request := loan.Renewal()
	request.Loans = append(request.Loans, library.LoanRef{ID: loan.ID, Renewals: 1}, loan.Ref())

	receipt := house.Renew(request)

	wantResults(t, receipt, library.ResultRenewed, library.ResultChanged)
	wantInt(t, "renewals", house.Int(`select renewals from loans where id = ?`, loan.ID), 1)
}

func TestTheSameRefusalOnTheSameDayIsOneReceipt(t *testing.T) {
	house := monday(t)
	member := house.Member("umum")
	a, b := member.Loan(librarytest.Renewed(2)), member.Loan(librarytest.Renewed(2))
	first := member.Renew(a, b)

	if again := member.Renew(a, b); again.Ref != first.Ref {
		t.Error("the same answer was written twice")
	}
	if other := member.Renew(a); other.Ref == first.Ref {
		t.Error("other loans are another answer")
	}
	second := member.Renew(a, b)
	request := member.Renewal(a, b)
	request.Door = "kiosk"
	if other := house.Renew(request); other.Ref == second.Ref {
		t.Error("another door is another answer")
	}
	third := member.Renew(a, b)
	house.Exec(`update items set renewable = 0 where id = ?`, a.Item.ID)
	fourth := member.Renew(a, b)
	if fourth.Ref == third.Ref {
		t.Error("other reasons are another answer")
	}
	house.SetNow(librarytest.At("2026-11-24T00:00"))
	if tomorrow := member.Renew(a, b); tomorrow.Ref == fourth.Ref {
		t.Error("another day is another answer")
	}
}

func TestRefusalsDoNotFillTheDisk(t *testing.T) {
	house := monday(t)
	member := house.Member("umum")
	fresh, used := member.Loan(), member.Loan(librarytest.Renewed(2))
	renewed := member.Renew(fresh)
	var latest *library.Receipt
	for shown := range 120 {
		request := used.Renewal()
		request.Loans = append(request.Loans, library.LoanRef{ID: 99999, Renewals: shown})
		latest = house.Renew(request)
	}
	wantInt(t, "receipts", house.Int(`select count(*) from receipts`), 101)
	wantInt(t, "lines", house.Int(`select count(*) from receipt_lines`), 201)
	for _, ref := range []string{renewed.Ref, latest.Ref} {
		if _, err := house.Library.Receipt(t.Context(), member.ID, ref); err != nil {
			t.Errorf("receipt %s: %v", ref, err)
		}
	}
}

func TestSixtyFourMembersPostTheSameFormEightTimesAtOnce(t *testing.T) {
	house := monday(t)
	const members, posts = 64, 8
	loans := make([]*librarytest.Loan, members)
	for i := range loans {
		loans[i] = house.Member("umum").Loan()
	}
	var refs [members][posts]string
	var start, done sync.WaitGroup
	start.Add(1)
	for i, loan := range loans {
		for k := range posts {
			done.Go(func() {
				start.Wait()
				ref, err := house.Library.Renew(t.Context(), loan.Renewal())
				if err != nil {
					t.Error(err)
				}
				refs[i][k] = ref
			})
		}
	}
	start.Done()
	done.Wait()

	for i := range refs {
		for _, ref := range refs[i] {
			if ref == "" || ref != refs[i][0] {
				t.Fatalf("member %d was given the receipts %v", i, refs[i])
			}
		}
	}
	wantInt(t, "renewals", house.Int(`select count(*) from renewals`), members)
	wantInt(t, "receipts", house.Int(`select count(*) from receipts`), members)
	wantInt(t, "notices", house.Int(`select count(*) from notices`), members)
	wantInt(t, "loans renewed once", house.Int(`select count(*) from loans where renewals = 1`), members)
	wantInt(t, "audit rows", house.Int(`select count(*) from audit where action = 'loan.renewed'`), members)
}

func TestTwoProcessesRenewOnce(t *testing.T) {
	house := monday(t)
	other := house.Again(library.Options{})
	loan := house.Member("umum").Loan()
	var refs [2]string
	var done sync.WaitGroup
	for i, l := range []*library.Library{house.Library, other} {
		done.Go(func() {
			var err error
			if refs[i], err = l.Renew(t.Context(), loan.Renewal()); err != nil {
				t.Error(err)
			}
		})
	}
	done.Wait()
	if refs[0] != refs[1] {
		t.Errorf("two receipts: %v", refs)
	}
	wantInt(t, "renewals", house.Int(`select count(*) from renewals`), 1)
}

func TestAnAutomaticRenewalIsAudited(t *testing.T) {
	house := monday(t).Rule(`{"auto_renew":true}`)
	loan := house.Member("umum").Loan()
	request := loan.Renewal()
	request.Actor, request.Door = circulation.ActorAutomatic, "auto"
	wantResults(t, house.Renew(request), library.ResultRenewed)
	wantInt(t, "rows without an actor's id", house.Int(`select count(*) from audit where actor = 'automatic' and actor_id is null`), 1)
}
