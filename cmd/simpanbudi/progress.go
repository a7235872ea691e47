package main

import (
	"fmt"
	"io"
	"time"

	"simpanbudi/internal/library/intake"
)

// progress shows how far an import has come, on one line of a person's terminal.
// Its zero value shows nothing, as in a script or a log.
type progress struct {
	out   io.Writer
	shown time.Time
}

// progressEvery is how often the line changes at most.
const progressEvery = 100 * time.Millisecond

func newProgress(out io.Writer) *progress {
	if !isTerminal(out) {
		return &progress{}
	}
	return &progress{out: out}
}

// show is called by the import as it goes on; in some phases the number of rows is
// not known yet.
func (p *progress) show(now intake.Progress) {
	if p.out == nil || time.Since(p.shown) < progressEvery {
		return
	}
	p.shown = time.Now()
	line := fmt.Sprintf("%s %s: %d", now.Phase, now.Kind, now.Done)
	if now.Total > 0 {
		line += fmt.Sprintf(" / %d (%d %%)", now.Total, 100*now.Done/now.Total)
	}
	_, _ = fmt.Fprint(p.out, eraseLine, line)
}

// close takes the line off the terminal.
func (p *progress) close() {
	if !p.shown.IsZero() {
		_, _ = fmt.Fprint(p.out, eraseLine)
	}
}

// eraseLine goes to the beginning of the line and empties it, as terminals have
// understood since the VT100.
const eraseLine = "\r\x1b[K"
