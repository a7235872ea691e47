package librarytest

import (
	"context"

	"simpanbudi/internal/identity"
	"simpanbudi/internal/store"
)

// Link issues a signed link to these loans now, as a reminder does, and returns
// its token.
func (m *Member) Link(loans ...*Loan) (token string) {
	h := m.House
	h.T.Helper()
	err := h.DB.Write(context.Background(), func(tx *store.Tx) (err error) {
		token, err = identity.IssueLink(tx, m.ID, IDs(loans...), h.Now())
		return err
	})
	if err != nil {
		h.T.Fatal(err)
	}
	return token
}

// IDs are the ids of loans in their order.
func IDs(loans ...*Loan) []int64 {
	ids := make([]int64, len(loans))
	for i, l := range loans {
		ids[i] = l.ID
	}
	return ids
}
