package library

import (
	"context"
	"database/sql"
	"errors"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/store"
)

// DeskReceipt is a receipt with whose it is.
type DeskReceipt struct {
	Receipt
	Person
}

// ReceiptByRef returns the receipt of any member, for the desk. A reference is
// read as people write it; fault.NotFound where there is none.
func (l *Library) ReceiptByRef(ctx context.Context, ref string) (*DeskReceipt, error) {
	var found *DeskReceipt
	err := l.reading(ctx, func(q store.Queryer, p *policy) error {
		row, err := store.ReceiptByRef(q, cleanRef(ref))
		if errors.Is(err, sql.ErrNoRows) {
			return fault.New(fault.NotFound, "there is no such receipt").With("field", "ref")
		}
		if err != nil {
			return err
		}
		lines, err := store.ReadLines(q, row.ID)
		if err != nil {
			return err
		}
		receipt, err := p.receipt(&row, lines)
		if err != nil {
			return err
		}
		who, err := readPersonOf(q, row.MemberID)
		found = &DeskReceipt{Receipt: *receipt, Person: who}
		return err
	})
	if err != nil {
		return nil, err
	}
	return found, nil
}
