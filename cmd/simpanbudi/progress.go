package main

import (
	"io"
	"time"

	"github.com/schollz/progressbar/v3"

	"simpanbudi/internal/library/intake"
)

// progress shows how far an import has come to a person at a terminal. Its zero
// value shows nothing, as in a script or a log.
type progress struct {
	out  io.Writer
	bar  *progressbar.ProgressBar
	what string
}

func newProgress(out io.Writer) *progress {
	if !isTerminal(out) {
		return &progress{}
	}
	return &progress{out: out}
}

// show is called by the import as it goes on; each phase of each kind of rows
// has a bar of its own, a spinner where the number of rows is not known yet.
func (p *progress) show(now intake.Progress) {
	if p.out == nil {
		return
	}
	if what := now.Phase + " " + now.Kind; what != p.what {
		p.close()
		total := int64(now.Total)
		if total == 0 {
			total = -1
		}
		p.what = what
		p.bar = progressbar.NewOptions64(total,
			progressbar.OptionSetWriter(p.out),
			progressbar.OptionSetDescription(what),
			progressbar.OptionShowCount(),
			progressbar.OptionThrottle(100*time.Millisecond),
			progressbar.OptionSetSpinnerChangeInterval(0), // no goroutine of its own: the import calls often enough
		)
	}
	_ = p.bar.Set(now.Done)
}

// close takes the bar off the terminal.
func (p *progress) close() {
	if p.bar != nil {
		_ = p.bar.Clear()
		p.bar, p.what = nil, ""
	}
}
