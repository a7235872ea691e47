package bench

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/library"
	"simpanbudi/internal/store"
)

// What a desk may take, from the moment the server has a scan until it answers.
const (
	scanBudget   = "p99 <= 15 ms"
	searchBudget = "p99 <= 100 ms"
)

// deskHouse is a library with a desk.
type deskHouse struct {
	db   *store.DB
	lib  *library.Library
	size deskSize
}

func openDesk(ctx context.Context, path string, size deskSize, now time.Time) (h *deskHouse, err error) {
	h = &deskHouse{size: size}
	if h.db, err = store.Open(ctx, path, store.Options{}); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, h.db.Close())
		}
	}()
	if err := seedDesk(ctx, h.db, size, now); err != nil {
		return nil, err
	}
	if h.lib, err = library.Open(ctx, h.db, library.Options{Now: func() time.Time { return now }}); err != nil {
		return nil, err
	}
	entries, err := circulation.ParseRules([]byte(rules))
	if err != nil {
		return nil, err
	}
	return h, h.lib.LoadRules(ctx, entries)
}

// desk measures a desk at work in a library of Desk loans.
func (r *run) desk(ctx context.Context) (err error) {
	if r.Desk == 0 {
		return nil
	}
	size := deskOf(r.Desk)
	h, err := openDesk(ctx, filepath.Join(r.Dir, "desk.db"), size, r.now)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.db.Close()) }()
	if err := r.scans(ctx, h); err != nil {
		return err
	}
	if err := r.searches(ctx, h); err != nil {
		return err
	}
	if err := r.today(ctx, h); err != nil {
		return err
	}
	return r.preview(ctx, h)
}

// scans measures lending, taking back and renewing at all desks at once.
func (r *run) scans(ctx context.Context, h *deskHouse) error {
	tellers := make([]*deskTeller, desks)
	for i := range tellers {
		tellers[i] = &deskTeller{lib: h.lib, clerk: library.Clerk{Door: "desk"}, size: h.size, number: i, took: timings{}}
	}
	d := time.Duration(r.Rounds) * r.Round
	if err := workAtDesks(ctx, tellers, d, scanEvery); err != nil {
		return err
	}
	all := timings{}
	for _, t := range tellers {
		for kind, took := range t.took {
			all[kind] = append(all[kind], took...)
		}
		t.took = timings{}
	}
	for _, kind := range []string{"lend", "return", "renew"} {
		p50, p99 := all.p99(kind)
		r.table.add(fmt.Sprintf("%s, %d desks, %d loans", kind, desks, h.size.loans),
			fmt.Sprintf("p50 %s, p99 %s", millis(p50), millis(p99)), "", scanBudget)
	}
	if err := workAtDesks(ctx, tellers, r.Round, 0); err != nil {
		return err
	}
	n := 0
	for _, t := range tellers {
		for _, took := range t.took {
			n += len(took)
		}
	}
	r.table.add("the same as fast as they can", perSecond(float64(n)/r.Round.Seconds()), "", "")
	return nil
}

func millis(d time.Duration) string { return fmt.Sprintf("%.1f ms", float64(d.Microseconds())/1000) }
