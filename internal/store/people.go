package store

// PersonRow names a member.
type PersonRow struct {
	ID         int64
	Name, Card string
}

const (
	personSQL       = `select id, name, card from members where id = ?`
	personOfSQL     = `select id, name, card, category from members where id = ?`
	personByCardSQL = `select id, name, card from members where card_key = ? and erased_at is null`
)

// ReadPerson names a member, erased or not; [database/sql.ErrNoRows] where there is none.
func ReadPerson(q Queryer, id int64) (p PersonRow, err error) {
	err = q.QueryRow(personSQL, id).Scan(&p.ID, &p.Name, &p.Card)
	return p, err
}

// PersonByCard returns whose card it is. key is the card's number as it is compared.
func PersonByCard(q Queryer, key string) (p PersonRow, found bool, err error) {
	err = q.QueryRow(personByCardSQL, key).Scan(&p.ID, &p.Name, &p.Card)
	return foundRow(p, err)
}

// ReadPersonAndCategory is ReadPerson with the code of their category, by which rules go.
func ReadPersonAndCategory(q Queryer, id int64) (p PersonRow, category string, err error) {
	err = q.QueryRow(personOfSQL, id).Scan(&p.ID, &p.Name, &p.Card, &category)
	return p, category, err
}
