package main

import "context"

type clockCommand struct {
	Confirm clockConfirmCommand `cmd:"" help:"Say that the machine's clock is right, after which the site renews again."`
}

type clockConfirmCommand struct{}

// Run ends the state in which nothing is renewed because the machine's clock
// could not be right.
func (clockConfirmCommand) Run(ctx context.Context, c *call) error {
	return c.with(ctx, changing, func(h *house) error { return h.lib.ConfirmClock(ctx) })
}
