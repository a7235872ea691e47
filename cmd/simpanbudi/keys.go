package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"simpanbudi/internal/identity"
)

type keysCommand struct {
	Adopt keysAdoptCommand `cmd:"" help:"Go on without a key file that is lost."`
}

type keysAdoptCommand struct{}

// Help is shown by "keys adopt --help" under the summary.
func (keysAdoptCommand) Help() string {
	return `Only where no backup has the key file of this database. PINs that members have set
stay good; imported PINs and birth dates are dropped and must be imported again, and
staff who use one-time codes sign in by password and set them up anew.`
}

// Run takes the key file beside the database, made where there is none, as its own.
func (keysAdoptCommand) Run(ctx context.Context, c *call) error {
	path := c.database()
	h, err := c.openLibrary(ctx, path, changing, slog.New(slog.DiscardHandler))
	if err != nil {
		return err
	}
	keys, err := identity.LoadKeys(identity.KeyFile(path))
	var members int64
	if err == nil {
		members, err = identity.AdoptKeys(ctx, h.db, keys)
	}
	if err := errors.Join(err, h.Close()); err != nil {
		return err
	}
	_, err = fmt.Fprintf(c.Out, "%d members need their PIN or birth date imported again\n", members)
	return err
}
