package bench

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"sync"
	"time"
)

// Errand is what a client in a process of its own is sent for, so that the time
// this process spends on a processor is the server's alone.
type Errand struct {
	Addr     string
	For      time.Duration
	Lookers  []string      // cookies of members whose pages are asked for …
	Every    time.Duration // … on each connection so often; 0: as fast as they come
	Renewers []renewer     // who renew without pause meanwhile; none: nobody does
}

// answered is what an errand came to.
type answered struct {
	Pages    load
	Renewals load
}

// ClientCommand is the argument under which this program runs RunClient.
const ClientCommand = "bench-client"

// RunClient does the errand it reads from in and writes what it came to.
func RunClient(in io.Reader, out io.Writer) error {
	var e Errand
	if err := json.NewDecoder(in).Decode(&e); err != nil {
		return err
	}
	a, err := e.run()
	if err != nil {
		return err
	}
	return json.NewEncoder(out).Encode(a)
}

func (e *Errand) run() (a answered, err error) {
	var wg sync.WaitGroup
	var renewing error
	if len(e.Renewers) > 0 {
		wg.Go(func() { a.Renewals, renewing = loadRenewals(e.Addr, e.Renewers, e.For) })
	}
	a.Pages, err = loadPages(e.Addr, e.Lookers, e.Every, e.For)
	wg.Wait()
	return a, errors.Join(err, renewing)
}

// send lets a client run the errand. used is the time on processors that this
// process, which holds the servers, spent meanwhile; 0 where the system does not
// tell it.
func send(ctx context.Context, e Errand) (a answered, used time.Duration, err error) {
	program, err := os.Executable()
	if err != nil {
		return a, 0, err
	}
	text, err := json.Marshal(e)
	if err != nil {
		return a, 0, err
	}
	cmd := exec.CommandContext(ctx, program, ClientCommand)
	var out, says bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(text), &out, &says
	before := processorTime()
	if err := cmd.Run(); err != nil {
		return a, 0, fmt.Errorf("client: %w: %.300s", err, says.String())
	}
	used = processorTime() - before
	return a, used, json.Unmarshal(out.Bytes(), &a)
}
