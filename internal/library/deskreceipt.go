package library

import "context"

// DeskReceipt is a receipt with whose it is.
type DeskReceipt struct {
	Receipt
	Person
}

// ReceiptByRef returns the receipt of any member, for the desk. A reference is
// read as people write it; fault.NotFound where there is none.
func (l *Library) ReceiptByRef(ctx context.Context, ref string) (*DeskReceipt, error) {
	return nil, errNotBuilt
}
