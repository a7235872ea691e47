package library_test

import (
	"testing"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
	"simpanbudi/internal/librarytest"
)

func TestARenewalWritesEverythingThatFollowsFromIt(t *testing.T) {
	house := monday(t)
	loan := house.Member("umum").Loan()

	receipt := loan.Member.Renew(loan)

	wantResults(t, receipt, library.ResultRenewed)
	due := librarytest.At("2026-11-30T23:59:59")
	line := receipt.Lines[0]
	if !line.NewDueAt.Equal(due) || !line.OldDueAt.Equal(librarytest.At("2026-11-23T23:59:59")) || !loan.DueAt().Equal(due) {
		t.Errorf("from %v until %v, the loan until %v", line.OldDueAt, line.NewDueAt, loan.DueAt())
	}
	if line.Title != loan.Item.Title.Name || receipt.Door != "web" || receipt.Renewed != 1 {
		t.Errorf("receipt %+v", receipt)
	}
	for _, check := range []struct {
		what, query string
		want        int64
	}{
		{"renewals of the loan", `select renewals from loans where id = ?`, 1},
		{"unseen renewals", `select unseen_renewals from loans where id = ?`, 1},
		{"last renewed", `select last_renewed_at from loans where id = ?`, house.Now().Unix()},
		{"renewal rows", `select count(*) from renewals where loan_id = ? and number = 1 and actor = 'member' and door = 'web'`, 1},
		{"audit rows", `select count(*) from audit where subject_id = ? and subject = 'loan' and action = 'loan.renewed'`, 1},
		{"audited renewal", `select count(*) from audit a join renewals r on r.id = json_extract(a.detail, '$.renewal') where r.loan_id = ?
		   and json_extract(a.detail, '$.new_due_at') = r.new_due_at and json_extract(a.detail, '$.old_due_at') = r.old_due_at
		   and json_extract(a.detail, '$.receipt') = r.receipt_id`, 1},
	} {
		wantInt(t, check.what, house.Int(check.query, loan.ID), check.want)
	}
	wantInt(t, "notices", house.Int(`select count(*) from notices where kind = 'renewed' and member_id = ?`, loan.Member.ID), 1)
	wantInt(t, "audited actor", house.Int(`select actor_id from audit where action = 'loan.renewed'`), loan.Member.ID)
}

func TestALibrarianHasSeenTheBook(t *testing.T) {
	house := monday(t)
	loan := house.Member("umum").Loan(librarytest.Unseen(3))
	request := loan.Renewal()
	request.Actor, request.Door, request.Staff = circulation.ActorLibrarian, "desk", 7

	house.Renew(request)

	wantInt(t, "unseen renewals", house.Int(`select unseen_renewals from loans where id = ?`, loan.ID), 0)
	wantInt(t, "audited actor", house.Int(`select actor_id from audit where actor = 'librarian'`), 7)
}

func TestSomeLoansAreRenewedAndOthersNot(t *testing.T) {
	house := monday(t)
	member := house.Member("umum")
	fresh := member.Loan()
	used := member.Loan(librarytest.Renewed(2))
	fixed := member.Loan(librarytest.Of(house.Item().NotRenewable()))

	receipt := member.Renew(fresh, used, fixed)

	wantResults(t, receipt, library.ResultRenewed, library.ResultRefused, library.ResultRefused)
	wantCodes(t, receipt.Lines[1].Decision, circulation.LimitReached)
	wantCodes(t, receipt.Lines[2].Decision, circulation.NotRenewable)
	wantInt(t, "renewal rows", house.Int(`select count(*) from renewals`), 1)
	if receipt.Lines[1].Decision.DueAt.IsZero() || !receipt.Lines[1].NewDueAt.IsZero() {
		t.Error("a refused line has the date that would have come out, and no new one")
	}
}

func TestAllLoansOfAPostAreDecidedOnTheFactsAtItsStart(t *testing.T) {
	house := monday(t).Rules(`[{"branch":"*","category":"*","item_type":"*",
		"rule":{"overdue":"allow","fines_limit":500},"fine":{"per_day":1000},"suspension":{"days_per_late_day":1}}]`)
	member := house.Member("umum")
	late := member.Loan(librarytest.Due("2026-11-20"))
	other := member.Loan()

	receipt := member.Renew(late, other)

	wantResults(t, receipt, library.ResultRenewed, library.ResultRenewed)
	wantInt(t, "fines", house.Int(`select fines from members where id = ?`, member.ID), 3000)
}

