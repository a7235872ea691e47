package bench

import (
	"context"
	"fmt"
	"time"
)

// meter measures the product and its yardsticks in alternating rounds.
type meter struct {
	h       *house
	y0, y1  *site
	lookers []string // their cookies
	renewer []int64
	cookies []string // of those who renew
	refs    int      // of the receipts that R has written
	figures map[string][]float64
	p99     []float64 // milliseconds, of the page
}

func newMeter(ctx context.Context, h *house, loans int) (*meter, error) {
	m := &meter{h: h, renewer: renewing(together, loans), figures: map[string][]float64{}}
	var err error
	looks := looking(pageMembers, loans)
	if m.lookers, err = h.signIn(ctx, looks); err != nil {
		return nil, err
	}
	if m.cookies, err = h.signIn(ctx, m.renewer); err != nil {
		return nil, err
	}
	if m.y0, err = serveSite(y0()); err != nil {
		return nil, err
	}
	rendering, err := y1(ctx, h.lib, looks[0])
	if err != nil {
		return nil, err
	}
	m.y1, err = serveSite(rendering)
	return m, err
}

func (m *meter) close() {
	_ = m.y0.close()
	_ = m.y1.close()
}

// round measures everything once.
func (m *meter) round(ctx context.Context, d time.Duration) error {
	for name, addr := range map[string]string{"Y0": m.y0.addr, "Y1": m.y1.addr, "page": m.h.site.addr} {
		l, err := loadPages(addr, m.lookers, d)
		if err != nil {
			return fmt.Errorf("pages of %s: %w", name, err)
		}
		m.note(name, l.PerSecond())
		if name == "page" {
			m.p99 = append(m.p99, float64(l.p99.Microseconds())/1000)
		}
	}
	ids := m.renewer
	bare, err := bareRenewals(ctx, m.h.db, ids, m.h.now, d, &m.refs)
	if err != nil {
		return fmt.Errorf("bare renewals: %w", err)
	}
	m.note("R", bare)
	use, err := useCaseRenewals(ctx, m.h.lib, ids, d)
	if err != nil {
		return fmt.Errorf("renew: %w", err)
	}
	m.note("use case", use)
	http, err := m.h.postRenewals(ctx, ids, m.cookies, d)
	if err != nil {
		return fmt.Errorf("post: %w", err)
	}
	m.note("post", http)
	alone, err := useCaseRenewals(ctx, m.h.lib, ids[:1], d)
	m.note("alone", alone)
	return err
}

func (m *meter) note(name string, figure float64) {
	m.figures[name] = append(m.figures[name], figure)
}

func (m *meter) report(t *table) {
	of := func(name, yardstick string) string {
		ratios := make([]float64, len(m.figures[name]))
		for i, v := range m.figures[name] { // of the same round
			ratios[i] = v / m.figures[yardstick][i]
		}
		return fmt.Sprintf("%.2f %s", median(ratios), yardstick)
	}
	show := func(name string) string { return perSecond(median(m.figures[name])) }
	t.add("Y0 bare Gin, constant bytes", show("Y0"), "", "")
	t.add("Y1 bare Gin, page of a fixed model", show("Y1"), of("Y1", "Y0"), "")
	t.add(fmt.Sprintf("my-loans page, %d connections", pageConns), fmt.Sprintf("%s, p99 %.1f ms", show("page"), median(m.p99)), of("page", "Y1"), ">= 0.5 Y1")
	t.add("R bare statements, 64 a commit", show("R"), "", "")
	t.add("renewals of 64 members, use case", show("use case"), of("use case", "R"), ">= 0.7 R")
	t.add("renewals of 64 members, HTTP", show("post"), of("post", "R"), ">= 0.45 R")
	t.add("renewals of one member alone", show("alone"), of("alone", "R"), "one fsync each")
}
