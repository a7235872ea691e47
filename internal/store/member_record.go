package store

import "time"

// MemberRecordRow is all that the desk keeps of a member.
type MemberRecordRow struct {
	ID, Version            int64
	Card, Name, Category   string
	BranchID               int64
	Phone, Email, Address  string
	Language               string
	Status, BlockedReason  string
	CardExpiresOn          string // days are YYYY-MM-DD, "" where there is none
	SuspendedUntil         string // by sanctions and staff here
	SuspendedUntilImported string
	GuardianID             int64 // 0: none
	HasPIN, BirthKnown     bool
	RegisteredAt           time.Time // zero where that is not known
}

const memberRecordSQL = `select id, version, card, name, category, branch_id, phone, email, address, language, status, blocked_reason,
       coalesce(card_expires_on, ''), coalesce(suspended_until, ''), coalesce(suspended_until_imported, ''), coalesce(guardian_id, 0),
       pin_hash is not null or pin_mac is not null, birth_mac is not null, coalesce(registered_at, 0)
from members where id = ? and erased_at is null`

// ReadMemberRecord returns it; [database/sql.ErrNoRows] for nobody.
func ReadMemberRecord(q Queryer, id int64) (m MemberRecordRow, err error) {
	var registered int64
	err = q.QueryRow(memberRecordSQL, id).Scan(&m.ID, &m.Version, &m.Card, &m.Name, &m.Category, &m.BranchID, &m.Phone, &m.Email,
		&m.Address, &m.Language, &m.Status, &m.BlockedReason, &m.CardExpiresOn, &m.SuspendedUntil, &m.SuspendedUntilImported,
		&m.GuardianID, &m.HasPIN, &m.BirthKnown, &registered)
	m.RegisteredAt = instant(registered)
	return m, err
}

const registerMemberSQL = `insert into members (card, card_key, name, category, branch_id, phone, email, address, language,
       card_expires_on, guardian_id, birth_mac, registered_at)
values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

// RegisterMember writes a new member and returns the id. A card that somebody has
// is a unique violation.
func RegisterMember(tx *Tx, m *MemberRecordRow, cardKey string, birthMAC []byte) (int64, error) {
	res, err := tx.Exec(registerMemberSQL, m.Card, cardKey, m.Name, m.Category, m.BranchID, m.Phone, m.Email, m.Address, m.Language,
		nullText(m.CardExpiresOn), nullID(m.GuardianID), nullBytes(birthMAC), nullSeconds(m.RegisteredAt))
	if err != nil {
		return 0, err
	}
	return res.LastInsertId()
}

const (
	// What a member has proved to be theirs is proved no more once it is another.
	editMemberSQL = `update members set name = ?1, category = ?2, branch_id = ?3, phone = ?4, email = ?5, address = ?6, language = ?7,
       card_expires_on = ?8, version = version + 1, phone_verified_at = case when phone = ?4 then phone_verified_at end,
       email_verified_at = case when email = ?5 then email_verified_at end
