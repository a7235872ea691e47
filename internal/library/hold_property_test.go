package library_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"simpanbudi/internal/library"
	"simpanbudi/internal/librarytest"
)

// TestQueuesKeepTheirOrder lets members ask, cancel and miss their days, and copies
// go out and come back, as they like. Whoever asked first gets the first copy, no
// copy is set aside twice, and places are counted without gaps.
func TestQueuesKeepTheirOrder(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		h := librarytest.New(t, librarytest.At("2026-11-23T09:00")).Set("member_holds", "on").Set("holds_limit", "100")
		title := h.Title()
		copies := []*librarytest.Item{title.Copy(), title.Copy()}
		holder := h.Member("umum")
		for _, c := range copies {
			holder.Loan(librarytest.Of(c), librarytest.Due("2027-11-30"))
		}
		members := []*librarytest.Member{h.Member("umum"), h.Member("umum"), h.Member("umum"), h.Member("umum")}
		must := func(err error) {
			if err != nil {
				rt.Fatal(err)
			}
		}
		steps := rapid.IntRange(5, 25).Draw(rt, "steps")
		for range steps {
			h.Advance(time.Duration(rapid.IntRange(1, 100).Draw(rt, "hours")) * time.Hour)
			switch rapid.IntRange(0, 4).Draw(rt, "what") {
			case 0, 1:
				r := library.HoldRequest{Member: rapid.SampledFrom(members).Draw(rt, "who").ID, Title: title.ID, Door: "web"}
				if rapid.Bool().Draw(rt, "this copy") {
					r.Item = rapid.SampledFrom(copies).Draw(rt, "copy").ID
				}
				_, err := h.Library.PlaceHold(rt.Context(), r)
				must(err)
			case 2:
				queue, err := h.Library.TitleQueue(rt.Context(), title.ID)
				must(err)
				if len(queue) > 0 {
					q := rapid.SampledFrom(queue).Draw(rt, "cancel")
					_, err := h.Library.CancelHold(rt.Context(), library.HoldEnd{Hold: q.ID, Member: q.Person.ID, Door: "web"})
					must(err)
				}
			case 3:
				c := rapid.SampledFrom(copies).Draw(rt, "back")
				_, err := h.Library.Return(rt.Context(), library.ReturnRequest{Clerk: *atTheDesk, Barcode: c.Barcode})
				must(err)
			case 4:
				_, err := h.Library.ExpireShelf(rt.Context(), h.Now(), false)
				must(err)
			}
			checkQueue(rt, h, title)
		}
	})
}

func checkQueue(rt *rapid.T, h *librarytest.House, title *librarytest.Title) {
	queue, err := h.Library.TitleQueue(rt.Context(), title.ID)
	if err != nil {
		rt.Fatal(err)
	}
	var waiting []library.Hold
	var aside []int64
	for _, q := range queue {
		if q.Ready {
			if slices.Contains(aside, q.CopyID) {
				rt.Fatalf("copy %d is set aside twice", q.CopyID)
			}
			aside = append(aside, q.CopyID)
			continue
		}
		waiting = append(waiting, q)
		if q.Place != len(waiting) {
			rt.Fatalf("place %d of %d", q.Place, len(waiting))
		}
	}
	// Nobody whose time on the shelf began later asked earlier than who still waits for any copy.
	if n := h.Int(`select count(*) from holds r join holds w on w.title_id = r.title_id where r.status = 'ready' and w.status = 'waiting'
and w.item_id is null and (w.placed_at, w.id) < (r.placed_at, r.id) and w.placed_at <= r.ready_at`); n != 0 {
		rt.Fatalf("%d wait although they asked before somebody for whom a copy is set aside", n)
	}
	if n := h.Int(`select count(*) from holds h join loans l on l.item_id = h.assigned_item_id and l.closed_at is null where h.status = 'ready'`); n != 0 {
		rt.Fatalf("%d copies are set aside and lent", n)
	}
}
