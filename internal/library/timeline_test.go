package library_test

import (
	"slices"
	"testing"
	"time"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
	"simpanbudi/internal/librarytest"
)

// lived is a member with a bit of everything behind them.
func lived(t *testing.T, house *librarytest.House) *librarytest.Member {
	t.Helper()
	m, other := house.Member("umum"), house.Member("umum")
	by := library.Clerk{Door: "desk"}
	step := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		house.Advance(time.Minute)
	}
	loan := m.Loan(librarytest.Due("2026-11-20"), librarytest.Borrowed(librarytest.At("2026-11-13T10:00")))
	step(nil)
	step(house.Library.BlockMember(t.Context(), library.MemberChange{Clerk: by, Member: m.ID, Reason: "tidak bisa dihubungi"}))
	step(house.Library.UnblockMember(t.Context(), library.MemberChange{Clerk: by, Member: m.ID, Version: 1}))
	m.Renew(loan)
	step(nil)
	step(house.Library.AddNote(t.Context(), by, m.ID, "Suka komik"))
	step(house.Library.RecordConsent(t.Context(), by, m.ID, "sms", true, "Saya setuju"))
	loan.Close()
	step(nil)
	m.HoldTitle(house.Title().Copy().Title)
	other.Loan(librarytest.Due("2026-11-20"))
	return m
}

func kinds(t *testing.T, house *librarytest.House, member int64, limit int) (list []string) {
	t.Helper()
	after := ""
	for range 100 {
		page, err := house.Library.MemberTimeline(t.Context(), member, after, limit)
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range page.Happenings {
			kind := h.Kind
			if h.Kind == library.HappenedMember {
				kind = h.How
			}
			list = append(list, kind)
		}
		if after = page.Next; after == "" {
			return list
		}
	}
	t.Fatal("no end")
	return nil
}

func TestAMembersTimelineHasEverythingOnceTheNewestFirst(t *testing.T) {
	house := monday(t)
	m := lived(t, house)
	want := []string{"hold", "closed", "consent", "note", "renewed", "notice", "member.unblocked", "member.blocked", "lent"}
	whole := kinds(t, house, m.ID, 50)
	if !slices.Equal(whole, want) {
		t.Errorf("%q, not %q", whole, want)
	}
	for _, limit := range []int{1, 2, 4} {
		if got := kinds(t, house, m.ID, limit); !slices.Equal(got, whole) {
			t.Errorf("by %d: %q", limit, got)
		}
	}
	page, err := house.Library.MemberTimeline(t.Context(), m.ID, "", 50)
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range page.Happenings {
		if h.How == "member.blocked" && h.Text != "tidak bisa dihubungi" {
			t.Errorf("the reason is %q", h.Text)
		}
	}
	for _, place := range []string{"x", "1-2", "1-lent-x", "9999999999999-lent-1"} {
		if _, err := house.Library.MemberTimeline(t.Context(), m.ID, place, 10); err != nil {
			t.Errorf("%s: %v", place, err)
		}
	}
	house.Exec(`update members set erased_at = 1 where id = ?`, m.ID)
	_, err = house.Library.MemberTimeline(t.Context(), m.ID, "", 10)
	wantFault(t, err, fault.NotFound)
}