where id = ?9 and version = ?10 and erased_at is null`
	setBirthMACSQL = `update members set birth_mac = ? where id = ?`
)

// EditMember writes what can be edited in a record of this version; false where
// the record is of another one.
func EditMember(tx *Tx, m *MemberRecordRow) (bool, error) {
	return changedOne(tx.Exec(editMemberSQL, m.Name, m.Category, m.BranchID, m.Phone, m.Email, m.Address, m.Language,
		nullText(m.CardExpiresOn), m.ID, m.Version))
}

// SetBirthMAC keeps a birth date, as its keyed hash.
func SetBirthMAC(tx *Tx, member int64, mac []byte) error {
	_, err := tx.Exec(setBirthMACSQL, nullBytes(mac), member)
	return err
}

const setLanguageSQL = `update members set language = ?, version = version + 1 where id = ? and version = ? and erased_at is null`

// SetMemberLanguage sets in which language the member is written to.
func SetMemberLanguage(tx *Tx, member, version int64, language string) (bool, error) {
	return changedOne(tx.Exec(setLanguageSQL, language, member, version))
}

const setMemberStatusSQL = `update members set status = ?, blocked_reason = ?, version = version + 1
where id = ? and version = ? and erased_at is null`

// SetMemberStatus blocks a member with a reason, or lets them be active again.
func SetMemberStatus(tx *Tx, member, version int64, status, reason string) (bool, error) {
	return changedOne(tx.Exec(setMemberStatusSQL, status, reason, member, version))
}

const suspendMemberSQL = `update members set suspended_until = ?, suspended_until_imported = null, version = version + 1
where id = ? and version = ? and erased_at is null`

// SuspendMember sets the last suspended day, whoever has set one before; "" lifts
// the suspension.
func SuspendMember(tx *Tx, member, version int64, until string) (bool, error) {
	return changedOne(tx.Exec(suspendMemberSQL, nullText(until), member, version))
}

const setCardExpirySQL = `update members set card_expires_on = ?, version = version + 1
where id = ? and version = ? and erased_at is null`

// SetCardExpiry sets the last day on which the card is good.
func SetCardExpiry(tx *Tx, member, version int64, on string) (bool, error) {
	return changedOne(tx.Exec(setCardExpirySQL, nullText(on), member, version))
}

const replaceCardSQL = `update members set card = ?, card_key = ?, pin_mac = null, birth_mac = ?, version = version + 1
where id = ? and version = ? and erased_at is null`

// ReplaceCard gives a member another card number. What is kept of an imported PIN
// and of the birth date was made with the old one and is of no use any more.
func ReplaceCard(tx *Tx, member, version int64, card, cardKey string, birthMAC []byte) (bool, error) {
	return changedOne(tx.Exec(replaceCardSQL, card, cardKey, nullBytes(birthMAC), member, version))
}

const changeGuardianSQL = `update members set guardian_id = ?, version = version + 1 where id = ? and version = ? and erased_at is null`

// ChangeGuardian names the member who answers for another one, 0 for nobody.
func ChangeGuardian(tx *Tx, member, version, guardian int64) (bool, error) {
	return changedOne(tx.Exec(changeGuardianSQL, nullID(guardian), member, version))
}

const (
	guardianOfSQL = foundMember + `members m where m.id = ? and m.erased_at is null`
	childrenOfSQL = foundMember + `members m where m.guardian_id = ? and m.guardian_id is not null and m.erased_at is null order by m.id limit 50`
	samePhoneSQL  = foundMember + `members m where m.phone_key <> '' and m.phone_key = ? and m.id <> ? and m.erased_at is null order by m.id limit 20`
)

// MemberByID returns a member as a list shows them, or none.
func MemberByID(q Queryer, id int64) ([]FoundMember, error) {
	return foundMembers(q, guardianOfSQL, id)
}

// ChildrenOf returns whom a member answers for.
func ChildrenOf(q Queryer, id int64) ([]FoundMember, error) {
	return foundMembers(q, childrenOfSQL, id)
}

// MembersOfPhone returns who else has this number, as package phone writes it.
func MembersOfPhone(q Queryer, key string, but int64) ([]FoundMember, error) {
	return foundMembers(q, samePhoneSQL, key, but)
}

const newestCardsSQL = `select card from members where erased_at is null order by id desc limit ?`

// NewestCards returns the numbers of the cards registered last, the newest first.
func NewestCards(q Queryer, limit int) (cards []string, err error) {
	err = eachRow(q, func(scan func(...any) error) error {
		var card string
		err := scan(&card)
		cards = append(cards, card)
		return err
	}, newestCardsSQL, limit)
	return cards, err
}

const cardTakenSQL = `select exists (select 1 from members where card_key = ?)`

// CardTaken reports whether a card key is anybody's, also of somebody who was erased.
func CardTaken(q Queryer, cardKey string) (taken bool, err error) {
	err = q.QueryRow(cardTakenSQL, cardKey).Scan(&taken)
	return taken, err
}
