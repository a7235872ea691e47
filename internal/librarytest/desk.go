package librarytest

import (
	"context"
	"fmt"

	"simpanbudi/internal/library"
)

// Clerk makes somebody who works at the desk.
func (h *House) Clerk() library.Clerk {
	h.T.Helper()
	id := h.insert(`insert into staff (username, role, password_hash, created_at) values (?, 'librarian', '', ?)`,
		fmt.Sprintf("petugas%d", h.serial.Add(1)), h.Now().Unix())
	return library.Clerk{Staff: id, Door: "desk"}
}

// Lend lends the member a copy at the desk; nothing may stand against it.
func (m *Member) Lend(c library.Clerk, i *Item) *Loan {
	m.House.T.Helper()
	done, err := m.House.Library.Lend(context.Background(), library.LendRequest{Clerk: c, Member: m.ID, Barcode: i.Barcode})
	if err != nil {
		m.House.T.Fatal(err)
	}
	if !done.Lent {
		m.House.T.Fatalf("not lent: %+v", done.Decision.Reasons)
	}
	return &Loan{Member: m, Item: i, ID: done.Loan.ID}
}

// Return takes the copy back at the desk.
func (i *Item) Return(c library.Clerk) *library.Returned {
	i.House.T.Helper()
	done, err := i.House.Library.Return(context.Background(), library.ReturnRequest{Clerk: c, Barcode: i.Barcode})
	if err != nil {
		i.House.T.Fatal(err)
	}
	return done
}
