package bench

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"simpanbudi/internal/store"
)

// What a desk may take, from the moment the server has a scan until it answers.
const (
	scanBudget   = "p99 <= 15 ms"
	searchBudget = "p99 <= 100 ms"
)

// deskRules lets the same loan be renewed at the desk for as long as a measurement lasts.
const deskRules = `[{"branch":"*","category":"*","item_type":"*","loan_limit":null,
"rule":{"renewal":"P7D","renewals_allowed":null,"max_total":null,"once_per_day":false}}]`

// deskHouse is a library with a desk, as it is served.
type deskHouse struct {
	*house
	size deskSize
}

func openDesk(ctx context.Context, path string, size deskSize, now time.Time) (*deskHouse, error) {
	h, err := openFilled(ctx, path, now, deskRules, func(db *store.DB) error { return seedDesk(ctx, db, size, now) })
	if err != nil {
		return nil, err
	}
	return &deskHouse{house: h, size: size}, nil
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
	defer func() { err = errors.Join(err, h.close()) }()
	if err := r.scans(ctx, h); err != nil {
		return err
	}
	if err := r.searches(ctx, h); err != nil {
		return err
	}
	if err := r.today(ctx, h); err != nil {
		return err
	}
	return r.rulePreview(ctx)
}

// scans measures lending, taking back and renewing at all desks at once, through
// the pages that the box of the counter posts to.
func (r *run) scans(ctx context.Context, h *deskHouse) error {
	tellers, err := h.tellers(ctx)
	if err != nil {
		return err
	}
	if err := workAtDesks(tellers, time.Duration(r.Rounds)*r.Round, scanEvery); err != nil {
		return err
	}
	all := gather(tellers)
	if err := h.allDone(ctx, all); err != nil {
		return err
	}
	for _, kind := range scanKinds {
		p50, p99 := all.p99(kind)
		r.table.add(fmt.Sprintf("%s, %d desks, %d loans", kind, desks, h.size.loans),
			fmt.Sprintf("p50 %s, p99 %s", millis(p50), millis(p99)), "", scanBudget)
	}
	flush, err := flushes(r.Dir, r.Round)
	if err != nil {
		return err
	}
	p50, p99 := flush.p99("")
	r.table.add("a flush of the disk alone", fmt.Sprintf("p50 %s, p99 %s", millis(p50), millis(p99)), "", "")
	if err := workAtDesks(tellers, r.Round, 0); err != nil {
		return err
	}
	n := 0
	for _, took := range gather(tellers) {
		n += len(took)
	}
	r.table.add("the same as fast as they can", perSecond(float64(n)/r.Round.Seconds()), "", "")
	return nil
}

const countAuditSQL = `select count(*) from audit where action = ?`

// allDone checks that every scan has done what it was for: a refusal is quick, and
// would be a figure of nothing.
func (h *deskHouse) allDone(ctx context.Context, all timings) error {
	return h.db.Read(ctx, func(q store.Queryer) error {
		for kind, action := range map[string]string{scanLend: "loan.lent", scanReturn: "loan.returned", scanRenew: "loan.renewed"} {
			var n int
			if err := q.QueryRow(countAuditSQL, action).Scan(&n); err != nil {
				return err
			}
			if n != len(all[kind]) {
				return fmt.Errorf("of %d scans to %s, %d did it", len(all[kind]), kind, n)
			}
		}
		return nil
	})
}

func millis(d time.Duration) string { return fmt.Sprintf("%.1f ms", float64(d.Microseconds())/1000) }
