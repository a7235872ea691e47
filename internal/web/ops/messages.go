package ops

import (
	"context"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"simpanbudi/internal/reminder"
)

// figuresWithin is how long a look at the figures may wait for the database.
const figuresWithin = 2 * time.Second

// messages are the figures of messages to members, read when somebody asks: so they
// are right whichever process sends, and after a restart.
type messages struct {
	read func(ctx context.Context) ([]reminder.Figures, error)

	sent, failed, waiting, oldest, uncertain *prometheus.Desc
}

// Messages adds the figures of messages, by channel.
func (m *Metrics) Messages(read func(ctx context.Context) ([]reminder.Figures, error)) {
	desc := func(name, help string) *prometheus.Desc {
		return prometheus.NewDesc("simpanbudi_messages_"+name, help, []string{"channel"}, nil)
	}
	m.registry.MustRegister(&messages{
		read:      read,
		sent:      desc("sent_total", "Messages that a provider has taken, or that staff have passed on."),
		failed:    desc("failed_total", "Messages that a channel could not deliver; another one may have."),
		waiting:   desc("waiting", "Messages that wait to be sent."),
		oldest:    desc("oldest_unsent_seconds", "For how long the oldest of them has waited; 0 where none does."),
		uncertain: desc("uncertain", "Messages kept whose sender died before the provider answered: each may have arrived twice."),
	})
}

// Describe names the figures.
func (m *messages) Describe(to chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{m.sent, m.failed, m.waiting, m.oldest, m.uncertain} {
		to <- d
	}
}

// Collect reads the figures. What cannot be read is left out, so that the others
// are still told.
func (m *messages) Collect(to chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), figuresWithin)
	defer cancel()
	list, err := m.read(ctx)
	if err != nil {
		return
	}
	for _, f := range list {
		put := func(d *prometheus.Desc, kind prometheus.ValueType, v float64) {
			to <- prometheus.MustNewConstMetric(d, kind, v, f.Channel)
		}
		put(m.sent, prometheus.CounterValue, float64(f.Sent))
		put(m.failed, prometheus.CounterValue, float64(f.Failed))
		put(m.waiting, prometheus.GaugeValue, float64(f.Waiting))
		put(m.oldest, prometheus.GaugeValue, f.Oldest.Seconds())
		put(m.uncertain, prometheus.GaugeValue, float64(f.Uncertain))
	}
}
