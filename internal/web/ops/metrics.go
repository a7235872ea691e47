// Package ops is what machines ask: is it alive, is it ready, how is it doing.
package ops

import (
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Metrics are the figures of this server, in a registry of its own.
type Metrics struct {
	requests *prometheus.HistogramVec
	renewals *prometheus.CounterVec
	registry *prometheus.Registry
	handler  http.Handler
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
	m.handler = promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
	return m
}

// Request books one request.
func (m *Metrics) Request(route, method string, status int, took time.Duration) {
	m.requests.WithLabelValues(route, method, strconv.Itoa(status)).Observe(took.Seconds())
}

// Renewal counts one post that asked to renew.
func (m *Metrics) Renewal(result string) { m.renewals.WithLabelValues(result).Inc() }
