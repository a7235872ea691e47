package library_test

import (
	"context"
	"sync"
	"testing"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
	"simpanbudi/internal/librarytest"
)

// linked looks at loans as their member's link does.
func linked(t *testing.T, m *librarytest.Member, ref string, loans ...*librarytest.Loan) *library.LinkLoans {
	t.Helper()
	page, err := m.House.Library.LinkLoans(t.Context(), m.ID, librarytest.IDs(loans...), ref)
	if err != nil {
		t.Fatal(err)
	}
	return page
}

// byLink renews by a link that opens the first loans.
func byLink(m *librarytest.Member, opens []*librarytest.Loan, loans ...*librarytest.Loan) (string, error) {
	return m.House.Library.RenewByLink(context.Background(),
		library.LinkRenewal{Member: m.ID, Opens: librarytest.IDs(opens...), Loans: m.Renewal(loans...).Loans})
}

func TestALinkShowsItsLoansInItsOrderAndNoOther(t *testing.T) {
	house := monday(t)
	m := house.Member("umum")
	a, b := m.Loan(librarytest.Due("2026-11-30")), m.Loan()
	m.Loan(librarytest.Due("2026-11-20"))

	page := linked(t, m, "", a, b)

	if len(page.Loans) != 2 || page.Loans[0].Ref != a.Ref() || page.Loans[1].Ref != b.Ref() || page.Loans[0].Ended {
		t.Errorf("loans %+v", page.Loans)
	}
	if !page.Loans[1].Decision.Allowed || page.Loans[1].Title != b.Item.Title.Name || page.Receipt != nil {
		t.Errorf("loan %+v", page.Loans[1])
	}
}

func TestALoanOfALinkIsLookedAtAgain(t *testing.T) {
	house := monday(t)
	m := house.Member("umum")
	back, given := m.Loan(), m.Loan()
	back.Close()
	house.Exec(`update loans set member_id = ? where id = ?`, house.Member("umum").ID, given.ID)

	page := linked(t, m, "", back, given)

	if n := page.Loans[0]; !n.Ended || n.Title != back.Item.Title.Name {
		t.Errorf("returned: %+v", n)
	}
	wantCodes(t, page.Loans[0].Decision, circulation.Returned)
	if n := page.Loans[1]; !n.Ended || n.Title != "" || !n.DueAt.IsZero() {
		t.Errorf("somebody else's: %+v", n)
	}
	wantCodes(t, page.Loans[1].Decision, circulation.NotYourLoan)
}

func TestALinkRenewsByItsOwnDoor(t *testing.T) {
	house := monday(t)
	m := house.Member("umum")
	loan := m.Loan()
	opens := []*librarytest.Loan{loan}

	ref, err := byLink(m, opens, loan)
	if err != nil {
		t.Fatal(err)
	}
	again, err := byLink(m, opens, loan)
	if err != nil || again != ref {
		t.Errorf("a second post: %s, %v, want %s", again, err, ref)
	}
	wantInt(t, "renewals by the link", house.Int(`select count(*) from renewals where door = 'link' and actor = 'member'`), 1)
	wantInt(t, "audit rows", house.Int(`select count(*) from audit where action = 'loan.renewed' and door = 'link' and actor_id = ?`, m.ID), 1)
	page := linked(t, m, ref, loan)
	if page.Receipt == nil || page.Receipt.Renewed != 1 || page.Loans[0].Line == nil || page.Loans[0].Line.Result != library.ResultRenewed {
		t.Errorf("told: %+v", page)
	}
}

func TestALinkRenewsNothingButItsLoans(t *testing.T) {
	house := monday(t)
	m := house.Member("umum")
	loan, own := m.Loan(), m.Loan()
	strange := house.Member("umum").Loan()
	for _, other := range []*librarytest.Loan{own, strange} {
		_, err := byLink(m, []*librarytest.Loan{loan}, loan, other)
		wantFault(t, err, fault.Invalid)
	}
	_, err := byLink(m, []*librarytest.Loan{loan})
	wantFault(t, err, fault.Invalid)
	wantInt(t, "renewals", house.Int(`select count(*) from renewals`), 0)
	wantInt(t, "receipts", house.Int(`select count(*) from receipts`), 0)
}

func TestALinkTellsOfAReceiptOnlyWhatIsOfItsLoans(t *testing.T) {
	house := monday(t)
	m := house.Member("umum")
	loan, own := m.Loan(), m.Loan()
	whole := m.Renew(loan, own)
	alone := m.Renew(m.Loan())
	other := house.Member("umum")
	foreign := other.Renew(other.Loan())

	if page := linked(t, m, whole.Ref, loan); page.Receipt == nil || len(page.Receipt.Lines) != 1 || page.Receipt.Lines[0].Title != loan.Item.Title.Name {
		t.Errorf("told: %+v", page.Receipt)
	}
	for _, ref := range []string{alone.Ref, foreign.Ref, "NONE", ""} {
		if page := linked(t, m, ref, loan); page.Receipt != nil || page.Loans[0].Line != nil {
			t.Errorf("%q: told %+v", ref, page.Receipt)
		}
	}
}

func TestTenPostsOfALinkAtOnceRenewOnce(t *testing.T) {
	house := monday(t)
	m := house.Member("umum")
	loan := m.Loan()
	refs := make([]string, 10)
	var wg sync.WaitGroup
	for i := range refs {
		wg.Go(func() {
			ref, err := byLink(m, []*librarytest.Loan{loan}, loan)
			if err != nil {
				t.Error(err)
			}
			refs[i] = ref
		})
	}
	wg.Wait()
	for _, ref := range refs {
		if ref != refs[0] {
			t.Errorf("receipts %v", refs)
			break
		}
	}
	wantInt(t, "renewals", house.Int(`select count(*) from renewals`), 1)
}

func TestALinkOfNobody(t *testing.T) {
	_, err := monday(t).Library.LinkLoans(t.Context(), 999, []int64{1}, "")
	wantFault(t, err, fault.NotFound)
}
