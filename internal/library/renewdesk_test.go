package library_test

import (
	"testing"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
	"simpanbudi/internal/librarytest"
)

// atDesk asks to renew at the desk, with what is passed over.
func atDesk(house *librarytest.House, o map[int64]library.Override, loans ...*librarytest.Loan) library.RenewRequest {
	r := loans[0].Member.Renewal(loans...)
	r.Actor, r.Door, r.Staff, r.Overrides, r.MayOverride = circulation.ActorLibrarian, "desk", house.Clerk().Staff, o, true
	return r
}

func TestSomeLoansArePassedOverAndOthersNot(t *testing.T) {
	house := monday(t)
	member := house.Member("umum")
	plain, used, held, refused := member.Loan(), member.Loan(librarytest.Renewed(2)), member.Loan(), member.Loan(librarytest.Renewed(2))
	house.Member("umum").HoldTitle(held.Item.Title)
	request := atDesk(house, map[int64]library.Override{
		used.ID: {Codes: []string{"limit_reached"}, Reason: "sedang sakit keras"},
		held.ID: {Codes: []string{"on_hold"}, Reason: "pemesan sudah setuju", Due: library.DueByHand{On: circulation.NewDay(2026, 11, 25)}},
	}, plain, used, held, refused)

	receipt := house.Renew(request)

	wantResults(t, receipt, library.ResultRenewed, library.ResultRenewed, library.ResultRenewed, library.ResultRefused)
	if got := receipt.Lines[2]; !got.NewDueAt.Equal(librarytest.At("2026-11-25T23:59:59")) || len(got.PassedOver) != 1 || got.PassedOver[0] != circulation.OnHold {
		t.Errorf("%+v", got)
	}
	wantCodes(t, receipt.Lines[3].Decision, circulation.LimitReached)
	if len(receipt.Lines[0].PassedOver) != 0 {
		t.Errorf("%+v", receipt.Lines[0])
	}
	wantInt(t, "on the renewal", house.Int(`select count(*) from renewals where loan_id = ? and passed_over = 'limit_reached' and reason = 'sedang sakit keras'`, used.ID), 1)
	wantInt(t, "in the trail", house.Int(`select count(*) from audit where action = 'loan.renewed' and subject_id = ?
		and detail ->> '$.passed_over[0]' = 'on_hold' and detail ->> 'reason' = 'pemesan sudah setuju' and actor_id = ?`, held.ID, request.Staff), 1)
	wantInt(t, "without an override the trail has none", house.Int(`select count(*) from audit where action = 'loan.renewed' and subject_id = ?
		and detail ->> 'reason' is null`, plain.ID), 1)

	desk, err := house.Library.ReceiptByRef(t.Context(), receipt.Ref)
	if err != nil || desk.Person.ID != member.ID || desk.Renewed != 3 {
		t.Errorf("%+v, %v", desk, err)
	}
	_, err = house.Library.ReceiptByRef(t.Context(), "ZZZZZZZZ")
	wantFault(t, err, fault.NotFound)
}

func TestAnOverrideAtRenewing(t *testing.T) {
	house := monday(t)
	loan := house.Member("umum").Loan(librarytest.Renewed(2))
	good := library.Override{Codes: []string{"limit_reached"}, Reason: "sedang sakit keras"}
	with := func(o library.Override) library.RenewRequest {
		return atDesk(house, map[int64]library.Override{loan.ID: o}, loan)
	}

	noReason := good
	noReason.Reason = "ya"
	_, err := house.Library.Renew(t.Context(), with(noReason))
	wantFault(t, err, fault.Invalid)
	if args := fault.ArgsOf(err); args["field"] != "reason" || args["loan"] != loan.Ref().String() {
		t.Errorf("%v", args)
	}
	past := good
	past.Due.On = circulation.NewDay(2026, 11, 22)
	_, err = house.Library.Renew(t.Context(), with(past))
	wantFault(t, err, fault.Invalid)
	sameDue := good
	sameDue.Due.On = circulation.NewDay(2026, 11, 23)
	wantCodes(t, house.Renew(with(sameDue)).Lines[0].Decision, circulation.NoChange)

	forbidden := with(good)
	forbidden.MayOverride = false
	wantCodes(t, house.Renew(forbidden).Lines[0].Decision, circulation.LimitReached)
	member := with(good)
	member.Actor = circulation.ActorMember
	wantCodes(t, house.Renew(member).Lines[0].Decision, circulation.LimitReached)
	wantInt(t, "renewals", house.Int(`select count(*) from renewals`), 0)

	wantResults(t, house.Renew(with(good)), library.ResultRenewed)
	if _, err := undoRenewal(t, house, loan); err != nil {
		t.Error(err)
	}
}

