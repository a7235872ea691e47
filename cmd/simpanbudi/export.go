package main

import "context"

type exportCommand struct {
	Renewals exportRenewalsCommand `cmd:"" help:"Print the renewals made here as CSV, for the staff of a mirrored system."`
}

type exportRenewalsCommand struct {
	Since instant `placeholder:"INSTANT" help:"Only those made then or later (RFC 3339)."`
}

// Run prints the CSV of contract.md; exporting confirms nothing.
func (e *exportRenewalsCommand) Run(ctx context.Context, c *call) error {
	return c.with(ctx, reading, func(h *house) error {
		return h.lib.ExportRenewals(ctx, e.Since.Time, c.Out)
	})
}
