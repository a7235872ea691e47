package library_test

import (
	"testing"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/library"
	"simpanbudi/internal/librarytest"
)

const strict = `[{"branch":"*","category":"*","item_type":"*","rule":{"once_per_day":false},
	"fine":{"per_day":500,"legal_basis":"Perda 1/2020"},"suspension":{"days_per_late_day":1}}]`

func TestRenewingALateLoanIsSanctionedInThatTransaction(t *testing.T) {
	house := monday(t).Rules(strict)
	loan := house.Member("umum").Loan(librarytest.Due("2026-11-20"))

	loan.Member.Renew(loan)

	member := loan.Member.Loans().Member
	if member.Fines != 1500 || member.SuspendedUntil.String() != "2026-11-26" {
		t.Errorf("owes %d, suspended until %s", member.Fines, member.SuspendedUntil)
	}
	wantInt(t, "sanction rows", house.Int(`select count(*) from sanctions s join renewals r on r.id = s.renewal_id
		where s.late_days = 3 and s.fine = 1500 and s.suspended_until = '2026-11-26' and s.legal_basis = 'Perda 1/2020'
		  and s.due_at = r.old_due_at and s.member_id = ?`, loan.Member.ID), 1)
	wantInt(t, "audit rows", house.Int(`select count(*) from audit where action = 'member.sanctioned' and subject_id = ?`, loan.Member.ID), 1)
}

func TestTheSanctionIsToldBeforeAndAfterRenewing(t *testing.T) {
	house := monday(t).Rules(strict)
	member := house.Member("umum")
	loan := member.Loan(librarytest.Due("2026-11-20"))
	want := library.Sanction{LateDays: 3, Fine: 1500, LegalBasis: "Perda 1/2020", SuspendedUntil: circulation.NewDay(2026, 11, 26)}

	if before := member.Loans().Loans[0].Sanction; before != want {
		t.Errorf("before the click: %+v", before)
	}
	if told := member.Renew(loan).Lines[0].Sanction; told != want {
		t.Errorf("on the receipt: %+v", told)
	}
	if after := member.Loans().Loans[0].Sanction; after.Any() {
		t.Errorf("afterwards: %+v", after)
	}
	if onTime := member.Renew(member.Loan()).Lines[0].Sanction; onTime.Any() {
		t.Errorf("for a loan that was not late: %+v", onTime)
	}
}

func TestSeveralLateLoansOfOnePostChainTheirSuspensions(t *testing.T) {
	house := monday(t).Rules(strict)
	member := house.Member("umum")
	a := member.Loan(librarytest.Due("2026-11-20"))
	b := member.Loan(librarytest.Due("2026-11-21"))
	onTime := member.Loan()

	wantResults(t, member.Renew(a, b, onTime), library.ResultRenewed, library.ResultRenewed, library.ResultRenewed)

	standing := member.Loans().Member
	if standing.Fines != 2500 || standing.SuspendedUntil.String() != "2026-11-28" {
		t.Errorf("owes %d, suspended until %s", standing.Fines, standing.SuspendedUntil)
	}
	wantInt(t, "sanctions", house.Int(`select count(*) from sanctions`), 2)
}

func TestASuspensionIsBookedBesideAnImportedOneThatIsOver(t *testing.T) {
	house := monday(t).Rules(strict)
	member := house.Member("umum").SuspendedElsewhere("2026-11-22")
	loan := member.Loan(librarytest.Due("2026-11-20"))

	member.Renew(loan)

	if got := house.Text(`select suspended_until from members where id = ?`, member.ID); got != "2026-11-26" {
		t.Errorf("suspended until %s", got)
	}
	if got := house.Text(`select suspended_until_imported from members where id = ?`, member.ID); got != "2026-11-22" {
		t.Errorf("what was imported stays: %s", got)
	}
}

func TestAFineAloneLeavesTheSuspensionAsItIs(t *testing.T) {
	house := monday(t).Rules(`[{"branch":"*","category":"*","item_type":"*","fine":{"per_day":500}}]`)
	member := house.Member("umum").SuspendedElsewhere("2026-11-01")
	loan := member.Loan(librarytest.Due("2026-11-22"))

	member.Renew(loan)

	wantInt(t, "fines", house.Int(`select fines from members where id = ?`, member.ID), 500)
	wantInt(t, "suspensions", house.Int(`select count(*) from members where suspended_until is not null`), 0)
}

func TestWhatIsNotSanctioned(t *testing.T) {
	for _, c := range []struct {
		name  string
		house func(t *testing.T) *librarytest.House
		due   string
	}{
		{"a loan on its due day", func(t *testing.T) *librarytest.House { return monday(t).Rules(strict) }, "2026-11-23"},
		{"anything where fines and suspensions are off", func(t *testing.T) *librarytest.House { return monday(t) }, "2026-11-20"},
		{"anything where another system keeps the record", func(t *testing.T) *librarytest.House {
			return monday(t).Rules(strict).Set("record", "mirror")
		}, "2026-11-20"},
	} {
		t.Run(c.name, func(t *testing.T) {
			house := c.house(t)
			loan := house.Member("umum").Loan(librarytest.Due(c.due))
			wantInt(t, "renewed", int64(loan.Member.Renew(loan).Renewed), 1)
			wantInt(t, "sanctions", house.Int(`select count(*) from sanctions`), 0)
			wantInt(t, "members touched", house.Int(`select count(*) from members where fines <> 0 or suspended_until is not null`), 0)
		})
	}
}

func TestALatenessIsSanctionedOnceThoughItsRenewalIsUndone(t *testing.T) {
	house := monday(t).Rules(strict)
	loan := house.Member("umum").Loan(librarytest.Due("2026-11-20"))
	loan.Member.Renew(loan)
	house.Exec(`update renewals set undone_at = ?`, house.Now().Unix())
	house.Exec(`update loans set renewals = 0, due_at = ?`, librarytest.At("2026-11-20T23:59:59").Unix())
	house.Exec(`update members set suspended_until = null`)

	wantResults(t, loan.Member.Renew(loan), library.ResultRenewed)

	wantInt(t, "fines", house.Int(`select fines from members where id = ?`, loan.Member.ID), 1500)
	wantInt(t, "sanctions", house.Int(`select count(*) from sanctions`), 1)
}

func TestARefusedLateLoanIsNotSanctionedYet(t *testing.T) {
	house := monday(t).Rules(`[{"branch":"*","category":"*","item_type":"*","rule":{"overdue":"block_loan"},"fine":{"per_day":500}}]`)
	loan := house.Member("umum").Loan(librarytest.Due("2026-11-20"))
	wantCodes(t, loan.Member.Renew(loan).Lines[0].Decision, circulation.Overdue)
	wantInt(t, "sanctions", house.Int(`select count(*) from sanctions`), 0)
}
