package bench

import (
	"context"
	"fmt"
	"path/filepath"
	"time"
)

// measured is one library size.
type measured struct {
	loans  int
	pages  []float64
	renews []float64
}

func (r *run) scaled(loans int) string {
	return filepath.Join(r.Dir, fmt.Sprintf("scale-%d.db", loans))
}

// scale compares the page and renewals of libraries of different sizes. All are
// open at once, so that their rounds can alternate.
func (r *run) scale(ctx context.Context) error {
	var sizes []*measured
	var houses []*house
	var cookies [][]string
	defer func() {
		for _, h := range houses {
			_ = h.close()
		}
	}()
	for _, n := range r.Scale {
		h, err := open(ctx, r.scaled(n), n, r.now)
		if err != nil {
			return err
		}
		houses = append(houses, h)
		c, err := h.signIn(ctx, looking(pageMembers, n))
		if err != nil {
			return err
		}
		cookies = append(cookies, c)
		sizes = append(sizes, &measured{loans: n})
	}
	for range r.Rounds {
		for i, h := range houses {
			if err := sizes[i].round(ctx, h, cookies[i], r.Round); err != nil {
				return err
			}
		}
	}
	for _, s := range sizes {
		r.table.add(fmt.Sprintf("library of %d open loans: pages", s.loans), perSecond(median(s.pages)),
			against(s.pages, sizes[0].pages), "within 1.5x")
		r.table.add(fmt.Sprintf("library of %d open loans: renewals", s.loans), perSecond(median(s.renews)),
			against(s.renews, sizes[0].renews), "within 1.5x")
	}
	return nil
}

func (s *measured) round(ctx context.Context, h *house, cookies []string, d time.Duration) error {
	l, err := loadPages(h.site.addr, cookies, 0, d)
	if err != nil {
		return err
	}
	s.pages = append(s.pages, l.PerSecond())
	renewed, err := useCaseRenewals(ctx, h.lib, renewing(together, s.loans), d)
	s.renews = append(s.renews, renewed)
	return err
}

// against says how many times slower the figures are than the base's.
func against(figures, base []float64) string {
	ratios := make([]float64, len(figures))
	for i := range figures {
		ratios[i] = base[i] / figures[i]
	}
	return fmt.Sprintf("%.2fx slower", median(ratios))
}
