package main

import (
	"context"
	"fmt"
)

type membersCommand struct {
	PIN membersPINCommand `cmd:"" name:"pin" help:"Give a member a new PIN and print it once."`
}

type membersPINCommand struct {
	Card string `arg:"" help:"The member's card number."`
}

// Run prints the new PIN; it is kept nowhere in a form that can be read.
func (m *membersPINCommand) Run(ctx context.Context, c *call) error {
	return c.with(ctx, changing, func(h *house) error {
		pin, err := h.who.ResetPIN(ctx, m.Card)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintln(c.Out, pin)
		return err
	})
}
