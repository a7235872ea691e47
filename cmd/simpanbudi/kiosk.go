package main

import (
	"context"
	"fmt"
	"text/tabwriter"
	"time"

	"simpanbudi/internal/identity"
)

type kioskCommand struct {
	Add    kioskAddCommand    `cmd:"" help:"Print a code, once, that makes a device a kiosk when typed at /kiosk within 15 minutes."`
	List   kioskListCommand   `cmd:"" help:"List the kiosks: name, state, since when."`
	Remove kioskRemoveCommand `cmd:"" help:"Make a kiosk an ordinary device again, at once."`
}

type kioskAddCommand struct {
	Name string `arg:"" help:"Where it stands, such as \"Lobi lantai 1\"."`
}

// Run prints the code; it is kept nowhere in a form that can be read.
func (k *kioskAddCommand) Run(ctx context.Context, c *call) error {
	return c.with(ctx, changing, func(h *house) error {
		code, err := h.who.AddKiosk(ctx, k.Name)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintln(c.Out, code)
		return err
	})
}

type kioskListCommand struct{}

// Run prints one kiosk a line.
func (kioskListCommand) Run(ctx context.Context, c *call) error {
	return c.with(ctx, reading, func(h *house) error {
		list, err := identity.ListKiosks(ctx, h.db, time.Now())
		if err != nil {
			return err
		}
		table := tabwriter.NewWriter(c.Out, 0, 0, 2, ' ', 0)
		for _, k := range list {
			state, since := "code expired", k.Added
			switch {
			case !k.Registered.IsZero():
				state, since = "registered", k.Registered
			case k.Waiting:
				state = "waits for its code"
			}
			_, _ = fmt.Fprintf(table, "%s\t%s\t%s\n", k.Name, state, since.Format(time.RFC3339))
		}
		return table.Flush()
	})
}

type kioskRemoveCommand struct {
	Name string `arg:"" help:"As in kiosk list."`
}

// Run removes the kiosk.
func (k *kioskRemoveCommand) Run(ctx context.Context, c *call) error {
	return c.with(ctx, changing, func(h *house) error { return h.who.RemoveKiosk(ctx, k.Name) })
}
