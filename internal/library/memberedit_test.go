package library_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
)

// keeper makes nothing of a birth date that anybody could use.
type keeper struct{}

func (keeper) BirthMAC(cardKey, ddmmyyyy string) []byte { return []byte(cardKey + ddmmyyyy) }

func somebody(name, card string) library.Registration {
	return library.Registration{Clerk: library.Clerk{Door: "desk"}, Keys: keeper{},
		Form: library.MemberForm{Card: card, Name: name, Category: "umum", Branch: 1, Phone: "0812 3456 7890"}}
}

// Eight desks edit the same record as they saw it: one is written, the others hear of it.
func TestOfSeveralDesksOneEditsARecord(t *testing.T) {
	house := monday(t)
	m := house.Member("umum")
	var done, refused atomic.Int64
	var group sync.WaitGroup
	for i := range 8 {
		group.Go(func() {
			err := house.Library.EditMember(context.Background(), m.ID, 0, somebody(fmt.Sprintf("Nama %d", i), ""))
			switch {
			case err == nil:
				done.Add(1)
			case fault.CodeOf(err) == fault.Conflict && fault.ArgsOf(err)["why"] == library.WhyMemberChanged:
				refused.Add(1)
			default:
				t.Error(err)
			}
		})
	}
	group.Wait()
	if done.Load() != 1 || refused.Load() != 7 {
		t.Errorf("%d written, %d refused", done.Load(), refused.Load())
	}
	wantInt(t, "version", house.Int(`select version from members where id = ?`, m.ID), 1)
	wantInt(t, "audit rows", house.Int(`select count(*) from audit where action = 'member.edited'`), 1)
}

// Two desks take the same card out of the box.
func TestACardIsGivenOnce(t *testing.T) {
	house := monday(t)
	var done atomic.Int64
	var group sync.WaitGroup
	for i := range 6 {
		group.Go(func() {
			if _, err := house.Library.RegisterMember(context.Background(), somebody(fmt.Sprintf("Nama %d", i), " kud 0001 ")); err == nil {
				done.Add(1)
			} else if fault.CodeOf(err) != fault.Invalid {
				t.Error(err)
			}
		})
	}
	group.Wait()
	wantInt(t, "registered", done.Load(), 1)
	wantInt(t, "members", house.Int(`select count(*) from members where card_key = 'KUD0001'`), 1)
}

func TestSavingWhatIsThereAlreadyChangesNothing(t *testing.T) {
	house := monday(t)
	id, err := house.Library.RegisterMember(t.Context(), somebody("Budi", "K1"))
	if err != nil {
		t.Fatal(err)
	}
	if err := house.Library.EditMember(t.Context(), id, 0, somebody("Budi", "")); err != nil {
		t.Fatal(err)
	}
	wantInt(t, "version", house.Int(`select version from members where id = ?`, id), 0)
	wantInt(t, "audit rows", house.Int(`select count(*) from audit where subject_id = ?`, id), 1)
}

func TestTheNextCardFollowsThePatternOfTheNewest(t *testing.T) {
	for newest, want := range map[string]string{
		"KUD0007 KUD0006 KUD0005":   "KUD0008",
		"KUD0099":                   "KUD0100",
		"KUD0006 KUD0007":           "KUD0008", // the highest, not the newest
		"KUD9999":                   "",
		"KUD0007 ABC0001":           "",
		"KUD0007 KUD17":             "",
		"22040101 22040100":         "22040102",
		"3319011708850001":          "", // may be a national ID
		"BUDI":                      "",
		"999999999999999999999999 ": "",
	} {
		house := monday(t)
		cards := []string{}
		for _, card := range strings.Fields(newest) {
			cards = append([]string{card}, cards...) // the newest last
		}
		for _, card := range cards {
			called(house, "Anggota", card, "")
		}
		n, err := house.Library.NewMember(t.Context())
		if err != nil || n.NextCard != want {
			t.Errorf("after %s: %q, not %q (%v)", newest, n.NextCard, want, err)
		}
	}
}
