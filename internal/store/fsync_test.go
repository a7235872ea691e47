package store

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// A kill says nothing about power. This looks at the system calls: between the
// writing of the log and every acknowledgement there is a finished flush of the
// log, and one write alone costs exactly one.
func TestEveryAcknowledgementFollowsAFlushOfTheLog(t *testing.T) {
	strace, err := exec.LookPath("strace")
	needs(t, "strace", err == nil)
	path := filepath.Join(t.TempDir(), "library.db")
	if err := newAndClose(path); err != nil {
		t.Fatal(err)
	}
	trace := filepath.Join(t.TempDir(), "trace")
	p := play(t, "three", path, strace, "-f", "-y", "-s", "64", "-o", trace,
		"-e", "trace=fsync,fdatasync,write,pwrite64", "--")
	for p.lines.Scan() {
	}
	if err := p.cmd.Wait(); err != nil {
		t.Fatalf("under strace: %v", err)
	}
	calls := readTrace(t, trace)
	acknowledged := 0
	unflushed, flushes := false, 0 // of the log, since the last acknowledgement
	for _, c := range calls {
		switch c {
		case callReady:
			unflushed, flushes = false, 0
		case callWrite:
			unflushed = true
		case callFlush:
			unflushed = false
			flushes++
		case callAcknowledge:
			if unflushed || flushes == 0 {
				t.Errorf("acknowledgement %d came before the flush", acknowledged)
			}
			if acknowledged > 0 && flushes != 1 { // the first begins a new log
				t.Errorf("write %d cost %d flushes, want 1", acknowledged, flushes)
			}
			acknowledged++
			flushes = 0
		}
	}
	if acknowledged != 3 {
		t.Errorf("%d acknowledgements were seen, want 3: %v", acknowledged, calls)
	}
}

const (
	callReady       = "ready"
	callWrite       = "write"
	callFlush       = "flush"
	callAcknowledge = "acknowledge"
)

// traced matches what a trace shows of the log and of standard output. A call
// that another thread interrupts is shown in two lines; a write counts from its
// beginning, a flush from its end.
var traced = regexp.MustCompile(`^(\d+)\s+(<\.\.\. )?(fsync|fdatasync|write|pwrite64)(?:\((\d+)<([^>]*)>)?(.*)$`)

func readTrace(t *testing.T, path string) (calls []string) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	flushing := make(map[string]bool) // threads in the middle of flushing the log
	for in := bufio.NewScanner(f); in.Scan(); {
		m := traced.FindStringSubmatch(in.Text())
		if m == nil {
			continue
		}
		thread, resumed, call, fd, file, rest := m[1], m[2] != "", m[3], m[4], m[5], m[6]
		flush, log := strings.HasSuffix(call, "sync"), strings.HasSuffix(file, "-wal")
		switch {
		case flush && log && strings.Contains(rest, "unfinished"):
			flushing[thread] = true
		case flush && (log && strings.Contains(rest, "= 0") || resumed && flushing[thread]):
			delete(flushing, thread)
			calls = append(calls, callFlush)
		case !flush && !resumed && log:
			calls = append(calls, callWrite)
		case call == "write" && fd == "1" && strings.Contains(rest, "ready"):
			calls = append(calls, callReady)
		case call == "write" && fd == "1" && strings.Contains(rest, "acknowledged"):
			calls = append(calls, callAcknowledge)
		}
	}
	return calls
}
