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
	ours    *site    // Y1 by the product's renderer
	lookers []string // their cookies
	renewer []int64
	cookies []string // of those who renew
	refs    int      // of the receipts that R has written
	figures map[string][]float64
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
	usual, ours, err := y1(ctx, h.lib, looks[0])
	if err != nil {
		return nil, err
	}
	if m.y1, err = serveSite(usual); err != nil {
		return nil, err
	}
	m.ours, err = serveSite(ours)
	return m, err
}

func (m *meter) close() {
	_ = m.y0.close()
	_ = m.y1.close()
	_ = m.ours.close()
}

// round measures everything once.
func (m *meter) round(ctx context.Context, d time.Duration) error {
	for name, addr := range map[string]string{"Y0": m.y0.addr, "Y1": m.y1.addr, "ours": m.ours.addr, "page": m.h.site.addr} {
		if err := m.pages(ctx, name, Errand{Addr: addr, For: d, Lookers: m.lookers}); err != nil {
			return err
		}
	}
	ids := m.renewer
	renewers, err := m.h.renewers(ctx, ids, m.cookies)
	if err != nil {
		return err
	}
	beside := Errand{Addr: m.h.site.addr, For: d, Lookers: m.lookers, Renewers: renewers}
	if err := m.pages(ctx, "beside", beside); err != nil {
		return err
	}
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
	if renewers, err = m.h.renewers(ctx, ids, m.cookies); err != nil {
		return err
	}
	http, err := loadRenewals(m.h.site.addr, renewers, d)
	if err != nil {
		return fmt.Errorf("post: %w", err)
	}
	m.note("post", http.PerSecond())
	alone, err := useCaseRenewals(ctx, m.h.lib, ids[:1], d)
	m.note("alone", alone)
	return err
}

// pages notes how many pages a second a server gave, what each cost it on the
// processor (microseconds) and how long nearly all took (milliseconds).
func (m *meter) pages(ctx context.Context, name string, e Errand) error {
	got, used, err := send(ctx, e)
	if err != nil {
		return fmt.Errorf("pages of %s: %w", name, err)
	}
	m.note(name, got.Pages.PerSecond())
	m.note(name+" cpu", float64(used.Nanoseconds())/1000/float64(got.Pages.Requests))
	m.note(name+" p99", float64(got.Pages.P99.Microseconds())/1000)
	if len(e.Renewers) > 0 {
		m.note("renewals "+name, got.Renewals.PerSecond())
	}
	return nil
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
	page := func(name string) string {
		return fmt.Sprintf("%s, %.0f us of processor", show(name), median(m.figures[name+" cpu"]))
	}
	late := func(name string) string { return fmt.Sprintf("p99 %.1f ms", median(m.figures[name+" p99"])) }
	t.add("Y0 bare Gin, constant bytes", page("Y0"), "", "")
	t.add("Y1 bare Gin, fixed model, html/template", page("Y1"), of("Y1", "Y0"), "")
	t.add("the same by this program's renderer", page("ours"), of("ours", "Y0"), "")
	t.add(fmt.Sprintf("my-loans page, %d connections", pageConns), show("page")+", "+late("page"), of("page", "Y1"), ">= 0.6 Y1")
	t.add("processor time of one page", fmt.Sprintf("%.0f us", median(m.figures["page cpu"])), of("page cpu", "Y0 cpu"), "<= 7 Y0 cpu")
	t.add(fmt.Sprintf("the page while %d members renew", together), show("beside")+", "+late("beside"),
		show("renewals beside")+" renewals", "p99 < 10 ms")
	t.add("R bare statements, 64 a commit", show("R"), "", "")
	t.add("renewals of 64 members, use case", show("use case"), of("use case", "R"), ">= 0.7 R")
	t.add("renewals of 64 members, HTTP", show("post"), of("post", "R"), ">= 0.45 R")
	t.add("renewals of one member alone", show("alone"), of("alone", "R"), "one fsync each")
}
