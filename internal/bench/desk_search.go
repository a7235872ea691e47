package bench

import (
	"context"
	"fmt"
	"time"
)

// searches are what people type into the box: beginnings, whole words, several,
// common ones and such as nobody has.
var (
	memberTexts = []string{"s", "si", "siti", "siti rah", "rahayu wib", "bud", "muhammad hid", "A0000", "A00000017", "0812", "62812000", "zzz", "dewi lubis putri"}
	titleTexts  = []string{"l", "la", "laut", "laut bumi", "sejarah neg", "perang 12", "813 5", "C000000042", "C0000", "zzz", "matematika dasar", "santoso", "lauut"}
)

// searches measures searches for members and titles.
func (r *run) searches(ctx context.Context, h *deskHouse) error {
	for _, s := range []struct {
		what  string
		texts []string
		find  func(text string) error
	}{
		{"members", memberTexts, func(text string) error { _, err := h.lib.SearchMembers(ctx, text, "", 20); return err }},
		{"titles", titleTexts, func(text string) error { _, err := h.lib.SearchTitles(ctx, text, "", 20); return err }},
	} {
		if err := s.find("x"); err != nil { // an index that must catch up does so before
			return err
		}
		took := timings{}
		for range 8 * r.Rounds {
			for _, text := range s.texts {
				before := time.Now()
				if err := s.find(text); err != nil {
					return fmt.Errorf("search %s for %q: %w", s.what, text, err)
				}
				took[text] = append(took[text], time.Since(before))
				took[""] = append(took[""], time.Since(before))
			}
		}
		slowest, slow := "", time.Duration(0)
		for _, text := range s.texts {
			if p50, _ := took.p99(text); p50 > slow {
				slowest, slow = text, p50
			}
		}
		p50, p99 := took.p99("")
		r.table.add("search "+s.what, fmt.Sprintf("p50 %s, p99 %s, slowest %q %s", millis(p50), millis(p99), slowest, millis(slow)), "", searchBudget)
	}
	return nil
}
