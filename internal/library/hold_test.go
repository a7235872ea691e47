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

var atTheDesk = &library.Clerk{Staff: 0, Door: "desk"}

func place(t *testing.T, h *librarytest.House, r library.HoldRequest) *library.Placed {
	t.Helper()
	p, err := h.Library.PlaceHold(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func holdCodes(p *library.Placed) (list []circulation.HoldCode) {
	for _, r := range p.Reasons {
		list = append(list, r.Code)
	}
	return list
}

// lentTitle is a title whose only copy is lent to somebody.
func lentTitle(h *librarytest.House) (*librarytest.Title, *librarytest.Item) {
	title := h.Title()
	copy := title.Copy()
	h.Member("umum").Loan(librarytest.Of(copy), librarytest.Due("2026-11-30"))
	return title, copy
}

func TestAMemberWaitsInTheOrderInWhichTheyAsked(t *testing.T) {
	h := monday(t).Set("member_holds", "on")
	title, _ := lentTitle(h)
	for nth := 1; nth <= 3; nth++ {
		m := h.Member("umum")
		p := place(t, h, library.HoldRequest{Member: m.ID, Title: title.ID, Door: "web"})
		if !p.Placed || p.Hold.Place != nth || p.Hold.Of != nth || p.Hold.Ready {
			t.Fatalf("%d: %+v", nth, p)
		}
		again := place(t, h, library.HoldRequest{Member: m.ID, Title: title.ID, Door: "web"})
		if again.Placed || !slices.Equal(holdCodes(again), []circulation.HoldCode{circulation.HoldWaits}) {
			t.Errorf("posted twice: %+v", again)
		}
	}
	queue, err := h.Library.TitleQueue(t.Context(), title.ID)
	if err != nil || len(queue) != 3 || queue[1].Place != 2 || queue[1].Of != 3 {
		t.Errorf("%+v %v", queue, err)
	}
	wantInt(t, "audit", h.Int(`select count(*) from audit where action = 'hold.placed' and actor = 'member' and door = 'web'`), 3)
}

func TestEverythingThatStandsAgainstWaitingIsTold(t *testing.T) {
	h := monday(t).Set("holds_limit", "1")
	lent, _ := lentTitle(h)
	shelf := h.Title()
	shelf.Copy()
	gone := h.Title()
	gone.Copy().Status("withdrawn")
	full := h.Member("umum")
	other, _ := lentTitle(h)
	full.HoldTitle(other)
	reader := h.Member("umum")
	mine := reader.Loan()
	for name, c := range map[string]struct {
		r    library.HoldRequest
		want []circulation.HoldCode
	}{
		"members do not hold here": {library.HoldRequest{Member: h.Member("umum").ID, Title: lent.ID}, []circulation.HoldCode{circulation.HoldOff}},
		"a clerk may":              {library.HoldRequest{Member: h.Member("umum").ID, Title: lent.ID, Clerk: atTheDesk}, nil},
		"on the shelf":             {library.HoldRequest{Member: h.Member("umum").ID, Title: shelf.ID, Clerk: atTheDesk}, []circulation.HoldCode{circulation.HoldOnShelf}},
		"no copy":                  {library.HoldRequest{Member: h.Member("umum").ID, Title: gone.ID, Clerk: atTheDesk}, []circulation.HoldCode{circulation.HoldNoCopy}},
		"full and blocked":         {library.HoldRequest{Member: full.Blocked().ID, Title: lent.ID, Clerk: atTheDesk}, []circulation.HoldCode{circulation.HoldBlocked, circulation.HoldLimit}},
		"has it":                   {library.HoldRequest{Member: reader.ID, Title: mine.Item.Title.ID, Clerk: atTheDesk}, []circulation.HoldCode{circulation.HoldHasIt}},
	} {
		p := place(t, h, c.r)
		if got := holdCodes(p); !slices.Equal(got, c.want) || p.Placed != (len(c.want) == 0) {
			t.Errorf("%s: %v, not %v", name, got, c.want)
		}
	}
	p := place(t, h, library.HoldRequest{Member: reader.ID, Title: shelf.ID, Clerk: atTheDesk, Override: &library.Override{Codes: []string{"on_shelf"}}})
	if !p.Placed {
		t.Errorf("a clerk may let somebody wait for a book on the shelf: %+v", p)
	}
	_, err := h.Library.PlaceHold(t.Context(), library.HoldRequest{Member: full.ID, Title: lent.ID, Clerk: atTheDesk, MayOverride: true,
		Override: &library.Override{Codes: []string{"blocked", "hold_limit"}}})
	wantFault(t, err, fault.Invalid)
	p = place(t, h, library.HoldRequest{Member: full.ID, Title: lent.ID, Clerk: atTheDesk, MayOverride: true,
		Override: &library.Override{Codes: []string{"blocked", "hold_limit"}, Reason: "untuk tugas sekolah"}})
	if !p.Placed || h.Text(`select detail ->> 'reason' from audit where subject = 'hold' order by id desc limit 1`) != "untuk tugas sekolah" {
		t.Errorf("not overridden: %+v", p)
	}
}

func TestACancelledHoldGivesItsCopyToWhoWaitsNext(t *testing.T) {
	h := monday(t).Set("member_holds", "on")
	title, copy := lentTitle(h)
	first, second := h.Member("umum"), h.Member("umum")
	a := place(t, h, library.HoldRequest{Member: first.ID, Title: title.ID, Door: "web"}).Hold
	h.Advance(time.Minute)
	b := place(t, h, library.HoldRequest{Member: second.ID, Title: title.ID, Door: "web"}).Hold
	if _, err := h.Library.Return(t.Context(), library.ReturnRequest{Clerk: *atTheDesk, Barcode: copy.Barcode}); err != nil {
		t.Fatal(err)
	}
	_, err := h.Library.CancelHold(t.Context(), library.HoldEnd{Hold: a.ID, Member: second.ID, Door: "web"})
	wantFault(t, err, fault.NotFound) // another member's
	ended, err := h.Library.CancelHold(t.Context(), library.HoldEnd{Hold: a.ID, Member: first.ID, Door: "web"})
	if err != nil || ended.Copy != copy.ID || ended.Next == nil || ended.Next.ID != second.ID {
		t.Fatalf("%+v %v", ended, err)
	}
	if again, err := h.Library.CancelHold(t.Context(), library.HoldEnd{Hold: a.ID, Member: first.ID, Door: "web"}); err != nil || again.Copy != 0 {
		t.Errorf("cancelled twice: %+v %v", again, err)
	}
	my, err := h.Library.MyHolds(t.Context(), second.ID)
	if err != nil || len(my.Holds) != 1 || !my.Holds[0].Ready || my.Holds[0].ID != b.ID || my.Holds[0].Until.IsZero() {
		t.Errorf("%+v %v", my, err)
	}
	wantInt(t, "messages still to be sent", h.Int(`select count(*) from notices where kind = 'hold_ready' and state = 'waiting'`), 1)
}

func TestWhatIsNotFetchedInTimeGoesOn(t *testing.T) {
	h := monday(t)
	title, copy := lentTitle(h)
	first, second := h.Member("umum"), h.Member("umum")
	for _, m := range []*librarytest.Member{first, second} {
		place(t, h, library.HoldRequest{Member: m.ID, Title: title.ID, Clerk: atTheDesk})
		h.Advance(time.Minute)
	}
	if _, err := h.Library.Return(t.Context(), library.ReturnRequest{Clerk: *atTheDesk, Barcode: copy.Barcode}); err != nil {
		t.Fatal(err)
	}
	until := time.Unix(h.Int(`select shelf_until from holds where status = 'ready'`), 0)
	for _, c := range []struct {
		at      time.Time
		expired int
	}{{until, 0}, {until.Add(time.Second), 1}, {until.Add(time.Second), 0}} {
		h.SetNow(c.at)
		dry, err := h.Library.ExpireShelf(t.Context(), c.at, true)
		if err != nil || dry.Expired != c.expired {
			t.Fatalf("dry at %v: %+v %v", c.at, dry, err)
		}
		job, err := h.Library.ExpireShelf(t.Context(), c.at, false)
		if err != nil || job.Expired != c.expired || job.PassedOn != c.expired {
			t.Fatalf("at %v: %+v %v", c.at, job, err)
		}
	}
	desk, err := h.Library.HoldsAtDesk(t.Context(), 0)
	if err != nil || len(desk.Ready) != 1 || desk.Ready[0].Person.ID != second.ID || len(desk.Ended) != 1 || len(desk.Over) != 0 {
		t.Fatalf("%+v %v", desk, err)
	}
	h.Advance(30 * 24 * time.Hour)
	desk, err = h.Library.HoldsAtDesk(t.Context(), 0)
	if err != nil || len(desk.Over) != 1 || len(desk.Ended) != 0 {
		t.Fatalf("%+v %v", desk, err)
	}
	ended, err := h.Library.TakeDownHold(t.Context(), *atTheDesk, desk.Over[0].ID)
	if err != nil || ended.Next != nil || ended.Copy != copy.ID {
		t.Errorf("%+v %v", ended, err)
	}
	_, err = h.Library.TakeDownHold(t.Context(), *atTheDesk, desk.Over[0].ID)
	wantFault(t, err, fault.Conflict)
}

func TestBooksOnTheShelfThatSomebodyWaitsForAreToBeFetched(t *testing.T) {
	h := monday(t)
	title := h.Title()
	a := title.Copy()
	b := title.Copy()
	var members []*librarytest.Member
	for range 3 {
		m := h.Member("umum")
		m.HoldTitle(title)
		members = append(members, m)
		h.Advance(time.Minute)
	}
	alone := h.Member("umum")
	other := h.Title()
	alone.HoldCopy(h.Item())
	h.Member("umum").HoldTitle(other) // no copy at all
	desk, err := h.Library.HoldsAtDesk(t.Context(), 0)
	if err != nil || len(desk.Fetch) != 3 {
		t.Fatalf("%+v %v", desk.Fetch, err)
	}
	if f := desk.Fetch; f[0].Person.ID != members[0].ID || f[0].Copy.ID != a.ID || f[1].Person.ID != members[1].ID || f[1].Copy.ID != b.ID || f[2].Person.ID != alone.ID {
		t.Errorf("%+v", f)
	}
}

func TestAMirrorTakesNoHolds(t *testing.T) {
	h := monday(t).Set("record", "mirror").Set("member_holds", "on")
	title, _ := lentTitle(h)
	m := h.Member("umum")
	hold := m.HoldTitle(title)
	_, err := h.Library.PlaceHold(t.Context(), library.HoldRequest{Member: h.Member("umum").ID, Title: title.ID, Clerk: atTheDesk})
	wantFault(t, err, fault.Mirrored)
	_, err = h.Library.CancelHold(t.Context(), library.HoldEnd{Hold: hold, Member: m.ID, Door: "web"})
	wantFault(t, err, fault.Mirrored)
	_, err = h.Library.ExpireShelf(t.Context(), h.Now(), false)
	wantFault(t, err, fault.Mirrored)
}
