package ops

import (
	"context"
	"log/slog"
	"net/http"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/web/visit"
)

// Pages are what machines ask for.
type Pages struct {
	Ready   func(ctx context.Context) error // nil: always ready
	Metrics *Metrics
}

// Health answers GET /healthz: the process runs and answers.
func (p *Pages) Health(v *visit.Visit) { v.Plain(http.StatusOK, "ok") }

// Readiness answers GET /readyz: what is needed to serve members is there too.
func (p *Pages) Readiness(v *visit.Visit) {
	if p.Ready != nil {
		if err := p.Ready(v.Ctx()); err != nil {
			v.Log().LogAttrs(v.Ctx(), slog.LevelWarn, "not ready", slog.String("request", v.ID), slog.Any("error", err))
			v.Plain(http.StatusServiceUnavailable, "not ready: "+string(fault.CodeOf(err)))
			return
		}
	}
	v.Plain(http.StatusOK, "ready")
}

// Figures answers GET /metrics, to this machine only unless the setting metrics
// says otherwise; to others there is no such page.
func (p *Pages) Figures(v *visit.Visit) {
	if !v.FromHere() {
		site, err := v.Site()
		if err != nil {
			v.Fail(err)
			return
		}
		if !site.MetricsPublic {
			v.Refuse(fault.NotFound)
			return
		}
	}
	v.Header("Cache-Control", "no-store")
	_ = p.Metrics.write(v.Writer) // what is there has been told
}
