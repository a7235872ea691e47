// Package ops is what machines ask: is it alive, is it ready, how is it doing.
package ops

import (
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/common/expfmt"
)

// Metrics are the figures of this server, in a registry of its own.
type Metrics struct {
	requests *prometheus.HistogramVec
	renewals *prometheus.CounterVec
	registry *prometheus.Registry
}

// NewMetrics returns figures that all stand at zero.
func NewMetrics(version string) *Metrics {
	m := &Metrics{
		requests: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name:    "simpanbudi_http_request_seconds",
			Help:    "How long requests took, by the template of their route.",
			Buckets: []float64{.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10},
		}, []string{"route", "method", "status"}),
		renewals: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "simpanbudi_renewal_posts_total",
			Help: "Posts that asked to renew: receipt, or the code of what went wrong.",
		}, []string{"result"}),
	}
	build := prometheus.NewGauge(prometheus.GaugeOpts{
		Name: "simpanbudi_build_info", Help: "Always 1; the version stands in the label.",
		ConstLabels: prometheus.Labels{"version": version},
	})
	build.Set(1)
	m.registry = prometheus.NewRegistry()
	m.registry.MustRegister(m.requests, m.renewals, build, collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// Request books one request.
func (m *Metrics) Request(route, method string, status int, took time.Duration) {
	m.requests.WithLabelValues(route, method, strconv.Itoa(status)).Observe(took.Seconds())
}

// Renewal counts one post that asked to renew.
func (m *Metrics) Renewal(result string) { m.renewals.WithLabelValues(result).Inc() }

// textFormat is what every collector of figures understands.
var textFormat = expfmt.NewFormat(expfmt.TypeTextPlain)

// write answers with all figures; what could not be gathered is missing from them.
// (The library's own handler would bring a negotiation of formats and compressions
// that nobody needs, and half a megabyte.)
func (m *Metrics) write(w http.ResponseWriter) error {
	families, err := m.registry.Gather()
	w.Header().Set("Content-Type", string(textFormat))
	encoder := expfmt.NewEncoder(w, textFormat)
	for _, family := range families {
		if err := encoder.Encode(family); err != nil {
			return err // whoever asked has gone
		}
	}
	return err
}
