package library_test

import (
	"slices"
	"testing"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
	"simpanbudi/internal/librarytest"
)

// wantCheckout checks the reasons against lending, all of them in their order.
func wantCheckout(t *testing.T, d circulation.CheckoutDecision, want ...circulation.CheckoutCode) {
	t.Helper()
	var got []circulation.CheckoutCode
	for _, r := range d.Reasons {
		got = append(got, r.Code)
	}
	if !slices.Equal(got, want) {
		t.Errorf("reasons %v, want %v", got, want)
	}
}

// lend asks for it, whatever stands against it.
func lend(t *testing.T, house *librarytest.House, r library.LendRequest) *library.Lending {
	t.Helper()
	done, err := house.Library.Lend(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	return done
}

func TestLendingWritesALoanAndWhoDidIt(t *testing.T) {
	house := monday(t)
	clerk, member, item := house.Clerk(), house.Member("umum"), house.Item()

	done := lend(t, house, library.LendRequest{Clerk: clerk, Member: member.ID, Barcode: " " + item.Barcode + " "})

	if !done.Lent || !done.DueAt.Equal(librarytest.At("2026-11-30T23:59:59")) || done.Member.Name != member.Name ||
		done.Item.Title != item.Title.Name || done.Loan.ID == 0 {
		t.Fatalf("%+v", done)
	}
	wantInt(t, "loan", house.Int(`select count(*) from loans where id = ? and member_id = ? and item_id = ? and borrowed_at = ?
		and due_at = ? and status = 'open' and closed_at is null`, done.Loan.ID, member.ID, item.ID, house.Now().Unix(), done.DueAt.Unix()), 1)
	wantInt(t, "audit rows", house.Int(`select count(*) from audit where action = 'loan.lent' and subject = 'loan' and subject_id = ?
		and actor = 'librarian' and actor_id = ? and door = 'desk' and detail ->> 'item' = ?`, done.Loan.ID, clerk.Staff, item.ID), 1)
}

func TestABarcodeIsReadInCapitalsToo(t *testing.T) {
	house := monday(t)
	house.Item()
	found, err := house.Library.FindBarcode(t.Context(), "b0000002")
	if err != nil || found.Barcode != "B0000002" {
		t.Errorf("%+v, %v", found, err)
	}
}

func TestEverythingAgainstLendingIsToldAtOnce(t *testing.T) {
	house := monday(t).Rules(`[{"branch":"*","category":"*","item_type":"*","loan_limit":1,
		"rule":{"fines_limit":1000,"overdue":"block_member"}}]`)
	clerk := house.Clerk()
	member := house.Member("umum").Blocked().Suspended("2026-11-25").Expires("2026-11-22").Owes(1001)
	member.Loan(librarytest.Due("2026-11-20"))
	item := house.Item().Status("damaged")
	other := house.Member("umum")
	hold := other.HoldTitle(item.Title)
	house.Exec(`update holds set status = 'ready', assigned_item_id = ? where id = ?`, item.ID, hold)

	done := lend(t, house, library.LendRequest{Clerk: clerk, Member: member.ID, Barcode: item.Barcode})

	wantCheckout(t, done.Decision, circulation.CheckoutDamaged, circulation.CheckoutHeldForOther, circulation.CheckoutBlocked,
		circulation.CheckoutSuspended, circulation.CheckoutCardExpired, circulation.CheckoutFinesOverLimit,
		circulation.CheckoutOverdueLoans, circulation.CheckoutLimitReached)
	if done.Lent || done.Held == nil || done.Held.ID != other.ID {
		t.Errorf("%+v", done)
	}
	wantInt(t, "loans of the copy", house.Int(`select count(*) from loans where item_id = ?`, item.ID), 0)
	wantInt(t, "audit rows", house.Int(`select count(*) from audit where action like 'loan.%'`), 0)

	preview, err := house.Library.PreviewLend(t.Context(), member.ID, item.Barcode)
	if err != nil || !slices.Equal(preview.Decision.Reasons, done.Decision.Reasons) || !preview.DueAt.Equal(done.DueAt) {
		t.Errorf("the preview says %+v, %v", preview, err)
	}
}

func TestAnOverrideNeedsPermissionAReasonAndItsDueDate(t *testing.T) {
	house := monday(t)
	clerk := house.Clerk()
	member := house.Member("umum").Suspended("2026-11-25").Expires("2026-11-22")
	item := house.Item()
	ask := func(may bool, o library.Override) (*library.Lending, error) {
		return house.Library.Lend(t.Context(), library.LendRequest{Clerk: clerk, Member: member.ID, Barcode: item.Barcode,
			Override: &o, MayOverride: may})
	}
	both := []string{"suspended", "card_expired"}
	due := library.DueByHand{On: circulation.NewDay(2026, 11, 27)}

	if done, err := ask(false, library.Override{Codes: both, Reason: "guru sedang ujian", Due: due}); err != nil || done.Lent || len(done.Decision.Reasons) != 2 {
		t.Errorf("without permission: %+v, %v", done, err)
	}
	for _, reason := range []string{"", "   ", "ok", "ya ya", "karenasakit"} {
		_, err := ask(true, library.Override{Codes: both, Reason: reason, Due: due})
		wantFault(t, err, fault.Invalid)
		if fault.ArgsOf(err)["field"] != "reason" {
			t.Errorf("reason %q: %v", reason, err)
		}
	}
	if done, err := ask(true, library.Override{Codes: both, Reason: "guru sedang ujian"}); err != nil || done.Lent {
		t.Errorf("without a due date: %+v, %v", done, err)
	} else {
		wantCheckout(t, done.Decision, circulation.CheckoutCardExpired)
	}
	if done, err := ask(true, library.Override{Codes: both[:1], Reason: "guru sedang ujian", Due: due}); err != nil || done.Lent {
		t.Errorf("a reason that was not named: %+v, %v", done, err)
	}
	for _, on := range []circulation.Day{circulation.NewDay(2026, 11, 22), circulation.NewDay(2062, 11, 27)} {
		_, err := ask(true, library.Override{Codes: both, Reason: "guru sedang ujian", Due: library.DueByHand{On: on}})
		wantFault(t, err, fault.Invalid)
	}

	done, err := ask(true, library.Override{Codes: both, Reason: "  guru   sedang ujian ", Due: due})

	if err != nil || !done.Lent || !done.DueAt.Equal(librarytest.At("2026-11-27T23:59:59")) || len(done.PassedOver) != 2 {
		t.Fatalf("%+v, %v", done, err)
	}
	wantInt(t, "audit rows", house.Int(`select count(*) from audit where action = 'loan.lent' and detail ->> 'reason' = 'guru sedang ujian'
		and detail ->> '$.passed_over[0]' = 'suspended' and detail ->> '$.passed_over[1]' = 'card_expired'`), 1)
}

func TestWhatCannotBePassedOver(t *testing.T) {
	for status, code := range map[string]circulation.CheckoutCode{"lost": circulation.CheckoutLost, "withdrawn": circulation.CheckoutWithdrawn} {
		house := monday(t)
		item := house.Item().Status(status)
		done := lend(t, house, library.LendRequest{Clerk: house.Clerk(), Member: house.Member("umum").ID, Barcode: item.Barcode,
			MayOverride: true, Override: &library.Override{Codes: []string{status}, Reason: "sudah ditemukan"}})
		wantCheckout(t, done.Decision, code)
	}
}

func TestABookThatIsLentSaysWhoHasIt(t *testing.T) {
	house := monday(t)
	clerk, member, other := house.Clerk(), house.Member("umum"), house.Member("umum")
	loan := member.Loan(librarytest.Due("2026-11-20"))

	again := lend(t, house, library.LendRequest{Clerk: clerk, Member: member.ID, Barcode: loan.Item.Barcode})
	if again.Lent || !again.ToMember || again.To.Loan.ID != loan.ID || !again.To.Overdue {
		t.Errorf("to the same member: %+v", again)
	}
	wantCheckout(t, again.Decision, circulation.CheckoutAlreadyLent)
	elsewhere := lend(t, house, library.LendRequest{Clerk: clerk, Member: other.ID, Barcode: loan.Item.Barcode})
	if elsewhere.Lent || elsewhere.ToMember || elsewhere.To == nil || elsewhere.To.Name != member.Name || elsewhere.To.Card != member.Card {
		t.Errorf("to another: %+v", elsewhere)
	}
	wantInt(t, "loans", house.Int(`select count(*) from loans`), 1)
}

func TestUnknownCodesSayWhatTheyAre(t *testing.T) {
	house := monday(t)
	clerk, member, item := house.Clerk(), house.Member("umum"), house.Item()
	_, err := house.Library.Lend(t.Context(), library.LendRequest{Clerk: clerk, Member: member.ID, Barcode: "TIDAK-ADA"})
	wantFault(t, err, fault.NotFound)
	if args := fault.ArgsOf(err); args["field"] != "barcode" || args["card"] != false {
		t.Errorf("arguments %v", args)
	}
	_, err = house.Library.Return(t.Context(), library.ReturnRequest{Clerk: clerk, Barcode: " " + member.Card[:2] + " " + member.Card[2:]})
	wantFault(t, err, fault.NotFound)
	if args := fault.ArgsOf(err); args["card"] != true {
		t.Errorf("a card in the field of barcodes: %v", args)
	}
	_, err = house.Library.Lend(t.Context(), library.LendRequest{Clerk: clerk, Member: 999, Barcode: item.Barcode})
	wantFault(t, err, fault.NotFound)
}

func TestALimitForAnItemTypeCountsThatType(t *testing.T) {
	house := monday(t).Rules(`[{"branch":"*","category":"*","item_type":"*","loan_limit":3},
		{"branch":"*","category":"*","item_type":"dvd","loan_limit":1}]`)
	clerk, member := house.Clerk(), house.Member("umum")
	member.Lend(clerk, house.Item())
	member.Lend(clerk, house.Item().Type("dvd"))
	second := lend(t, house, library.LendRequest{Clerk: clerk, Member: member.ID, Barcode: house.Item().Type("dvd").Barcode})
	wantCheckout(t, second.Decision, circulation.CheckoutLimitReached)
	member.Lend(clerk, house.Item())
	fourth := lend(t, house, library.LendRequest{Clerk: clerk, Member: member.ID, Barcode: house.Item().Barcode})
	wantCheckout(t, fourth.Decision, circulation.CheckoutLimitReached)
	if fourth.Decision.LoansLeft != 0 {
		t.Errorf("%d left", fourth.Decision.LoansLeft)
	}
}

func TestABranchThatNeverOpensLendsWithADueDateByHand(t *testing.T) {
	house := monday(t)
	for day := range 7 {
		house.Exec(`insert into closures (weekday) values (?)`, day)
	}
	clerk, member, item := house.Clerk(), house.Member("umum"), house.Item()
	request := library.LendRequest{Clerk: clerk, Member: member.ID, Barcode: item.Barcode}
	done := lend(t, house, request)
	wantCheckout(t, done.Decision, circulation.CheckoutOutsideSchedule)
	request.MayOverride = true
	request.Override = &library.Override{Codes: []string{"outside_schedule"}, Reason: "kalender belum diisi",
		Due: library.DueByHand{On: circulation.NewDay(2026, 12, 1)}}
	if done = lend(t, house, request); !done.Lent || !done.DueAt.Equal(librarytest.At("2026-12-01T23:59:59")) {
		t.Errorf("%+v", done)
	}
}

func TestWhereAnotherSystemKeepsTheRecordTheDeskOnlyRenews(t *testing.T) {
	house := monday(t).Rules(strict).Set("record", "mirror")
	clerk, member, item := house.Clerk(), house.Member("umum"), house.Item()
	loan := member.Loan(librarytest.Due("2026-11-20"))
	ctx, lib := t.Context(), house.Library
	for what, try := range map[string]func() error{
		"lend": func() error {
			_, err := lib.Lend(ctx, library.LendRequest{Clerk: clerk, Member: member.ID, Barcode: item.Barcode})
			return err
		},
		"preview": func() error { _, err := lib.PreviewLend(ctx, member.ID, item.Barcode); return err },
		"return": func() error {
			_, err := lib.Return(ctx, library.ReturnRequest{Clerk: clerk, Barcode: loan.Item.Barcode})
			return err
		},
		"undo": func() error { _, err := lib.UndoReturn(ctx, clerk, 1); return err },
		"due": func() error {
			_, err := lib.ChangeDueDate(ctx, library.DueChange{Clerk: clerk, Loan: loan.Ref(), Reason: "sakit lama sekali"})
			return err
		},
		"lost":    func() error { return lib.DeclareLost(ctx, library.Loss{Clerk: clerk, Loan: loan.Ref()}) },
		"found":   func() error { return lib.DeclareFound(ctx, clerk, loan.Ref(), "") },
		"claim":   func() error { return lib.ClaimReturned(ctx, clerk, loan.Ref(), "") },
		"settle":  func() error { _, err := lib.SettleClaim(ctx, clerk, loan.Ref(), true, ""); return err },
		"damaged": func() error { _, err := lib.MarkDamaged(ctx, library.Damage{Clerk: clerk, Item: item.ID}); return err },
		"returned damaged": func() error {
			_, err := lib.ReturnDamaged(ctx, library.Loss{Clerk: clerk, Loan: loan.Ref()})
			return err
		},
	} {
		if err := try(); fault.CodeOf(err) != fault.Mirrored {
			t.Errorf("%s: %v", what, err)
		}
	}
	request := loan.Renewal()
	request.Actor, request.Door, request.Staff = circulation.ActorLibrarian, "desk", clerk.Staff
	wantResults(t, house.Renew(request), library.ResultRenewed)
	if _, err := lib.UndoRenewal(ctx, clerk, library.LoanRef{ID: loan.ID, Renewals: 1}); err != nil {
		t.Error(err)
	}
	if err := lib.MarkSeen(ctx, clerk, loan.ID); err != nil {
		t.Error(err)
	}
	wantInt(t, "sanctions", house.Int(`select count(*) from sanctions`), 0)
}

func TestAWrongClockStopsTheDesk(t *testing.T) {
	house := librarytest.NewWith(t, librarytest.At("2026-11-23T09:00"), library.Options{CheckClock: true})
	clerk, member, item := house.Clerk(), house.Member("umum"), house.Item()
	member.Lend(clerk, item)
	house.Advance(-24 * time.Hour)
	_, err := house.Library.Return(t.Context(), library.ReturnRequest{Clerk: clerk, Barcode: item.Barcode})
	wantFault(t, err, fault.ClockWrong)
	wantInt(t, "open loans", house.Int(`select count(*) from loans where closed_at is null`), 1)
	wantInt(t, "noted", house.Int(`select count(*) from settings where name = 'clock_suspect'`), 1)
}
