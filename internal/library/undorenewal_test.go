package library_test

import (
	"testing"
	"time"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
	"simpanbudi/internal/librarytest"
)

// undoRenewal undoes a loan's last renewal as a page of now would.
func undoRenewal(t *testing.T, house *librarytest.House, loan *librarytest.Loan) (*library.UndoneRenewal, error) {
	t.Helper()
	return house.Library.UndoRenewal(t.Context(), house.Clerk(), library.LoanRef{ID: loan.ID,
		Renewals: int(house.Int(`select renewals from loans where id = ?`, loan.ID))})
}

func TestTheLastRenewalOfTodayIsUndone(t *testing.T) {
	house := monday(t).Rules(strict)
	member := house.Member("umum").Suspended("2026-11-22")
	loan := member.Loan(librarytest.Due("2026-11-20"), librarytest.Renewed(1), librarytest.Unseen(1),
		librarytest.RenewedAt(librarytest.At("2026-11-13T10:00")))
	receipt := member.Renew(loan)
	if receipt.Renewed != 1 {
		t.Fatal("not renewed")
	}

	done, err := undoRenewal(t, house, loan)

	if err != nil || done.Loan != loan.Ref() || done.Member != member.ID || done.Fine != 1500 || !done.DueAt.Equal(librarytest.At("2026-11-20T23:59:59")) {
		t.Fatalf("%+v, %v", done, err)
	}
	wantInt(t, "loan as it was", house.Int(`select count(*) from loans where id = ? and renewals = 1 and due_at = ? and unseen_renewals = 1
		and last_renewed_at = ? and due_changes = 2`, loan.ID, done.DueAt.Unix(), librarytest.At("2026-11-13T10:00").Unix()), 1)
	wantInt(t, "member as before", house.Int(`select count(*) from members where id = ? and fines = 0 and suspended_until = '2026-11-22'`, member.ID), 1)
	wantInt(t, "marked, not deleted", house.Int(`select count(*) from renewals where undone_at = ?`, house.Now().Unix()), 1)
	wantInt(t, "notice taken back", house.Int(`select count(*) from notices where kind = 'renewed' and state = 'dropped'`), 1)
	wantInt(t, "audit", house.Int(`select count(*) from audit where action = 'loan.renewal_undone' and subject_id = ?`, loan.ID), 1)
	told, err := house.Library.Receipt(t.Context(), member.ID, receipt.Ref)
	if err != nil || told.Lines[0].Result != library.ResultRenewed || !told.Lines[0].Undone || told.Lines[0].Sanction.Any() {
		t.Errorf("the receipt stays and says so: %+v, %v", told, err)
	}
	_, err = undoRenewal(t, house, loan)
	wantWhy(t, err, library.WhyNotRenewed)

	if again := member.Renew(loan); again.Renewed != 1 || again.Ref == receipt.Ref || again.Lines[0].Sanction.Fine != 1500 {
		t.Errorf("renewed once more: %+v", again)
	}
	wantInt(t, "fines", house.Int(`select fines from members where id = ?`, member.ID), 1500)
	wantInt(t, "sanctions", house.Int(`select count(*) from sanctions`), 1)
}

func TestARenewalThatCannotBeUndone(t *testing.T) {
	house := monday(t).Rules(strict)
	renewed := func(options ...librarytest.LoanOption) *librarytest.Loan {
		loan := house.Member("umum").Loan(options...)
		loan.Member.Renew(loan)
		return loan
	}
	for what, c := range map[string]struct {
		loan   *librarytest.Loan
		change string
		why    string
	}{
		"returned":             {renewed(), `update loans set status = 'returned', closed_at = due_at where id = ?`, library.WhyLoanChanged},
		"entered elsewhere":    {renewed(), `update renewals set entered_at = 1 where loan_id = ?`, library.WhyEntered},
		"due date moved":       {renewed(), `update loans set due_at = due_at + 86400 where id = ?`, library.WhyDueDateMoved},
		"paid":                 {renewed(librarytest.Due("2026-11-20")), `update members set fines = 0 where id = (select member_id from loans where id = ?)`, library.WhyFinePaid},
		"imported, not ours":   {house.Member("umum").Loan(librarytest.Renewed(1)), `update loans set overdue_since = null where id = ?`, library.WhyNotRenewed},
		"of the day before":    {renewed(), `update renewals set renewed_at = renewed_at - 86400 where loan_id = ?`, library.WhyNotToday},
		"never renewed at all": {house.Member("umum").Loan(), `update loans set overdue_since = null where id = ?`, library.WhyNotRenewed},
	} {
		house.Exec(c.change, c.loan.ID)
		before := house.Text(`select due_at || ' ' || renewals || ' ' || due_changes from loans where id = ?`, c.loan.ID)
		if _, err := undoRenewal(t, house, c.loan); fault.ArgsOf(err)["why"] != c.why {
			t.Errorf("%s: %v, want %s", what, err, c.why)
		}
		if after := house.Text(`select due_at || ' ' || renewals || ' ' || due_changes from loans where id = ?`, c.loan.ID); after != before {
			t.Errorf("%s: changed from %s to %s", what, before, after)
		}
	}
	stale := renewed()
	_, err := house.Library.UndoRenewal(t.Context(), house.Clerk(), stale.Ref())
	wantWhy(t, err, library.WhyLoanChanged)
}

func TestABookSeenAfterAnOnlineRenewalStaysSeenWhenThatIsUndone(t *testing.T) {
	house := monday(t)
	loan := house.Member("umum").Loan(librarytest.Unseen(2))
	loan.Member.Renew(loan)
	wantInt(t, "unseen", house.Int(`select unseen_renewals from loans`), 3)
	if err := house.Library.MarkSeen(t.Context(), house.Clerk(), loan.ID); err != nil {
		t.Fatal(err)
	}
	wantInt(t, "seen", house.Int(`select unseen_renewals from loans`), 0)
	if _, err := undoRenewal(t, house, loan); err != nil {
		t.Fatal(err)
	}
	wantInt(t, "still", house.Int(`select unseen_renewals from loans`), 0)
	wantInt(t, "audit", house.Int(`select count(*) from audit where action = 'loan.seen' and detail ->> 'unseen' = 3`), 1)
}

func TestANoticeOfAReceiptWithOtherRenewalsIsSentAllTheSame(t *testing.T) {
	house := monday(t)
	member := house.Member("umum")
	a, b := member.Loan(), member.Loan()
	member.Renew(a, b)
	if _, err := undoRenewal(t, house, a); err != nil {
		t.Fatal(err)
	}
	wantInt(t, "waiting", house.Int(`select count(*) from notices where state = 'waiting'`), 1)
	if _, err := undoRenewal(t, house, b); err != nil {
		t.Fatal(err)
	}
	wantInt(t, "waiting", house.Int(`select count(*) from notices where state = 'waiting'`), 0)
}

func TestARenewalOfAnEarlierVersionIsUndoneByWhatIsKnown(t *testing.T) {
	house := monday(t).Rule(`{"once_per_day":false}`)
	loan := house.Member("umum").Loan()
	loan.Member.Renew(loan)
	house.Advance(time.Hour)
	loan.Shown++
	loan.Member.Renew(loan)
	house.Exec(`update renewals set unseen_before = null, renewed_before = null`)
	if _, err := undoRenewal(t, house, loan); err != nil {
		t.Fatal(err)
	}
	wantInt(t, "as it was", house.Int(`select count(*) from loans where renewals = 1 and unseen_renewals = 1 and last_renewed_at = ?`,
		librarytest.At("2026-11-23T09:00").Unix()), 1)
}
