package identity

import (
	"context"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"simpanbudi/internal/store"
)

func TestUseIsNotedOnceAMinuteAtMost(t *testing.T) {
	f := newFixture(t)
	s := NewSessions(f.db, SessionOptions{Now: f.clock.Now})
	cookie := signIn(t, s, SignedIn{Member: f.member("A1", "", "")})
	begun := f.clock.Now().Unix()
	f.clock.pass(touchEvery - time.Second)
	for range 5 {
		whoIs(t, s, cookie)
	}
	s.Close() // writes what is pending
	if got := f.text(`select seen_at from sessions`); got != fmt.Sprint(begun) {
		t.Errorf("noted within the minute: %s, want %d", got, begun)
	}

	s = NewSessions(f.db, SessionOptions{Now: f.clock.Now})
	f.clock.pass(time.Second)
	for range 5 {
		whoIs(t, s, cookie)
		f.clock.pass(time.Second)
	}
	s.Close()
	noted := f.text(`select seen_at from sessions`)
	if noted == fmt.Sprint(begun) {
		t.Error("not noted after a minute")
	}
}

func TestUseKeepsASessionAlive(t *testing.T) {
	f := newFixture(t)
	cookie := signIn(t, f.sessions(SessionOptions{}), SignedIn{Member: f.member("A1", "", "")})
	for range 6 {
		f.clock.pass(10 * time.Minute)
		s := NewSessions(f.db, SessionOptions{Now: f.clock.Now})
		if _, _, ok := whoIs(t, s, cookie); !ok {
			t.Fatal("ended although in use")
		}
		s.Close()
	}
}

func TestLateNoteDoesNotBringBackAnEndedSession(t *testing.T) {
	f := newFixture(t)
	s := NewSessions(f.db, SessionOptions{Now: f.clock.Now})
	id := f.member("A1", "", "")
	cookie := signIn(t, s, SignedIn{Member: id})
	f.clock.pass(2 * touchEvery)
	whoIs(t, s, cookie)
	if err := s.Revoke(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	s.Close()
	if got := f.text(`select count(*) from sessions`); got != "0" {
		t.Errorf("%s sessions, want none", got)
	}
}

func TestBusyWriterHoldsNobodyUp(t *testing.T) {
	u := &upkeep{touches: make(chan touch, 1)}
	for i := range 10 {
		u.touch(fmt.Sprint(i), start) // nobody takes them: would hang if it waited
	}
}

func TestSweepRemovesWhatNoLongerMatters(t *testing.T) {
	f := newFixture(t)
	s := f.sessions(SessionOptions{})
	id := f.member("A1", "482913", "")
	in, err := f.try("A1", "482913")
	if err != nil {
		t.Fatal(err)
	}
	signIn(t, s, in)
	_, _ = f.try("A1", "000000")
	counts := func() string {
		return f.text(`select (select count(*) from sessions) || ' ' || (select count(*) from throttles) || ' ' || (select count(*) from known_devices)`)
	}
	for _, step := range []struct {
		pass time.Duration
		want string
	}{
		{0, "1 2 1"},
		{SessionLifetime, "0 2 1"},
		{13 * time.Hour, "0 0 1"},
		{deviceMemory, "0 0 0"},
	} {
		f.clock.pass(step.pass)
		if err := Sweep(t.Context(), f.db, f.clock.Now()); err != nil {
			t.Fatal(err)
		}
		if got := counts(); got != step.want {
			t.Errorf("after %v: sessions, throttles, devices %s, want %s", step.pass, got, step.want)
		}
	}
	if got := f.text(`select count(*) from members where id = ?`, id); got != "1" {
		t.Error("the member is gone")
	}
}

func TestUpkeepRunsBesideTheRequests(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFixture(t)
		s := NewSessions(f.db, SessionOptions{Now: f.clock.Now})
		defer s.Close()
		cookie := signIn(t, s, SignedIn{Member: f.member("A1", "", "")})
		f.clock.pass(2 * touchEvery)
		whoIs(t, s, cookie)
		time.Sleep(2 * touchGather) // in virtual time
		synctest.Wait()
		if got := f.text(`select seen_at from sessions`); got != fmt.Sprint(f.clock.Now().Unix()) {
			t.Errorf("the use was noted as of %s, want %d", got, f.clock.Now().Unix())
		}
		f.clock.pass(SessionLifetime)
		time.Sleep(sweepEvery + time.Second)
		synctest.Wait()
		if got := f.text(`select count(*) from sessions`); got != "0" {
			t.Errorf("%s sessions past their end", got)
		}
	})
}

// Another process may hold the file for long, and a stop is promised in seconds.
func TestClosingGivesUpAWriteThatWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFixture(t)
		s := NewSessions(f.db, SessionOptions{Now: f.clock.Now})
		cookie := signIn(t, s, SignedIn{Member: f.member("A1", "", "")})
		f.clock.pass(2 * touchEvery)
		entered, open, held := make(chan struct{}), make(chan struct{}), make(chan error)
		go func() {
			held <- f.db.Write(context.Background(), func(*store.Tx) error {
				close(entered)
				<-open
				return nil
			})
		}()
		<-entered
		whoIs(t, s, cookie)
		time.Sleep(2 * touchGather) // the touch waits at the door
		started := time.Now()
		s.Close()
		if took := time.Since(started); took != closeWithin { // in virtual time
			t.Errorf("closing took %v, want %v", took, closeWithin)
		}
		close(open)
		if err := <-held; err != nil {
			t.Error(err)
		}
	})
}
