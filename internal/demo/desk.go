package demo

import (
	"context"
	"errors"

	"simpanbudi/internal/library"
	"simpanbudi/internal/store"
)

// calls are what was said this morning to members with late books.
var calls = [...]struct{ channel, outcome string }{{"whatsapp", "promised"}, {"phone", "no_answer"}}

// phoned notes that the first members of the list were called, by the librarian.
func phoned(ctx context.Context, lib *library.Library, db *store.DB) error {
	var clerk library.Clerk
	err := db.Read(ctx, func(q store.Queryer) error {
		row, found, err := store.StaffByUsername(q, staff[0].username)
		if err == nil && !found {
			err = errors.New("the librarian of the demonstration is missing")
		}
		clerk = library.Clerk{Staff: row.ID, Door: "desk"}
		return err
	})
	if err != nil {
		return err
	}
	list, _, err := lib.MembersToCall(ctx, 0, library.ListKey{}, len(calls))
	for i := range list {
		if _, err := lib.RecordCall(ctx, library.CallRequest{
			Clerk: clerk, Member: list[i].Member, Channel: calls[i].channel, Outcome: calls[i].outcome,
		}); err != nil {
			return err
		}
	}
	return err
}