func TestForeignAndInventedLoansLookAlike(t *testing.T) {
	house := monday(t)
	mine := house.Member("umum").Loan()
	theirs := house.Member("umum").Loan()
	gone := house.Member("umum").Loan().Close()
	request := mine.Renewal()
	request.Loans = append(request.Loans, theirs.Ref(), gone.Ref(), library.LoanRef{ID: 999999})

	receipt := house.Renew(request)

	wantResults(t, receipt, library.ResultRenewed, library.ResultRefused, library.ResultRefused, library.ResultRefused)
	for _, line := range receipt.Lines[1:] {
		wantCodes(t, line.Decision, circulation.NotYourLoan)
		if line.Title != "" || line.Barcode != "" || !line.OldDueAt.IsZero() || line.Rule != nil || !line.Decision.DueAt.IsZero() {
			t.Errorf("tells of a stranger's loan: %+v", line)
		}
	}
	wantInt(t, "renewals of others", house.Int(`select renewals from loans where id = ?`, theirs.ID), 0)
	wantInt(t, "lines that name a loan", house.Int(`select count(*) from receipt_lines where loan_id is not null`), 1)
}

func TestAReturnedLoanIsRefusedAsReturned(t *testing.T) {
	for _, status := range []string{"returned", "returned_elsewhere"} {
		house := monday(t)
		loan := house.Member("umum").Loan().Close()
		house.Exec(`update loans set status = ? where id = ?`, status, loan.ID)

		receipt := loan.Member.Renew(loan)

		wantCodes(t, receipt.Lines[0].Decision, circulation.Returned)
		if receipt.Lines[0].Title == "" {
			t.Error("the member's own loan has its title")
		}
	}
}

func TestPausedOnlineRenewalRefusesMembersOnly(t *testing.T) {
	house := monday(t).Set("online_renewal", "off")
	loan := house.Member("umum").Loan()

	wantCodes(t, loan.Member.Renew(loan).Lines[0].Decision, circulation.Paused)
	if !loan.Member.Loans().Paused {
		t.Error("the page must say so")
	}
	request := loan.Renewal()
	request.Actor = circulation.ActorLibrarian
	wantResults(t, house.Renew(request), library.ResultRenewed)
}

func TestWhatIsNotARequest(t *testing.T) {
	house := monday(t)
	loan := house.Member("umum").Loan()
	many := make([]library.LoanRef, 201)
	for i := range many {
		many[i] = loan.Ref()
	}
	for _, c := range []struct {
		name    string
		request library.RenewRequest
		want    fault.Code
	}{
		{"no loan", library.RenewRequest{Member: loan.Member.ID}, fault.Invalid},
		{"more than 200", library.RenewRequest{Member: loan.Member.ID, Loans: many}, fault.Invalid},
		{"unknown member", library.RenewRequest{Member: 12345, Loans: many[:1]}, fault.NotFound},
	} {
		_, err := house.Library.Renew(t.Context(), c.request)
		if fault.CodeOf(err) != c.want {
			t.Errorf("%s: %v, want %s", c.name, err, c.want)
		}
	}
	wantInt(t, "receipts", house.Int(`select count(*) from receipts`), 0)
}

func TestTwoHundredInventedLoansAreOneReceipt(t *testing.T) {
	house := monday(t)
	request := library.RenewRequest{Member: house.Member("umum").ID, Actor: circulation.ActorMember, Door: "web"}
	for i := range 200 {
		request.Loans = append(request.Loans, library.LoanRef{ID: int64(i + 1000)})
	}
	if got := len(house.Renew(request).Lines); got != 200 {
		t.Errorf("%d lines", got)
	}
}

func TestACalendarThatNeverOpensRefusesInsteadOfFailing(t *testing.T) {
	house := monday(t)
	for weekday := range 7 {
		house.Exec(`insert into closures (weekday) values (?)`, weekday)
	}
	loan := house.Member("umum").Loan()

	wantCodes(t, loan.Member.Loans().Loans[0].Decision, circulation.OutsideSchedule)
	wantResults(t, loan.Member.Renew(loan), library.ResultRefused)
}
