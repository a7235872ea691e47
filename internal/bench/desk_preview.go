package bench

import (
	"context"
	"fmt"
	"time"
)

// previewLoans is for how many open loans the budget of a preview is.
const previewLoans = 100_000

// preview measures what other rules would do to every open loan, all of which
// they change.
func (r *run) preview(ctx context.Context, h *deskHouse) error {
	entries, err := h.lib.Rules(ctx)
	if err != nil {
		return err
	}
	for i := range entries {
		once := 1
		entries[i].Rule.RenewalsAllowed = &once
	}
	took := timings{}
	const kind = "preview"
	for range r.Rounds {
		before := time.Now()
		effect, err := h.lib.PreviewRules(ctx, entries)
		if err != nil {
			return fmt.Errorf("rule preview: %w", err)
		}
		spent := time.Since(before)
		took[kind] = append(took[kind], spent*previewLoans/time.Duration(max(effect.Open, 1)))
	}
	p50, p99 := took.p99(kind)
	r.table.add("rule preview, of 100,000 open loans", fmt.Sprintf("p50 %s, p99 %s", millis(p50), millis(p99)), "", "<= 2 s")
	return nil
}
