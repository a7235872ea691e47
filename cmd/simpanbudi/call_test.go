package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"syscall"
	"testing"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/library/intake"
)

func TestAnErrorIsOneLineWithWhatToDoNext(t *testing.T) {
	for _, tt := range []struct {
		err  error
		code int
		want string
	}{
		{nil, 0, ""},
		{errReported, 1, ""},
		{fmt.Errorf("writing: %w", syscall.EPIPE), 0, ""},
		{fault.Wrap(errors.New("disk\nfull"), fault.DiskFull, "free some space"), 1, "simpanbudi: disk; full: free some space\n"},
		{fault.New(fault.NotFound, "give another barcode"), 1, "simpanbudi: give another barcode\n"},
		{errors.Join(fault.New(fault.Busy, "wait"), errors.New("and this")), 1, "simpanbudi: wait; and this\n"},
		{fmt.Errorf("migrating: %w", fault.New(fault.Busy, "wait")), 1, "simpanbudi: migrating: wait\n"},
		{&usageError{err: errors.New("unknown flag --x"), help: "simpanbudi --help"}, 2, "simpanbudi: unknown flag --x; see simpanbudi --help\n"},
	} {
		var errs bytes.Buffer
		c := newCall(streams{Out: io.Discard, Err: &errs})
		if code := c.report(tt.err); code != tt.code || errs.String() != tt.want {
			t.Errorf("%v: exit code %d and %q, want %d and %q", tt.err, code, errs.String(), tt.code, tt.want)
		}
	}
}

func TestAFullDiskUnderStandardOutputIsAFailure(t *testing.T) {
	var errs bytes.Buffer
	c := newCall(streams{Out: broken{syscall.ENOSPC}, Err: &errs})
	_, _ = c.Out.WriteString("data")
	if code := c.report(nil); code != 1 || strings.Count(errs.String(), "\n") != 1 {
		t.Errorf("exit code %d and %q", code, errs.String())
	}
	errs.Reset()
	if code := c.report(errReported); code != 1 || strings.Count(errs.String(), "\n") != 1 {
		t.Errorf("where the report itself is lost: exit code %d and %q", code, errs.String())
	}
}

func TestProgressIsShownOnATerminalOnly(t *testing.T) {
	var out bytes.Buffer
	bar := newProgress(&out)
	bar.show(intake.Progress{Phase: "write", Kind: intake.KindLoans, Done: 5, Total: 10})
	bar.close()
	if out.Len() > 0 {
		t.Errorf("a log gets %q", out.String())
	}
	bar = &progress{out: &out}
	bar.show(intake.Progress{Phase: "write", Kind: intake.KindLoans, Done: 5, Total: 10})
	bar.close()
	if !strings.Contains(out.String(), "write loans") {
		t.Errorf("a terminal gets %q", out.String())
	}
}

type broken struct{ err error }

func (b broken) Write([]byte) (int, error) { return 0, b.err }
