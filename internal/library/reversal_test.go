package library_test

import (
	"testing"
	"time"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
)

func TestAPaymentOfTodayIsReversedByALineOfItsOwn(t *testing.T) {
	house, member := owing(t, 1000)
	clerk := clerkOf(house)
	paid, err := house.Library.TakePayment(t.Context(), library.Booking{Clerk: clerk, Member: member.ID, Amount: 2000, Owed: 2500, RequestKey: "0123456789abcdef"})
	if err != nil {
		t.Fatal(err)
	}
	_, err = house.Library.ReversePayment(t.Context(), clerk, paid, " salah ")
	wantFault(t, err, fault.Invalid)

	ref, err := house.Library.ReversePayment(t.Context(), clerk, paid, "salah  anggota tadi")

	if err != nil {
		t.Fatal(err)
	}
	a := account(t, house, member.ID)
	if a.Owed != 2500 || len(a.Lines) != 2 {
		t.Fatalf("%+v", a)
	}
	if n := a.Lines[0]; n.Kind != library.LineReversal || n.Ref != ref || n.Reverses != paid || n.Amount != 2000 || n.Rest != 2500 || n.Reason != "salah anggota tadi" || n.Reversible {
		t.Errorf("the reversal: %+v", n)
	}
	if n := a.Lines[1]; n.ReversedBy != ref || n.Amount != 2000 || n.Rest != 500 || n.Reversible {
		t.Errorf("the payment stays: %+v", n)
	}
	_, err = house.Library.ReversePayment(t.Context(), clerk, paid, "sekali lagi saja")
	wantWhy(t, err, library.WhyUndone)
	_, err = house.Library.ReversePayment(t.Context(), clerk, ref, "batalkan yang batal")
	wantWhy(t, err, library.WhyNotThisState)
	wantInt(t, "audit", house.Int(`select count(*) from audit where action = 'member.payment_reversed' and subject_id = ? and actor_id = ?
		and detail ->> 'amount' = 2000 and detail ->> 'reverses' = 1 and detail ->> 'reason' = 'salah anggota tadi'`, member.ID, clerk.Staff), 1)
	if problems := house.Problems(); len(problems) > 0 {
		t.Errorf("%+v", problems)
	}
}

func TestWhatIsNotReversed(t *testing.T) {
	house, member := owing(t, 0)
	clerk := clerkOf(house)
	b := library.Booking{Clerk: clerk, Member: member.ID, Amount: 500, Owed: 1500, RequestKey: "0123456789abcdef", Reason: "banjir di desa"}
	paid, err := house.Library.TakePayment(t.Context(), b)
	if err != nil {
		t.Fatal(err)
	}
	b.RequestKey, b.Owed = "fedcba9876543210", 1000
	waived, err := house.Library.Waive(t.Context(), b)
	if err != nil {
		t.Fatal(err)
	}
	reverse := func(ref string) error {
		_, err := house.Library.ReversePayment(t.Context(), clerk, ref, "salah ketik jumlah")
		return err
	}
	wantWhy(t, reverse(waived), library.WhyNotThisState)
	wantFault(t, reverse("00000000"), fault.NotFound)
	house.Set("record", "mirror")
	wantFault(t, reverse(paid), fault.Mirrored)
	house.Set("record", "own")
	house.Advance(24 * time.Hour)
	wantWhy(t, reverse(paid), library.WhyNotToday)
	wantInt(t, "owed", account(t, house, member.ID).Owed, 500)
}
