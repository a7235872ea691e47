package main

import (
	"context"
	"errors"
	"os"
	"time"

	"simpanbudi/internal/bench"
	"simpanbudi/internal/server"
)

type benchCommand struct {
	Dir    string        `default:"." type:"existingdir" help:"Where to put the databases that are measured: on the disk that counts (${default})."`
	Rounds int           `default:"5" help:"Alternating rounds, of which medians are shown (${default})."`
	Round  time.Duration `default:"2s" help:"How long one measurement of a round lasts (${default})."`
	Scale  []int         `default:"1000,100000,1000000" help:"Open loans of the libraries that are compared (${default})."`
	Desk   int           `default:"1000000" help:"Loans of the library at whose desk is worked; 0 for none (${default})."`
	Remind int           `default:"1000000" help:"Open loans of the library that reminds, a tenth of them coming due or late; 0 for none (${default})."`
	Only   []string      `enum:"decision,pages,size,desk,reminders,import,program" placeholder:"WHAT,..." help:"Measure nothing but these: ${enum}."`
	Import bool          `default:"true" negatable:"" help:"Time a first import of 100,000 loans as well."`
}

// Validate refuses measurements that measure nothing.
func (b *benchCommand) Validate() error {
	if b.Rounds < 1 || b.Round < 10*time.Millisecond {
		return errors.New("--rounds and --round: give at least one round of 10ms")
	}
	if b.Desk != 0 && b.Desk < 4000 {
		return errors.New("--desk: give a library of at least 4000 loans, or 0")
	}
	if b.Remind != 0 && b.Remind < 1000 {
		return errors.New("--remind: give a library of at least 1000 loans, or 0")
	}
	for _, n := range b.Scale {
		if n < 1000 {
			return errors.New("--scale: give libraries of at least 1000 loans")
		}
	}
	return nil
}

// Run prints the product's figures beside yardsticks of the same run.
func (b *benchCommand) Run(ctx context.Context, c *call) (err error) {
	dir, err := os.MkdirTemp(b.Dir, "bench-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	server.TuneMemory(os.Getenv) // as serve does
	return bench.Run(ctx, bench.Options{
		Dir: dir, Rounds: b.Rounds, Round: b.Round, Scale: b.Scale, Import: b.Import, Desk: b.Desk, Remind: b.Remind, Only: b.Only, Out: c.Out, Log: c.Err,
	})
}
