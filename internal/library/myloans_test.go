package library_test

import (
	"fmt"
	"testing"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/librarytest"
)

func TestMyLoansShowsOverdueFirstThenByDueDate(t *testing.T) {
	house := monday(t)
	member := house.Member("umum")
	later := member.Loan(librarytest.Due("2026-11-30"))
	lost := member.Loan(librarytest.Due("2026-11-01"), librarytest.In("lost"))
	late := member.Loan(librarytest.Due("2026-11-20"))
	today := member.Loan()
	alsoToday := member.Loan()
	member.Loan().Close()
	house.Member("umum").Loan()

	page := member.Loans()

	var got []int64
	for _, l := range page.Loans {
		got = append(got, l.Ref.ID)
	}
	want := []int64{late.ID, lost.ID, today.ID, alsoToday.ID, later.ID}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("loans %v, want %v", got, want)
	}
	first := page.Loans[0]
	if !first.Overdue || first.DaysLeft != -3 || page.Loans[1].Overdue || page.Loans[2].DaysLeft != 0 || page.Loans[4].DaysLeft != 7 {
		t.Errorf("loans %+v", page.Loans)
	}
	if first.Title != late.Item.Title.Name || first.Barcode != late.Item.Barcode || first.CallNumber != "813" || first.Author == "" {
		t.Errorf("loan %+v", first)
	}
	wantCodes(t, page.Loans[1].Decision, circulation.Lost)
}

func TestMyLoansOfAStranger(t *testing.T) {
	house := monday(t)
	_, err := house.Library.MyLoans(t.Context(), 4711)
	wantFault(t, err, fault.NotFound)

	erased := house.Member("umum")
	house.Exec(`update members set erased_at = 1 where id = ?`, erased.ID)
	_, err = house.Library.MyLoans(t.Context(), erased.ID)
	wantFault(t, err, fault.NotFound)
}

func TestStandingIsOursAndImported(t *testing.T) {
	house := monday(t)
	m := house.Member("pelajar").Suspended("2026-11-25").SuspendedElsewhere("2026-12-01").
		Owes(1500).OwesElsewhere(2000).Expires("2026-12-31").Blocked().Loans().Member
	if m.Fines != 3500 || m.SuspendedUntil.String() != "2026-12-01" || m.CardExpiresOn.String() != "2026-12-31" ||
		m.Status != circulation.MemberBlocked || m.Category != "pelajar" {
		t.Errorf("member %+v", m)
	}
}

