package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
	"syscall"
	"time"

	"simpanbudi/internal/config"
	"simpanbudi/internal/fault"
)

// streams is where a run reads and writes.
type streams struct {
	In  io.Reader
	Out io.Writer
	Err io.Writer
}

// call is one run of the program: its streams and what every command takes.
type call struct {
	In              io.Reader
	Out             *bufio.Writer // data; flushed at the end
	Err             io.Writer     // errors and the log
	DB              string        // the file of --db; empty: the command's default
	now             func() time.Time
	clockIsMachines bool // the library's clock is the machine's, and may be wrong
}

func newCall(s streams) *call {
	return &call{In: s.In, Out: bufio.NewWriterSize(s.Out, 64<<10), Err: s.Err}
}

// take applies what every command takes.
func (c *call) take(g *global) {
	c.DB = g.DB
	c.now = config.Clock(g.Now.Time, time.Now)
	c.clockIsMachines = g.Now.IsZero()
}

// database is the file of --db, or the library's usual one.
func (c *call) database() string { return orElse(c.DB, defaultDB) }

// usageError is a command that was not understood: exit code 2.
type usageError struct {
	err  error
	help string // the command that explains more; may be empty
}

func (e *usageError) Error() string {
	if e.help == "" {
		return e.err.Error()
	}
	return fmt.Sprintf("%v; see %s", e.err, e.help)
}

func (e *usageError) Unwrap() error { return e.err }

// errReported ends a command whose failure stands on standard output already,
// such as the list of rows that could not be read.
var errReported = errors.New("reported")

// report flushes what was printed, writes an error as one line and returns the
// exit code. A reader that went away has what it wanted: that is no failure.
func (c *call) report(err error) int {
	if flushed := c.Out.Flush(); err == nil || errors.Is(err, errReported) && flushed != nil {
		err = flushed // what was to be read there has not arrived
	}
	var usage *usageError
	switch {
	case err == nil || brokenPipe(err):
		return 0
	case errors.Is(err, errReported):
		return 1
	}
	_, _ = fmt.Fprintf(c.Err, "simpanbudi: %s\n", message(err))
	if errors.As(err, &usage) {
		return 2
	}
	return 1
}

// message is an error for the console: what happened, then what to do next. A
// fault's code is for programs and is left out.
func message(err error) string {
	text := err.Error()
	if f, ok := errors.AsType[*fault.Error](err); ok && f.Hint != "" {
		said := f.Hint
		if f.Err != nil {
			said = fmt.Sprintf("%v: %s", f.Err, f.Hint)
		}
		text = strings.Replace(text, f.Error(), said, 1)
	}
	return strings.Join(strings.Fields(strings.ReplaceAll(text, "\n", "; ")), " ")
}

func brokenPipe(err error) bool { return errors.Is(err, syscall.EPIPE) }
