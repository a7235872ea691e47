package identity

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/store"
)

const stranger = "198.51.100.9"

// linked makes a member with a loan and a link to it.
func (f *fixture) linked() (member int64, token string) {
	f.t.Helper()
	member = f.member("LINK", "482913", "")
	f.exec(`insert into titles (id, title, match_key) values (1, 'Judul', 'id:1')`)
	f.exec(`insert into items (id, title_id, branch_id, barcode, item_type) values (1, 1, 1, 'B1', 'book')`)
	f.exec(`insert into loans (id, member_id, item_id, borrowed_at, due_at) values (7, ?, 1, 0, 9)`, member)
	token, err := f.Links().Issue(f.t.Context(), member, []int64{7}, f.clock.Now())
	if err != nil {
		f.t.Fatal(err)
	}
	return member, token
}

// wrong asks for a link that was never issued.
func (f *fixture) wrong(n int, address string) error {
	_, err := f.Links().Verify(context.Background(), fmt.Sprintf("wrong-%d", n), address)
	return err
}

func TestALinkOpensItsLoansForFourteenDays(t *testing.T) {
	f := newFixture(t)
	member, token := f.linked()
	if len(token) != 22 || strings.Trim(token, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") != "" {
		t.Errorf("the token %q is not 128 bits in the letters of addresses", token)
	}
	f.clock.pass(LinkLife - time.Second)
	link, err := f.Links().Verify(t.Context(), token, stranger)
	if err != nil || link.Member != member || !slices.Equal(link.Loans, []int64{7}) {
		t.Fatalf("got %+v, %v", link, err)
	}
	f.clock.pass(time.Second)
	_, err = f.Links().Verify(t.Context(), token, stranger)
	wantCode(t, err, fault.LinkEnded)
}

func TestOnlyAHashOfALinkIsKept(t *testing.T) {
	f := newFixture(t)
	_, token := f.linked()
	if kept := f.text(`select token_hash from links`); strings.Contains(kept, token) || len(kept) != 43 {
		t.Errorf("kept is %q", kept)
	}
}

func TestALinkToNothingIsNotMade(t *testing.T) {
	f := newFixture(t)
	member, _ := f.linked()
	_, err := f.Links().Issue(t.Context(), member, nil, f.clock.Now())
	wantCode(t, err, fault.Invalid)
	_, err = f.Links().Issue(t.Context(), member, []int64{999}, f.clock.Now()) // no such loan
	if err == nil {
		t.Error("a link to a loan that is not there")
	}
}

func TestRevokingEndsAllLinksOfAMemberAndNobodyElses(t *testing.T) {
	f := newFixture(t)
	member, first := f.linked()
	second, err := f.Links().Issue(t.Context(), member, []int64{7}, f.clock.Now())
	if err != nil {
		t.Fatal(err)
	}
	other := f.member("OTHER", "482913", "")
	if err := f.Links().Revoke(t.Context(), other); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Links().Verify(t.Context(), first, stranger); err != nil {
		t.Fatal(err)
	}
	if err := f.Links().Revoke(t.Context(), member); err != nil {
		t.Fatal(err)
	}
	for _, token := range []string{first, second} {
		_, err := f.Links().Verify(t.Context(), token, stranger)
		wantCode(t, err, fault.LinkEnded)
	}
}

func TestResettingAPINEndsTheLinks(t *testing.T) {
	f := newFixture(t)
	_, token := f.linked()
	if _, err := f.ResetPIN(t.Context(), "LINK"); err != nil {
		t.Fatal(err)
	}
	_, err := f.Links().Verify(t.Context(), token, stranger)
	wantCode(t, err, fault.LinkEnded)
}

func TestTwentyWrongLinksAndTheAddressWaitsForTheRightOneToo(t *testing.T) {
	f := newFixture(t)
	_, token := f.linked()
	for i := range 20 {
		wantCode(t, f.wrong(i, stranger), fault.LinkUnknown)
	}
	err := f.wrong(20, stranger)
	wantCode(t, err, fault.TooMany)
	if s := retryAfter(t, err); s != 15*60 {
		t.Errorf("retry after %d s", s)
	}
	_, err = f.Links().Verify(t.Context(), token, stranger)
	wantCode(t, err, fault.TooMany)
	if _, err := f.Links().Verify(t.Context(), token, "198.51.100.10"); err != nil {
		t.Errorf("the neighbour: %v", err)
	}
	f.reopen() // as after a restart of the machine
	_, err = f.Links().Verify(t.Context(), token, stranger)
	wantCode(t, err, fault.TooMany)
	f.clock.pass(15 * time.Minute)
	if _, err := f.Links().Verify(t.Context(), token, stranger); err != nil {
		t.Errorf("after the wait: %v", err)
	}
}

func TestOfManyGuessesAtOnceOnlyTwentyAreLookedUp(t *testing.T) {
	f := newFixture(t)
	var looked, refused atomic.Int64
	var wg sync.WaitGroup
	for i := range 200 {
		wg.Go(func() {
			switch err := f.wrong(i, stranger); fault.CodeOf(err) {
			case fault.LinkUnknown:
				looked.Add(1)
			case fault.TooMany:
				refused.Add(1)
			default:
				t.Errorf("got %v", err)
			}
		})
	}
	wg.Wait()
	if looked.Load() != 20 || refused.Load() != 180 {
		t.Errorf("%d looked up, %d refused", looked.Load(), refused.Load())
	}
}

func TestRightLinksAreNotCountedHoweverManyAsk(t *testing.T) {
	f := newFixture(t)
	_, token := f.linked()
	var wg sync.WaitGroup
	for range 100 {
		wg.Go(func() {
			if _, err := f.Links().Verify(context.Background(), token, stranger); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	f.clock.pass(LinkLife)
	for range 30 { // nor is a link that has ended a guess
		_, err := f.Links().Verify(t.Context(), token, stranger)
		wantCode(t, err, fault.LinkEnded)
	}
	if n := f.text(`select count(*) from throttles`); n != "0" {
		t.Errorf("%s counts were kept", n)
	}
}

func TestWrongLinksDoNotLockTheSignInOfTheirAddress(t *testing.T) {
	f := newFixture(t)
	f.member("A1", "482913", "")
	for i := range 21 {
		_ = f.wrong(i, "192.0.2.7")
	}
	if _, err := f.try("A1", "482913"); err != nil {
		t.Error(err)
	}
}

func TestALinkIsRememberedForAWhileAfterItsEnd(t *testing.T) {
	f := newFixture(t)
	_, token := f.linked()
	for _, c := range []struct {
		after time.Duration
		want  fault.Code
	}{
		{LinkLife + linkMemory - time.Second, fault.LinkEnded},
		{2 * time.Second, fault.LinkUnknown},
	} {
		f.clock.pass(c.after)
		if err := Sweep(t.Context(), f.db, f.clock.Now()); err != nil {
			t.Fatal(err)
		}
		_, err := f.Links().Verify(t.Context(), token, stranger)
		wantCode(t, err, c.want)
	}
}

func TestALinkGoesWithTheWriteThatIssuesIt(t *testing.T) {
	f := newFixture(t)
	member, _ := f.linked()
	err := f.db.Write(t.Context(), func(tx *store.Tx) error {
		if _, err := IssueLink(tx, member, []int64{7}, f.clock.Now()); err != nil {
			return err
		}
		return fault.New(fault.Unavailable, "the reminder could not be written")
	})
	wantCode(t, err, fault.Unavailable)
	if n := f.text(`select count(*) from links`); n != "1" {
		t.Errorf("%s links", n)
	}
}
