package librarytest

import (
	"fmt"
)

// Member is a member of the library.
type Member struct {
	House *House
	ID    int64
	Card  string
	Name  string
}

// Member makes a member of a category, which is made where it does not exist.
func (h *House) Member(category string) *Member {
	h.T.Helper()
	n := h.serial.Add(1)
	m := &Member{House: h, Card: fmt.Sprintf("KA%06d", n), Name: fmt.Sprintf("Anggota %d", n)}
	h.Exec(`insert into categories (code, name) values (?, ?) on conflict (code) do nothing`, category, category)
	m.ID = h.insert(`insert into members (card, card_key, name, category, branch_id) values (?, ?, ?, ?, 1)`,
		m.Card, m.Card, m.Name, category)
	return m
}

// Blocked blocks the member.
func (m *Member) Blocked() *Member { return m.set(`status = 'blocked'`) }

// Expires sets the last day the card is good.
func (m *Member) Expires(on string) *Member { return m.set(`card_expires_on = ?`, day(on).String()) }

// Suspended sets the last suspended day.
func (m *Member) Suspended(until string) *Member {
	return m.set(`suspended_until = ?`, day(until).String())
}

// SuspendedElsewhere sets the last suspended day as the last import said.
func (m *Member) SuspendedElsewhere(until string) *Member {
	return m.set(`suspended_until_imported = ?`, day(until).String())
}

// Owes charges the member, in rupiah.
func (m *Member) Owes(rupiah int64) *Member {
	m.House.T.Helper()
	ref := fmt.Sprintf("TEST%04d", m.House.serial.Add(1))
	m.House.Exec(`insert into account_lines (member_id, at, kind, amount, ref, request_key) values (?, ?, 'charge', ?, ?, ?)`,
		m.ID, m.House.Now().Unix(), rupiah, ref, ref)
	return m.set(`fines = fines + ?`, rupiah)
}

// OwesElsewhere sets what the member owes as the last import said, in rupiah.
func (m *Member) OwesElsewhere(rupiah int64) *Member { return m.set(`fines_imported = ?`, rupiah) }

// set changes columns of the member.
func (m *Member) set(columns string, args ...any) *Member {
	m.House.T.Helper()
	m.House.Exec(`update members set `+columns+` where id = ?`, append(args, m.ID)...)
	return m
}