func TestWhoWaitsIsCounted(t *testing.T) {
	for _, c := range []struct {
		name  string
		holds func(h *librarytest.House, copy *librarytest.Item, owner *librarytest.Member)
		queue int // 0: renewed
	}{
		{"nobody", func(*librarytest.House, *librarytest.Item, *librarytest.Member) {}, 0},
		{"for the copy", func(h *librarytest.House, i *librarytest.Item, _ *librarytest.Member) {
			h.Member("umum").HoldCopy(i)
		}, 1},
		{"for the title", func(h *librarytest.House, i *librarytest.Item, _ *librarytest.Member) {
			h.Member("umum").HoldTitle(i.Title)
		}, 1},
		{"for copy and title", func(h *librarytest.House, i *librarytest.Item, _ *librarytest.Member) {
			h.Member("umum").HoldCopy(i)
			h.Member("umum").HoldTitle(i.Title)
		}, 2},
		{"for another copy", func(h *librarytest.House, i *librarytest.Item, _ *librarytest.Member) {
			h.Member("umum").HoldCopy(i.Title.Copy())
		}, 0},
		{"the borrower", func(_ *librarytest.House, i *librarytest.Item, m *librarytest.Member) {
			m.HoldCopy(i)
			m.HoldTitle(i.Title)
		}, 0},
		{"no longer", func(h *librarytest.House, i *librarytest.Item, _ *librarytest.Member) {
			id := h.Member("umum").HoldTitle(i.Title)
			h.Exec(`update holds set expires_at = ? where id = ?`, h.Now().Unix(), id)
		}, 0},
		{"for a while yet", func(h *librarytest.House, i *librarytest.Item, _ *librarytest.Member) {
			id := h.Member("umum").HoldTitle(i.Title)
			h.Exec(`update holds set expires_at = ? where id = ?`, h.Now().Unix()+1, id)
		}, 1},
		{"with a copy assigned", func(h *librarytest.House, i *librarytest.Item, _ *librarytest.Member) {
			id := h.Member("umum").HoldTitle(i.Title)
			h.Exec(`update holds set assigned_item_id = ? where id = ?`, i.Title.Copy().ID, id)
		}, 0},
		{"with a copy ready", func(h *librarytest.House, i *librarytest.Item, _ *librarytest.Member) {
			id := h.Member("umum").HoldTitle(i.Title)
			h.Exec(`update holds set status = 'ready' where id = ?`, id)
		}, 0},
		{"as many as there are free copies", func(h *librarytest.House, i *librarytest.Item, _ *librarytest.Member) {
			h.Member("umum").HoldTitle(i.Title)
			i.Title.Copy()
		}, 0},
		{"more than there are free copies", func(h *librarytest.House, i *librarytest.Item, _ *librarytest.Member) {
			h.Member("umum").HoldTitle(i.Title)
			h.Member("umum").HoldTitle(i.Title)
			i.Title.Copy()
		}, 2},
		{"while copies are lost, not for loan, lent, elsewhere or set aside", func(h *librarytest.House, i *librarytest.Item, _ *librarytest.Member) {
			h.Member("umum").HoldTitle(i.Title)
			i.Title.Copy().Status("lost")
			i.Title.Copy().Status("not_for_loan")
			h.Member("umum").Loan(librarytest.Of(i.Title.Copy()))
			i.Title.Copy().AtBranch(h.Branch("timur", ""))
			ready := h.Member("umum").HoldTitle(i.Title)
			h.Exec(`update holds set status = 'ready', assigned_item_id = ? where id = ?`, i.Title.Copy().ID, ready)
		}, 1},
		{"while a copy that was set aside is free again", func(h *librarytest.House, i *librarytest.Item, _ *librarytest.Member) {
			h.Member("umum").HoldTitle(i.Title)
			done := h.Member("umum").HoldTitle(i.Title)
			h.Exec(`update holds set status = 'filled', assigned_item_id = ? where id = ?`, i.Title.Copy().ID, done)
		}, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			house := monday(t)
			loan := house.Member("umum").Loan()
			c.holds(house, loan.Item, loan.Member)

			d := loan.Member.Loans().Loans[0].Decision

			if c.queue == 0 {
				wantCodes(t, d)
			} else if wantCodes(t, d, circulation.OnHold); len(d.Reasons) == 1 && d.Reasons[0].Queue != c.queue {
				t.Errorf("%d wait, want %d", d.Reasons[0].Queue, c.queue)
			}
			receipt := loan.Member.Renew(loan)
			if (receipt.Renewed == 1) != (c.queue == 0) {
				t.Errorf("the renewal decides otherwise: %+v", receipt.Lines)
			}
		})
	}
}

func TestOtherLoansOverdue(t *testing.T) {
	for _, c := range []struct {
		name  string
		other []librarytest.LoanOption
		want  []circulation.Code
	}{
		{"within the grace", []librarytest.LoanOption{librarytest.Due("2026-11-21")}, nil},
		{"beyond it", []librarytest.LoanOption{librarytest.Due("2026-11-20")}, []circulation.Code{circulation.OtherOverdue}},
		{"read on site", []librarytest.LoanOption{librarytest.Due("2026-11-01"), librarytest.In("on_site")}, []circulation.Code{circulation.OtherOverdue}},
		{"lost", []librarytest.LoanOption{librarytest.Due("2026-11-01"), librarytest.In("lost")}, nil},
		{"said to be back", []librarytest.LoanOption{librarytest.Due("2026-11-01"), librarytest.In("claimed_returned")}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			house := monday(t).Rule(`{"overdue":"block_member","overdue_grace_days":2}`)
			member := house.Member("umum")
			loan := member.Loan()
			member.Loan(c.other...)
			house.Member("umum").Loan(librarytest.Due("2026-11-01"))
			wantCodes(t, member.Renew(loan).Lines[0].Decision, c.want...)
		})
	}
}

func TestTheOtherLoansAreJudgedByThisLoansRule(t *testing.T) {
	house := monday(t).Rules(`[{"branch":"*","category":"*","item_type":"*","rule":{"overdue":"block_member","overdue_grace_days":9}},
		{"branch":"*","category":"*","item_type":"dvd","rule":{"overdue":"block_member"}}]`)
	member := house.Member("umum")
	book := member.Loan(librarytest.Due("2026-11-20"))
	dvd := member.Loan(librarytest.Of(house.Item().Type("dvd")))

	receipt := member.Renew(book, dvd)

	wantCodes(t, receipt.Lines[0].Decision)
	wantCodes(t, receipt.Lines[1].Decision, circulation.OtherOverdue)
}

func TestLoansByTheHour(t *testing.T) {
	house := monday(t).Rule(`{"loan":"PT3H","renewal":"PT2H"}`)
	loan := house.Member("umum").Loan(librarytest.DueAt(house.Now().Add(-time.Minute)))
	shown := loan.Member.Loans().Loans[0]
	if !shown.ByHours || !shown.Overdue || shown.DaysLeft != 0 {
		t.Errorf("loan %+v", shown)
	}
}
