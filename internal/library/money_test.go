package library_test

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
	"simpanbudi/internal/librarytest"
)

const finesOnly = `[{"branch":"*","category":"*","item_type":"*","rule":{"once_per_day":false},"fine":{"per_day":500,"legal_basis":"Perda 1/2020"}}]`

func account(t testing.TB, house *librarytest.House, member int64) *library.Account {
	t.Helper()
	a, err := house.Library.Account(context.Background(), member, library.ListKey{})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// owing is a member with a fine of 1500 booked here and what else was imported.
func owing(t testing.TB, imported int64) (*librarytest.House, *librarytest.Member) {
	house := monday(t).Rules(finesOnly)
	member := house.Member("umum").OwesElsewhere(imported)
	member.Renew(member.Loan(librarytest.Due("2026-11-20")))
	return house, member
}

func TestPaymentsWaiversAndChargesMoveWhatIsOwed(t *testing.T) {
	house, member := owing(t, 1000)
	clerk := clerkOf(house)
	booking := func(key string, amount, owed int64) library.Booking {
		return library.Booking{Clerk: clerk, Member: member.ID, Amount: amount, Owed: owed, RequestKey: key + "-0123456789abcdef"}
	}
	paid, err := house.Library.TakePayment(t.Context(), booking("pay", 2000, 2500))
	if err != nil {
		t.Fatal(err)
	}
	waive := booking("waive", 300, 500)
	waive.Reason = "  buku rusak   karena banjir "
	if _, err = house.Library.Waive(t.Context(), waive); err != nil {
		t.Fatal(err)
	}
	charge := booking("charge", 85000, 200)
	charge.LegalBasis = "Perda 1/2020 pasal 9"
	if _, err = house.Library.Charge(t.Context(), charge); err != nil {
		t.Fatal(err)
	}

	a := account(t, house, member.ID)

	if a.Owed != 85200 || a.Imported != 1000 || !a.FinesOn || a.Mirror || len(a.Sanctions) != 1 || len(a.Lines) != 3 {
		t.Fatalf("%+v", a)
	}
	if s := a.Sanctions[0]; s.Fine != 1500 || s.LegalBasis != "Perda 1/2020" || s.LateDays != 3 || s.Undone {
		t.Errorf("sanction %+v", s)
	}
	for i, want := range []struct {
		kind, reason, basis string
		amount, rest        int64
	}{{"charge", "", "Perda 1/2020 pasal 9", 85000, 85200}, {"waiver", "buku rusak karena banjir", "", 300, 200}, {"payment", "", "", 2000, 500}} {
		l := a.Lines[i]
		if l.Kind != want.kind || l.Reason != want.reason || l.LegalBasis != want.basis || l.Amount != want.amount || l.Rest != want.rest || l.Staff != "sari" {
			t.Errorf("line %d: %+v", i, l)
		}
	}
	receipt, err := house.Library.MoneyReceipt(t.Context(), " "+paid[:4]+"-"+paid[4:])
	if err != nil || receipt.Ref != paid || receipt.Amount != 2000 || receipt.MemberName != member.Name {
		t.Errorf("%+v (%v)", receipt, err)
	}
	_, err = house.Library.MoneyReceipt(t.Context(), "00000000")
	wantFault(t, err, fault.NotFound)
	wantInt(t, "audit rows", house.Int(`select count(*) from audit where actor_id = ? and action in ('member.paid', 'member.waived', 'member.charged')`, clerk.Staff), 3)
}

func TestAFormPostedTwiceIsBookedOnce(t *testing.T) {
	house, member := owing(t, 0)
	b := library.Booking{Clerk: clerkOf(house), Member: member.ID, Amount: 500, Owed: 1500, RequestKey: "0123456789abcdef"}
	first, err := house.Library.TakePayment(t.Context(), b)
	if err != nil {
		t.Fatal(err)
	}
	second, err := house.Library.TakePayment(t.Context(), b)
	if err != nil || second != first {
		t.Errorf("the second has %s, the first %s (%v)", second, first, err)
	}
	b.Amount = 600 // the same form with another amount
	_, err = house.Library.TakePayment(t.Context(), b)
	wantFault(t, err, fault.Conflict)
	wantInt(t, "owed", account(t, house, member.ID).Owed, 1000)
}

func TestWhatIsNotBooked(t *testing.T) {
	house, member := owing(t, 0)
	good := library.Booking{Clerk: clerkOf(house), Member: member.ID, Amount: 500, Owed: 1500, RequestKey: "0123456789abcdef",
		Reason: "dua kata", LegalBasis: "Perda 1/2020"}
	pay, waive, charge := house.Library.TakePayment, house.Library.Waive, house.Library.Charge
	for name, c := range map[string]struct {
		do         func(context.Context, library.Booking) (string, error)
		change     func(*library.Booking)
		code       fault.Code
		field, why any
	}{
		"nothing":                    {pay, func(b *library.Booking) { b.Amount = 0 }, fault.Invalid, "amount", "none"},
		"less than nothing":          {pay, func(b *library.Booking) { b.Amount = -1 }, fault.Invalid, "amount", "none"},
		"more than is owed":          {pay, func(b *library.Booking) { b.Amount = 1501 }, fault.Invalid, "amount", "more"},
		"what is owed no more":       {pay, func(b *library.Booking) { b.Owed = 2000 }, fault.Conflict, nil, "owes_other"},
		"a form without a key":       {pay, func(b *library.Booking) { b.RequestKey = "" }, fault.Invalid, "key", nil},
		"for nobody":                 {pay, func(b *library.Booking) { b.Member = 99 }, fault.NotFound, nil, nil},
		"a waiver without a reason":  {waive, func(b *library.Booking) { b.Reason = " " }, fault.Invalid, "reason", "short"},
		"a waiver of more":           {waive, func(b *library.Booking) { b.Amount = 1501 }, fault.Invalid, "amount", "more"},
		"a charge without its basis": {charge, func(b *library.Booking) { b.LegalBasis = " " }, fault.Invalid, "legal_basis", nil},
		"a charge of a barcode":      {charge, func(b *library.Booking) { b.Amount = 9789799731234 }, fault.Invalid, "amount", "more"},
	} {
		b := good
		c.change(&b)
		_, err := c.do(t.Context(), b)
		wantFault(t, err, c.code)
		if args := fault.ArgsOf(err); args["field"] != c.field || args["why"] != c.why {
			t.Errorf("%s: %v", name, args)
		}
	}
	house.Set("record", "mirror")
	_, err := pay(t.Context(), good)
	wantFault(t, err, fault.Mirrored)
	wantInt(t, "lines", house.Int(`select count(*) from account_lines`), 0)
	wantInt(t, "owed", account(t, house, member.ID).Owed, 1500)
}

// Whoever posts what and how often, at two desks at once: an account is what was
// booked, nothing is booked twice, and nobody pays more than they owe.
func TestTheBalanceIsWhatWasBooked(t *testing.T) {
	house, member := owing(t, 700)
	clerk := clerkOf(house)
	desks := []*library.Library{house.Library, house.Again(library.Options{})}
	serial := 0
	rapid.Check(t, func(t *rapid.T) {
		var posts sync.WaitGroup
		for range rapid.IntRange(1, 6).Draw(t, "posts") {
			serial++
			b := library.Booking{
				Clerk: clerk, Member: member.ID, Amount: rapid.Int64Range(0, 3000).Draw(t, "amount"), Owed: account(house.T, house, member.ID).Owed,
				RequestKey: fmt.Sprintf("key-%016d", serial-rapid.IntRange(0, 1).Draw(t, "again")), Reason: "alasan yang cukup", LegalBasis: "Perda",
			}
			kind := rapid.IntRange(0, 4).Draw(t, "kind")
			if kind == 4 { // two desks take the last payment back
				ref := house.Text(`select coalesce((select ref from account_lines where kind = 'payment' order by id desc limit 1), '')`)
				for _, desk := range desks {
					posts.Go(func() {
						switch _, err := desk.ReversePayment(context.Background(), clerk, ref, "salah ketik jumlah"); fault.CodeOf(err) {
						case "", fault.Conflict, fault.NotFound:
						default:
							house.T.Error(err)
						}
					})
				}
				continue
			}
			if kind == 3 { // meanwhile a lateness is sanctioned, and perhaps that is undone
				undo := rapid.Bool().Draw(t, "undo")
				posts.Go(func() {
					loan := member.Loan(librarytest.Due("2026-11-21"))
					member.Renew(loan)
					if err := error(nil); undo {
						_, err = house.Library.UndoRenewal(context.Background(), clerk, library.LoanRef{ID: loan.ID, Renewals: 1})
						if code := fault.CodeOf(err); code != "" && code != fault.Conflict {
							house.T.Error(err)
						}
					}
				})
				continue
			}
			for _, desk := range desks[:rapid.IntRange(1, 2).Draw(t, "desks")] {
				do := []func(context.Context, library.Booking) (string, error){desk.TakePayment, desk.Waive, desk.Charge}[kind]
				posts.Go(func() {
					switch _, err := do(context.Background(), b); fault.CodeOf(err) {
					case "", fault.Invalid, fault.Conflict:
					default:
						house.T.Error(err)
					}
				})
			}
		}
		posts.Wait()
		booked := house.Int(`select coalesce(sum(fine), 0) from sanctions where undone_at is null`) + house.Int(balanceSQL)
		if fines := house.Int(`select fines from members where id = ?`, member.ID); fines != booked {
			t.Fatalf("the member owes %d, %d were booked", fines, booked)
		}
		if owed := account(house.T, house, member.ID).Owed; owed < 0 {
			t.Fatalf("the member owes %d", owed)
		}
	})
	for _, what := range []string{"account_lines where kind = 'payment'", "account_lines where kind = 'waiver'", "account_lines where kind = 'reversal'", "sanctions where undone_at is not null"} {
		if house.Int(`select count(*) from `+what) == 0 {
			t.Error("there were never any", what)
		}
	}
	wantInt(t, "lines that left less than nothing", house.Int(`select count(*) from account_lines where rest < 0`), 0)
}

const balanceSQL = `select coalesce(sum(case when kind in ('charge', 'reversal') then amount else -amount end), 0) from account_lines`
