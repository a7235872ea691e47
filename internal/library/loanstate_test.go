package library_test

import (
	"testing"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
	"simpanbudi/internal/librarytest"
)

func TestADueDateIsChangedWithoutCountingARenewal(t *testing.T) {
	house := monday(t)
	house.Closed("2026-12-01")
	clerk := house.Clerk()
	loan := house.Member("umum").Loan(librarytest.Renewed(1))
	shown := loan.DueAt().Unix()
	change := library.DueChange{Clerk: clerk, Loan: loan.Ref(), ShownDue: shown, Reason: "perpustakaan pindah gedung",
		Due: library.DueByHand{On: circulation.NewDay(2026, 12, 1)}}
	try := func(edit func(*library.DueChange)) (*library.ChangedDue, error) {
		c := change
		edit(&c)
		return house.Library.ChangeDueDate(t.Context(), c)
	}

	done, err := try(func(*library.DueChange) {})
	if err != nil || done.Done || !done.Closed || done.OpenDay != circulation.NewDay(2026, 12, 2) {
		t.Fatalf("a closed day is told first: %+v, %v", done, err)
	}
	for why, edit := range map[string]func(*library.DueChange){
		"past":    func(c *library.DueChange) { c.Due.On = circulation.NewDay(2026, 11, 22) },
		"far":     func(c *library.DueChange) { c.Due.On = circulation.NewDay(2036, 11, 22) },
		"missing": func(c *library.DueChange) { c.Due = library.DueByHand{} },
		"same":    func(c *library.DueChange) { c.Due.On = circulation.NewDay(2026, 11, 23) },
		"short":   func(c *library.DueChange) { c.Reason = "pindah" },
	} {
		_, err := try(edit)
		wantFault(t, err, fault.Invalid)
		if got := fault.ArgsOf(err)["why"]; got != why {
			t.Errorf("because of %v, not %s", got, why)
		}
	}
	wantInt(t, "unchanged so far", loan.DueAt().Unix(), shown)

	done, err = try(func(c *library.DueChange) { c.Confirmed = true })

	if err != nil || !done.Done || !done.DueAt.Equal(librarytest.At("2026-12-01T23:59:59")) || done.Member != loan.Member.ID {
		t.Fatalf("%+v, %v", done, err)
	}
	wantInt(t, "loan", house.Int(`select count(*) from loans where id = ? and due_at = ? and renewals = 1 and due_changes = 1`, loan.ID, done.DueAt.Unix()), 1)
	wantInt(t, "renewals", house.Int(`select count(*) from renewals`), 0)
	wantInt(t, "notices", house.Int(`select count(*) from notices`), 0)
	wantInt(t, "audit", house.Int(`select count(*) from audit where action = 'loan.due_changed' and subject_id = ? and detail ->> 'old_due_at' = ?
		and detail ->> 'new_due_at' = ? and detail ->> 'reason' = 'perpustakaan pindah gedung'`, loan.ID, shown, done.DueAt.Unix()), 1)

	_, err = try(func(c *library.DueChange) { c.Confirmed = true })
	wantWhy(t, err, library.WhyLoanChanged) // the same form, posted again
	if done, err = try(func(c *library.DueChange) { c.ShownDue, c.Due.On = done.DueAt.Unix(), circulation.NewDay(2026, 11, 25) }); err != nil || !done.Done {
		t.Errorf("an earlier day: %+v, %v", done, err)
	}
}

func TestOnlyABookThatIsOutGetsAnotherDueDate(t *testing.T) {
	house := monday(t)
	loan := house.Member("umum").Loan(librarytest.In("lost"))
	_, err := house.Library.ChangeDueDate(t.Context(), library.DueChange{Clerk: house.Clerk(), Loan: loan.Ref(), ShownDue: loan.DueAt().Unix(),
		Due: library.DueByHand{On: circulation.NewDay(2026, 12, 1)}, Reason: "perpustakaan pindah gedung"})
	wantWhy(t, err, library.WhyNotThisState)
}

