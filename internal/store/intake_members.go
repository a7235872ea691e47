package store

// IntakeMember is a member as a take-over compares them. Two are the same where
// they are ==.
type IntakeMember struct {
	ID             int64
	Card, CardKey  string
	Name           string
	Category       string
	BranchID       int64
	Phone, Email   string
	Status         string
	CardExpiresOn  string // days are YYYY-MM-DD, "" where there is none
	SuspendedUntil string // as the last import said
	Fines          int64  // rupiah, as the last import said
	GuardianID     int64  // 0: none
	HasPIN         bool   // a PIN that the member has set or signed in with
	PINMAC         string // bytes; "" where there is none
	BirthMAC       string
	SourceSystem   string
	SourceID       string
}

const intakeMembersSQL = `select id, card, card_key, name, category, branch_id, phone, email, status,
       coalesce(card_expires_on, ''), coalesce(suspended_until_imported, ''), fines_imported, coalesce(guardian_id, 0),
       pin_hash is not null, pin_mac, birth_mac, coalesce(source_system, ''), coalesce(source_id, '')
from members where card_key in (select value from json_each(?))`

// IntakeMembers returns the members with these card keys, by card key.
func IntakeMembers(q Queryer, cardKeys []string) (map[string]IntakeMember, error) {
	found := make(map[string]IntakeMember, len(cardKeys))
	err := eachRow(q, func(scan func(...any) error) error {
		var m IntakeMember
		var pin, birth []byte
		err := scan(&m.ID, &m.Card, &m.CardKey, &m.Name, &m.Category, &m.BranchID, &m.Phone, &m.Email, &m.Status,
			&m.CardExpiresOn, &m.SuspendedUntil, &m.Fines, &m.GuardianID, &m.HasPIN, &pin, &birth, &m.SourceSystem, &m.SourceID)
		m.PINMAC, m.BirthMAC = string(pin), string(birth)
		found[m.CardKey] = m
		return err
	}, intakeMembersSQL, TextList(cardKeys))
	return found, err
}

const intakeMemberIDsSQL = `select card_key, id from members where card_key in (select value from json_each(?))`

// IntakeMemberIDs returns the ids of the members with these card keys.
func IntakeMemberIDs(q Queryer, cardKeys []string) (map[string]int64, error) {
	return idsByText(q, intakeMemberIDsSQL, cardKeys)
}

func idsByText(q Queryer, query string, texts []string) (map[string]int64, error) {
	found := make(map[string]int64, len(texts))
	err := eachRow(q, func(scan func(...any) error) error {
		var text string
		var id int64
		err := scan(&text, &id)
		found[text] = id
		return err
	}, query, TextList(texts))
	return found, err
}

const insertIntakeMemberSQL = `insert into members (card, card_key, name, category, branch_id, phone, email, status,
       card_expires_on, suspended_until_imported, fines_imported, guardian_id, pin_mac, birth_mac, source_system, source_id)
values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

// InsertIntakeMember registers a member and returns the id.
func InsertIntakeMember(tx *Tx, m *IntakeMember) (int64, error) {
	res, err := tx.Exec(insertIntakeMemberSQL, m.Card, m.CardKey, m.Name, m.Category, m.BranchID, m.Phone, m.Email, m.Status,
		nullText(m.CardExpiresOn), nullText(m.SuspendedUntil), m.Fines, nullID(m.GuardianID),
		nullBytes([]byte(m.PINMAC)), nullBytes([]byte(m.BirthMAC)), nullText(m.SourceSystem), nullText(m.SourceID))
	if err != nil {
		return 0, err
	}
	return res.LastInsertId()
}

const updateIntakeMemberSQL = `update members set card = ?, name = ?, category = ?, branch_id = ?, phone = ?, email = ?, status = ?,
       card_expires_on = ?, suspended_until_imported = ?, fines_imported = ?, guardian_id = ?, pin_mac = ?, birth_mac = ?,
       source_system = ?, source_id = ?
where id = ?`

// UpdateIntakeMember writes what the source says of a member. It never touches
// a PIN the member has set, nor what was booked here.
func UpdateIntakeMember(tx *Tx, m *IntakeMember) error {
	_, err := tx.Exec(updateIntakeMemberSQL, m.Card, m.Name, m.Category, m.BranchID, m.Phone, m.Email, m.Status,
		nullText(m.CardExpiresOn), nullText(m.SuspendedUntil), m.Fines, nullID(m.GuardianID),
		nullBytes([]byte(m.PINMAC)), nullBytes([]byte(m.BirthMAC)), nullText(m.SourceSystem), nullText(m.SourceID), m.ID)
	return err
}

const setGuardianSQL = `update members set guardian_id = ? where id = ?`

// SetGuardian names the member who answers for another one.
func SetGuardian(tx *Tx, member, guardian int64) error {
	_, err := tx.Exec(setGuardianSQL, guardian, member)
	return err
}
