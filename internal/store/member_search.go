package store

// FoundMember is a member as a list shows them.
type FoundMember struct {
	ID            int64
	Name, Card    string
	Phone         string
	Category      string // its name
	Status        string
	CardExpiresOn string // YYYY-MM-DD, "" where there is none
	OpenLoans     int
}

// foundMember is what is selected of a member m.
const foundMember = `select m.id, m.name, m.card, m.phone, coalesce((select name from categories where code = m.category), m.category),
       m.status, coalesce(m.card_expires_on, ''),
       (select count(*) from loans l where l.member_id = m.id and l.closed_at is null)
from `

const (
	newestMembersSQL = foundMember + `members m where m.id < ? and m.erased_at is null order by m.id desc limit ?`

	memberByCardSQL = foundMember + `members m where m.card_key = ? and m.erased_at is null`

	// after is the id of the last member that was found, 0 for none.
	membersByCardSQL = foundMember + `members m where m.card_key > max(?, coalesce((select card_key from members where id = ?), ''))
  and m.card_key < ? and m.erased_at is null
order by m.card_key limit ?`

	membersByPhoneSQL = foundMember + `members m where m.phone_key <> ''
  and (m.phone_key, m.id) > (max(?, coalesce((select phone_key from members where id = ?), '')), ?) and m.phone_key < ?
  and m.erased_at is null
  and not (m.card_key >= ? and m.card_key < ?)
order by m.phone_key, m.id limit ?`

	membersByNameSQL = foundMember + `members_fts f cross join members m on m.id = f.rowid
where f.name match ? and f.rowid < ? and m.erased_at is null
order by f.rowid desc limit ?`
)

// NewestMembers returns members of ids below one, the newest first.
func NewestMembers(q Queryer, below int64, limit int) ([]FoundMember, error) {
	return foundMembers(q, newestMembersSQL, below, limit)
}

// MemberByCard returns the member with this card key, or none.
func MemberByCard(q Queryer, cardKey string) ([]FoundMember, error) {
	return foundMembers(q, memberByCardSQL, cardKey)
}

// MembersByCard returns members whose card key begins like this, but not those whose
// whole key it is, in the order of the keys; after is the last one found, 0 for none.
func MembersByCard(q Queryer, begins string, after int64, limit int) ([]FoundMember, error) {
	return foundMembers(q, membersByCardSQL, begins, after, begins+lastRune, limit)
}

// MembersByPhone returns members whose number begins like this, as package phone
// writes it, in the order of the numbers, but for those whose card begins like
// card; after is the last one found, 0 for none.
func MembersByPhone(q Queryer, begins, card string, after int64, limit int) ([]FoundMember, error) {
	return foundMembers(q, membersByPhoneSQL, begins, after, after, begins+lastRune, card, card+lastRune, limit)
}

// MembersByName returns members whose name matches an expression of FTS5 and whose
// ids are below one, the newest first. It stops reading as soon as it has enough.
func MembersByName(q Queryer, match string, below int64, limit int) ([]FoundMember, error) {
	return foundMembers(q, membersByNameSQL, match, below, limit)
}

// lastRune sorts after whatever follows a beginning.
const lastRune = "\U0010ffff"

func foundMembers(q Queryer, query string, args ...any) (list []FoundMember, err error) {
	err = eachRow(q, func(scan func(...any) error) error {
		var m FoundMember
		err := scan(&m.ID, &m.Name, &m.Card, &m.Phone, &m.Category, &m.Status, &m.CardExpiresOn, &m.OpenLoans)
		list = append(list, m)
		return err
	}, query, args...)
	return list, err
}