func TestALostBookIsChargedOnce(t *testing.T) {
	house := monday(t)
	clerk := house.Clerk()
	loan := house.Member("umum").Loan()
	loss := library.Loss{Clerk: clerk, Loan: loan.Ref(), Charge: 75000, RequestKey: "k1"}
	err := house.Library.DeclareLost(t.Context(), loss)
	wantFault(t, err, fault.Invalid)
	if fault.ArgsOf(err)["field"] != "legal_basis" {
		t.Error(err)
	}
	loss.LegalBasis = "Perda 1/2020 pasal 7"
	for range 2 {
		if err := house.Library.DeclareLost(t.Context(), loss); err != nil {
			t.Fatal(err)
		}
	}
	wantInt(t, "lost", house.Int(`select count(*) from loans l join items i on i.id = l.item_id
		where l.id = ? and l.status = 'lost' and l.closed_at is null and i.status = 'lost'`, loan.ID), 1)
	wantInt(t, "owes", house.Int(`select fines from members where id = ?`, loan.Member.ID), 75000)
	wantInt(t, "charge", house.Int(`select count(*) from account_lines where kind = 'charge' and amount = 75000 and loan_id = ? and legal_basis = ?
		and staff_id = ? and length(ref) = 8`, loan.ID, loss.LegalBasis, clerk.Staff), 1)
	loss.RequestKey = "k2"
	wantWhy(t, house.Library.DeclareLost(t.Context(), loss), library.WhyNotThisState)

	if err := house.Library.DeclareFound(t.Context(), clerk, loan.Ref(), "ada di rumah"); err != nil {
		t.Fatal(err)
	}
	wantInt(t, "found", house.Int(`select count(*) from loans l join items i on i.id = l.item_id
		where l.id = ? and l.status = 'open' and i.status = 'available'`, loan.ID), 1)
	wantInt(t, "the charge stays", house.Int(`select fines from members where id = ?`, loan.Member.ID), 75000)
	wantWhy(t, house.Library.DeclareFound(t.Context(), clerk, loan.Ref(), ""), library.WhyNotThisState)
	wantInt(t, "audit", house.Int(`select count(*) from audit where action in ('loan.declared_lost', 'loan.found', 'member.charged')`), 3)
}

func TestALossWithoutAChargeCostsNothing(t *testing.T) {
	house := monday(t)
	loan := house.Member("umum").Loan()
	if err := house.Library.DeclareLost(t.Context(), library.Loss{Clerk: house.Clerk(), Loan: loan.Ref()}); err != nil {
		t.Fatal(err)
	}
	wantInt(t, "lines", house.Int(`select count(*) from account_lines`), 0)
	for _, charge := range []int64{-1, 1_000_000_000} {
		err := house.Library.DeclareLost(t.Context(), library.Loss{Clerk: house.Clerk(), Loan: loan.Ref(), Charge: charge, LegalBasis: "x"})
		wantFault(t, err, fault.Invalid)
	}
}

func TestAClaimIsSettledByLooking(t *testing.T) {
	house := monday(t).Rules(strict)
	clerk := house.Clerk()
	loan := house.Member("umum").Loan(librarytest.Due("2026-11-22"))
	if err := house.Library.ClaimReturned(t.Context(), clerk, loan.Ref(), "katanya di kotak malam"); err != nil {
		t.Fatal(err)
	}
	wantCodes(t, loan.Member.Loans().Loans[0].Decision, circulation.ClaimedReturned)
	wantWhy(t, house.Library.ClaimReturned(t.Context(), clerk, loan.Ref(), ""), library.WhyNotThisState)
	claimed := house.Now()
	house.Advance(72 * time.Hour)

	if done, err := house.Library.SettleClaim(t.Context(), clerk, loan.Ref(), false, "rak sudah diperiksa"); err != nil || done != nil {
		t.Errorf("%+v, %v", done, err)
	}
	wantInt(t, "open again", house.Int(`select count(*) from loans where status = 'open'`), 1)
	if err := house.Library.ClaimReturned(t.Context(), clerk, loan.Ref(), ""); err != nil {
		t.Fatal(err)
	}
	house.Exec(`update loans set status = 'open'`)
	_, err := house.Library.SettleClaim(t.Context(), clerk, loan.Ref(), true, "")
	wantWhy(t, err, library.WhyNotThisState)
	house.Exec(`update loans set status = 'claimed_returned'`)
	claimed = claimed.Add(72 * time.Hour)
	house.Advance(72 * time.Hour)

	done, err := house.Library.SettleClaim(t.Context(), clerk, loan.Ref(), true, "terselip di rak anak")

	if err != nil || done.Outcome != library.ReturnDone || !done.Found || !done.ReturnedAt.Equal(claimed) || done.Sanction.Fine != 2000 {
		t.Errorf("as of the claim: %+v, %v", done, err)
	}
	wantInt(t, "returned", house.Int(`select count(*) from loans where status = 'returned'`), 1)
}

func TestALoanThatIsNotThere(t *testing.T) {
	house := monday(t)
	clerk, ref := house.Clerk(), library.LoanRef{ID: 999}
	wantFault(t, house.Library.MarkSeen(t.Context(), clerk, 999), fault.NotFound)
	wantFault(t, house.Library.ClaimReturned(t.Context(), clerk, ref, ""), fault.NotFound)
	wantFault(t, house.Library.DeclareLost(t.Context(), library.Loss{Clerk: clerk, Loan: ref}), fault.NotFound)
	_, err := house.Library.UndoRenewal(t.Context(), clerk, ref)
	wantFault(t, err, fault.NotFound)
	closed := house.Member("umum").Loan().Close()
	wantWhy(t, house.Library.MarkSeen(t.Context(), clerk, closed.ID), library.WhyLoanChanged)
	wantWhy(t, house.Library.ClaimReturned(t.Context(), clerk, closed.Ref(), ""), library.WhyLoanChanged)
}
