package bench

import (
	"context"
	"fmt"
	"time"

	"simpanbudi/internal/library"
)

// today measures the page of the day: its counts, and the first page of its
// longest list.
func (r *run) today(ctx context.Context, h *deskHouse) error {
	took := timings{}
	for range 8 * r.Rounds {
		for _, step := range []struct {
			kind string
			do   func() error
		}{
			{"counts", func() error { _, err := h.lib.Today(ctx, 0); return err }},
			{"members to call", func() error { _, _, err := h.lib.MembersToCall(ctx, 0, library.ListKey{}, 50); return err }},
		} {
			before := time.Now()
			if err := step.do(); err != nil {
				return fmt.Errorf("today, %s: %w", step.kind, err)
			}
			took[step.kind] = append(took[step.kind], time.Since(before))
		}
	}
	for _, kind := range []string{"counts", "members to call"} {
		p50, p99 := took.p99(kind)
		r.table.add("today, "+kind, fmt.Sprintf("p50 %s, p99 %s", millis(p50), millis(p99)), "", "<= 300 ms")
	}
	return nil
}
