package library

import (
	"database/sql"
	"errors"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/store"
)

// Member is what a member's own pages may show of them.
type Member struct {
	ID             int64
	Name           string
	Card           string
	Category       string // code
	Status         circulation.MemberStatus
	CardExpiresOn  circulation.Day
	SuspendedUntil circulation.Day // the later of ours and the imported one
	Fines          int64           // rupiah, ours and imported

	ownSuspension string // the last suspended day booked here, "" for none
}

// readMember returns a member and the pulse read with them; fault.NotFound
// where there is none, or was erased.
func readMember(q store.Queryer, id int64) (Member, store.Pulse, error) {
	row, err := store.ReadMember(q, id)
	if errors.Is(err, sql.ErrNoRows) {
		return Member{}, store.Pulse{}, fault.New(fault.NotFound, "there is no such member")
	}
	if err != nil {
		return Member{}, store.Pulse{}, err
	}
	m, err := memberOf(&row)
	return m, row.Pulse, err
}

// memberOf reads a row.
func memberOf(row *store.MemberRow) (Member, error) {
	m := Member{
		ID: row.ID, Name: row.Name, Card: row.Card, Category: row.Category,
		Status: circulation.MemberStatus(row.Status), Fines: row.Fines, ownSuspension: row.SuspendedUntil,
	}
	if err := m.CardExpiresOn.UnmarshalText([]byte(row.CardExpiresOn)); err != nil {
		return Member{}, err
	}
	var imported circulation.Day
	if err := m.SuspendedUntil.UnmarshalText([]byte(row.SuspendedUntil)); err != nil {
		return Member{}, err
	}
	if err := imported.UnmarshalText([]byte(row.SuspendedUntilImported)); err != nil {
		return Member{}, err
	}
	m.SuspendedUntil = max(m.SuspendedUntil, imported)
	return m, nil
}

// facts is what decisions need of the member.
func (m *Member) facts() circulation.MemberFacts {
	return circulation.MemberFacts{
		Status:         m.Status,
		CardExpiresOn:  m.CardExpiresOn,
		SuspendedUntil: m.SuspendedUntil,
		Fines:          m.Fines,
	}
}
