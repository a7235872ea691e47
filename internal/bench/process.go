package bench

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"time"
)

// served is what a server process came to at rest.
type served struct {
	Start time.Duration // from the start of the process until it listens
	Idle  int64         // resident bytes some seconds later, with nobody there; 0 where unknown
}

var listening = regexp.MustCompile(`url"?[:=]"?http`)

// settle is how long a server may rest before its memory is read.
const settle = 3 * time.Second

// serveOnce starts this program as a server on an existing database, waits
// until it listens, lets it rest and stops it.
func serveOnce(ctx context.Context, db string) (s served, err error) {
	program, err := os.Executable()
	if err != nil {
		return s, err
	}
	cmd := exec.CommandContext(ctx, program, "serve", "--addr", "127.0.0.1:0", "--db", db)
	out, err := cmd.StderrPipe()
	if err != nil {
		return s, err
	}
	start := time.Now()
	if err := cmd.Start(); err != nil {
		return s, err
	}
	defer func() { err = errors.Join(err, stop(cmd)) }()
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if listening.MatchString(lines.Text()) {
			s.Start = time.Since(start)
			go func() { // a full pipe would stop the server
				for lines.Scan() {
				}
			}()
			time.Sleep(settle)
			s.Idle = residentBytes(cmd.Process.Pid)
			return s, nil
		}
	}
	return s, fmt.Errorf("the server has not started to listen")
}

func stop(cmd *exec.Cmd) error {
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		_ = cmd.Process.Kill() // where there are no signals
	}
	if err := cmd.Wait(); err != nil && cmd.ProcessState.ExitCode() > 0 {
		return err
	}
	return nil
}

// residentBytes is the memory a process holds now, 0 where the system does not
// tell it in Linux' way.
func residentBytes(pid int) int64 { return statusBytes(pid, "VmRSS") }

// watchPeak looks at a process until it is asked for the most memory that the
// process has held. What the system says after its end would count the memory of
// this one, from which it was made.
func watchPeak(pid int) (peak func() int64) {
	ask, answer := make(chan struct{}), make(chan int64)
	go func() {
		var most int64
		tick := time.NewTicker(20 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				most = max(most, statusBytes(pid, "VmHWM"))
			case <-ask:
				answer <- most
				return
			}
		}
	}()
	return func() int64 {
		close(ask)
		return <-answer
	}
}

func statusBytes(pid int, name string) int64 {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	var kib int64
	if found := regexp.MustCompile(`(?m)^` + name + `:\s*(\d+) kB`).FindSubmatch(text); found != nil {
		_, _ = fmt.Sscan(string(found[1]), &kib)
	}
	return kib << 10
}