func TestTheDeskSeesMoreOfALoan(t *testing.T) {
	house := monday(t).Rules(`[{"branch":"*","category":"*","item_type":"*","rule":{"unseen_renewals_allowed":1,"once_per_day":false},
		"fine":{"per_day":500,"legal_basis":"Perda 1/2020"}}]`)
	member := house.Member("umum")
	renewed := member.Loan()
	member.Renew(renewed)
	late := member.Loan(librarytest.Due("2026-11-20"), librarytest.Unseen(3))
	lost := member.Loan(librarytest.Due("2026-11-10"), librarytest.In("lost"))
	house.Member("umum").HoldTitle(late.Item.Title)

	page, err := house.Library.DeskLoans(t.Context(), member.ID)
	if err != nil || len(page.Loans) != 3 {
		t.Fatal(page, err)
	}
	byID := map[int64]library.DeskLoan{}
	for _, l := range page.Loans {
		byID[l.Ref.ID] = l
	}
	if page.Loans[0].Ref.ID != late.ID {
		t.Error("the overdue one comes first")
	}
	if l := byID[late.ID]; l.OverdueDays != 3 || l.LateFine.Fine != 1500 || l.Unseen != 3 || l.Waiting != 1 || l.CanUndo ||
		l.ItemID != late.Item.ID || l.ShownDue != late.DueAt().Unix() || l.Decision.Has(circulation.MustBeSeen) {
		t.Errorf("%+v", l)
	}
	if l := byID[renewed.ID]; !l.CanUndo || l.LateFine.Any() || l.Status != circulation.LoanOpen {
		t.Errorf("%+v", l)
	}
	if l := byID[lost.ID]; l.Status != circulation.LoanLost || l.Overdue || l.LateFine.Any() {
		t.Errorf("%+v", l)
	}
}

func TestCardsAreFoundByNumberAndByCode(t *testing.T) {
	house := monday(t)
	member := house.Member("umum")
	token, err := house.Library.MakeCardToken(t.Context(), member.ID, "web")
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{member.Card, " ka 000001 ", "http://perpus.example.id/c/" + token} {
		if who, err := house.Library.FindCard(t.Context(), text); err != nil || who.ID != member.ID || who.Name != member.Name {
			t.Errorf("%q: %+v, %v", text, who, err)
		}
	}
	for _, text := range []string{"", "KA9", "http://perpus.example.id/c/" + "ZZZZZZZZZZZZZZZZZZZZZZZZZZ"} {
		_, err := house.Library.FindCard(t.Context(), text)
		wantFault(t, err, fault.NotFound)
	}
}

func TestAVisitIsOnOneSlip(t *testing.T) {
	house := monday(t).Rules(strict)
	clerk, member := house.Clerk(), house.Member("umum")
	yesterday := member.Loan(librarytest.Due("2026-11-24"))
	late := member.Loan(librarytest.Due("2026-11-20"))
	member.Lend(clerk, house.Item())
	lent := member.Lend(clerk, house.Item())
	member.Renew(yesterday)
	undone := member.Loan()
	member.Renew(undone)
	if _, err := undoRenewal(t, house, undone); err != nil {
		t.Fatal(err)
	}
	late.Item.Return(clerk)
	stranger := house.Member("umum")
	stranger.Lend(clerk, house.Item())

	slip, err := house.Library.LoansToday(t.Context(), member.ID)
	if err != nil {
		t.Fatal(err)
	}
	count := map[string]int{}
	for _, l := range slip.Lines {
		count[l.What]++
		if l.What == library.VisitReturned && (l.Sanction.Fine != 1500 || l.Barcode != late.Item.Barcode) {
			t.Errorf("%+v", l)
		}
		if l.Barcode == lent.Item.Barcode && !l.DueAt.Equal(lent.DueAt()) {
			t.Errorf("%+v", l)
		}
	}
	if len(slip.Lines) != 4 || count[library.VisitLent] != 2 || count[library.VisitRenewed] != 1 || slip.Out != 4 {
		t.Errorf("%v, out %d", count, slip.Out)
	}
}
