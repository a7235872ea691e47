package main

import (
	"context"
	"fmt"

	"simpanbudi/internal/store"
)

type checkCommand struct{}

// Run prints one problem a line and fails where there is any.
func (checkCommand) Run(ctx context.Context, c *call) error {
	return c.with(ctx, reading, func(h *house) error {
		var problems []store.Problem
		err := h.db.Snapshot(ctx, func(q store.Queryer) (err error) {
			problems, err = store.Check(ctx, q)
			return err
		})
		if err != nil {
			return err
		}
		for _, p := range problems {
			subject := ""
			if p.Subject != "" {
				subject = fmt.Sprintf("%s %d ", p.Subject, p.ID)
			}
			_, _ = fmt.Fprintf(c.Out, "%s: %s%s\n", p.Check, subject, p.Detail)
		}
		if len(problems) > 0 {
			return fmt.Errorf("%d problems found: stop the server, keep this file, and restore the newest backup", len(problems))
		}
		_, err = fmt.Fprintln(c.Out, "ok")
		return err
	})
}
