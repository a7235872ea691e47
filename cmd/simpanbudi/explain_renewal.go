package main

import (
	"errors"
	"io"
	"io/fs"
	"os"

	"simpanbudi/internal/circulation/scenario"
	"simpanbudi/internal/fault"
)

type explainCommand struct {
	Renewal explainRenewalCommand `cmd:"" help:"Decide scenarios: one JSON object, or one per line, in; one decision per line out."`
	Loan    explainLoanCommand    `cmd:"" help:"Print the facts, the rule that won and the decision for a loan in the database."`
}

type explainRenewalCommand struct {
	File string `arg:"" optional:"" default:"-" placeholder:"FILE" help:"Scenarios; - is standard input."`
}

// Run exits with 1 where a line could not be decided; the others still are.
func (e *explainRenewalCommand) Run(c *call) error {
	in := c.In
	if e.File != "-" {
		f, err := os.Open(e.File)
		if err != nil {
			return fault.Wrap(err, fault.NotFound, "give a file of scenarios, or - for standard input")
		}
		defer func() { _ = f.Close() }()
		in = f
	}
	return e.explain(in, c)
}

func (e *explainRenewalCommand) explain(in io.Reader, c *call) error {
	bad, err := scenario.Run(in, c.Out)
	if unreadable, ok := errors.AsType[*fs.PathError](err); ok && unreadable.Op == "read" {
		return fault.Wrap(err, fault.Unavailable, "give a file of scenarios, or - for standard input")
	}
	if err == nil && bad > 0 {
		return errReported
	}
	return err
}
