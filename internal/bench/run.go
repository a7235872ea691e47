package bench

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// Options says how long to measure and what.
type Options struct {
	Dir    string        // for databases and files; must be empty and on the disk that counts
	Rounds int           // alternating rounds, of which medians are shown
	Round  time.Duration // of one measurement in a round
	Scale  []int         // open loans of the libraries compared; the first is the base
	Import bool          // time a first import as well
	Desk   int           // loans of the library at whose desk is worked; 0: none
	Remind int           // open loans of the library that reminds, a tenth of them coming due or late; 0: none
	Only   []string      // names of Steps; none: all of them
	Out    io.Writer
	Log    io.Writer // progress, for a person who waits
}

// productLoans is the size of the library beside the yardsticks.
const productLoans = 20_000

// run is one call of Run.
type run struct {
	Options
	table table
	now   time.Time
}

// steps are what is measured, in this order.
var steps = []struct {
	name string
	do   func(*run, context.Context) error
}{
	{"decision", (*run).decision}, {"pages", (*run).product}, {"size", (*run).scale}, {"desk", (*run).desk},
	{"reminders", (*run).reminders}, {"import", (*run).imports}, {"program", (*run).program},
}

// Run measures and writes one table.
func Run(ctx context.Context, o Options) error {
	zone, err := time.LoadLocation("Asia/Jakarta")
	if err != nil {
		return err
	}
	r := &run{Options: o, now: time.Now().In(zone).Truncate(time.Second)}
	for _, s := range steps {
		if len(o.Only) > 0 && !slices.Contains(o.Only, s.name) {
			continue
		}
		fmt.Fprintf(r.Log, "measuring: %s\n", s.name)
		if err := s.do(r, ctx); err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
	}
	return r.table.write(o.Out)
}

func (r *run) decision(context.Context) error {
	nanos, allocs, err := decisions(r.now, r.Round)
	r.table.add("decision, nothing refuses", fmt.Sprintf("%.0f ns, %.1f allocs", nanos, allocs), "", "< 2000 ns, <= 2 allocs")
	return err
}

// product measures the page and renewals beside Y0, Y1 and R.
func (r *run) product(ctx context.Context) error {
	h, err := open(ctx, filepath.Join(r.Dir, "product.db"), productLoans, r.now)
	if err != nil {
		return err
	}
	defer func() { _ = h.close() }()
	m, err := newMeter(ctx, h, productLoans)
	if err != nil {
		return err
	}
	defer m.close()
	for range r.Rounds {
		if err := m.round(ctx, r.Round); err != nil {
			return err
		}
	}
	m.report(&r.table)
	return nil
}

// program looks at the binary, its start and its rest.
func (r *run) program(ctx context.Context) error {
	exe, err := os.Executable()
	if err != nil {
		return err
	}
	info, err := os.Stat(exe)
	if err != nil {
		return err
	}
	r.table.add("binary", fmt.Sprintf("%.1f MB", float64(info.Size())/1e6), "", "< 35 MB")
	path := filepath.Join(r.Dir, "product.db")
	if n := len(r.Scale); n > 0 {
		path = r.scaled(r.Scale[n-1])
	}
	s, err := serveOnce(ctx, path)
	if err != nil {
		return err
	}
	r.table.add("start-up until it listens", s.Start.Round(time.Millisecond).String(), "", "< 200 ms")
	r.table.add("memory at rest", fmt.Sprintf("%.1f MB", float64(s.Idle)/1e6), "", "< 60 MB")
	return nil
}

func (r *run) imports(ctx context.Context) error {
	if !r.Import {
		return nil
	}
	i, err := importOnce(ctx, r.Dir, r.now)
	if err != nil {
		return err
	}
	r.table.add(fmt.Sprintf("import of %d loans, %d members", importLoans, importMembers),
		fmt.Sprintf("%.1f s, %.0f MB", i.Took.Seconds(), float64(i.Peak)/1e6), "", "< 30 s, < 150 MB")
	return nil
}
