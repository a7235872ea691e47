package main

import (
	"context"
	"encoding/json"
	"fmt"
)

type explainLoanCommand struct {
	Barcode string  `arg:"" help:"Of the item that is lent."`
	At      instant `placeholder:"INSTANT" help:"As it would be decided then (RFC 3339); otherwise now."`
}

// Run prints one JSON document on three lines: the facts as a scenario that
// "explain renewal" takes, the rule that won and why, the decision.
func (e *explainLoanCommand) Run(ctx context.Context, c *call) error {
	at := e.At.Time
	if !at.IsZero() {
		c.clockIsMachines = false
	}
	return c.with(ctx, reading, func(h *house) error {
		found, err := h.lib.ExplainLoan(ctx, e.Barcode, at)
		if err != nil {
			return err
		}
		rule, err := json.Marshal(found.Rule)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(c.Out, "{\"scenario\":%s,\n \"rule\":%s,\n \"decision\":%s}\n", found.Scenario, rule, found.Decision)
		return err
	})
}
