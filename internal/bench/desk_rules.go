package bench

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"simpanbudi/internal/circulation"
)

// strictRules are other rules to look at the effect of: half of what could be
// renewed no longer can.
const strictRules = `[{"branch":"*","category":"*","item_type":"*","rule":{"renewal":"P7D","window":"P3D"}},
{"branch":"*","category":"tekun","item_type":"*","rule":{"renewal":"P14D","renewals_allowed":0}}]`

// rulePreview measures what a change of rules would do to a tenth of Desk loans
// that are open.
func (r *run) rulePreview(ctx context.Context) (err error) {
	if r.Desk == 0 {
		return nil
	}
	size := deskOf(r.Desk / 10 * openOfCopies / (openOfCopies - 1) * loansPerCopy)
	h, err := openDesk(ctx, filepath.Join(r.Dir, "rules.db"), size, r.now)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.close()) }()
	entries, err := circulation.ParseRules([]byte(strictRules))
	if err != nil {
		return err
	}
	took := timings{}
	for range r.Rounds {
		before := time.Now()
		effect, err := h.lib.PreviewRules(ctx, entries)
		if err != nil {
			return err
		}
		took[""] = append(took[""], time.Since(before))
		if effect.Open != size.open || effect.Lost.Count == 0 {
			return fmt.Errorf("the effect on %d loans was told of %d, %d of them lost", size.open, effect.Open, effect.Lost.Count)
		}
	}
	p50, worst := took.p99("")
	r.table.add(fmt.Sprintf("preview of rules, %d open loans", size.open), fmt.Sprintf("p50 %s, p99 %s", millis(p50), millis(worst)), "", "<= 2 s")
	return nil
}
