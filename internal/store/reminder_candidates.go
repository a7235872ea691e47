package store

import "time"

// CandidateRow is a loan that may need a notice, with whom to tell and what they
// were told of this due date.
type CandidateRow struct {
	LoanID     int64
	MemberID   int64
	DueAt      time.Time
	BorrowedAt time.Time
	RenewedAt  time.Time // zero: never
	Status     string
	BranchID   int64
	Category   string
	ItemType   string
	Made       string // the keys of the steps made, by commas
	Contact    ContactRow
	Guardian   ContactRow // ID 0: none
}

// ContactRow is how somebody is reached, as it was typed or imported.
type ContactRow struct {
	ID                     int64
	Phone, Email, Language string
}

var candidates = newOnward("l.", "due_at", `select l.id, l.member_id, l.due_at, l.borrowed_at, coalesce(l.last_renewed_at, 0), l.status, i.branch_id, m.category, i.item_type,
       coalesce((select group_concat(n.step) from loan_notices n where n.loan_id = l.id and n.due_at = l.due_at), ''),
       m.id, m.phone, m.email, m.language, coalesce(g.id, 0), coalesce(g.phone, ''), coalesce(g.email, ''), coalesce(g.language, '')
from loans l indexed by loans_open_by_due join items i on i.id = l.item_id join members m on m.id = l.member_id
left join members g on g.id = m.guardian_id and g.erased_at is null
where l.closed_at is null and {behind} and l.due_at <= ?4 and m.erased_at is null
order by l.due_at, l.id limit ?3`)

// Candidates returns the open loans that are due up to until, in the order of
// their due dates, at most limit of them after the loan that is due at after.
func Candidates(q Queryer, after time.Time, loan int64, until time.Time, limit int) ([]CandidateRow, error) {
	list := make([]CandidateRow, 0, limit)
	err := candidates.each(q, after.Unix(), loan, limit, func(scan func(...any) error) error {
		var r CandidateRow
		var due, borrowed, renewed int64
		err := scan(&r.LoanID, &r.MemberID, &due, &borrowed, &renewed, &r.Status, &r.BranchID, &r.Category, &r.ItemType, &r.Made,
			&r.Contact.ID, &r.Contact.Phone, &r.Contact.Email, &r.Contact.Language,
			&r.Guardian.ID, &r.Guardian.Phone, &r.Guardian.Email, &r.Guardian.Language)
		r.DueAt, r.BorrowedAt, r.RenewedAt = time.Unix(due, 0), time.Unix(borrowed, 0), instant(renewed)
		list = append(list, r)
		return err
	}, until.Unix())
	return list, err
}

// ConsentRow is the last word of a member on a channel.
type ConsentRow struct {
	MemberID int64
	Channel  string
	Given    bool
}

const consentsOfSQL = `select member_id, channel, given from consents
where id in (select max(id) from consents where member_id in (select value from json_each(?)) group by member_id, channel)`

// ConsentsOf returns the last word of these members on each channel they have
// said something about.
func ConsentsOf(q Queryer, members []int64) ([]ConsentRow, error) {
	var list []ConsentRow
	err := eachRow(q, func(scan func(...any) error) error {
		var c ConsentRow
		err := scan(&c.MemberID, &c.Channel, &c.Given)
		list = append(list, c)
		return err
	}, consentsOfSQL, IDList(members))
	return list, err
}

const contactSQL = `select id, phone, email, language from members where id = ? and erased_at is null`

// Contact returns how a member is reached.
func Contact(q Queryer, member int64) (c ContactRow, found bool, err error) {
	err = q.QueryRow(contactSQL, member).Scan(&c.ID, &c.Phone, &c.Email, &c.Language)
	return foundRow(c, err)
}

const addresseesSQL = `select m.id, m.phone, m.email, m.language, coalesce(g.id, 0), coalesce(g.phone, ''), coalesce(g.email, ''), coalesce(g.language, '')
from members m left join members g on g.id = m.guardian_id and g.erased_at is null
where m.id in (select value from json_each(?)) and m.erased_at is null order by m.id`

// Addressees returns how these members are reached, and their guardians; nothing of
// those who are gone.
func Addressees(q Queryer, members []int64) ([]CandidateRow, error) {
	var list []CandidateRow
	err := eachRow(q, func(scan func(...any) error) error {
		var r CandidateRow
		err := scan(&r.MemberID, &r.Contact.Phone, &r.Contact.Email, &r.Contact.Language,
			&r.Guardian.ID, &r.Guardian.Phone, &r.Guardian.Email, &r.Guardian.Language)
		r.Contact.ID = r.MemberID
		list = append(list, r)
		return err
	}, addresseesSQL, IDList(members))
	return list, err
}

const (
	sameEmailSQL  = `select o.id from members m cross join members o on lower(o.email) = lower(m.email) where m.id = ?1 and m.email <> '' and o.email <> ''` + sharing
	samePhonesSQL = `select o.id from members m cross join members o on o.phone_key = m.phone_key where m.id = ?1 and m.phone_key <> '' and o.phone_key <> ''` + sharing
	sharing       = ` and o.id <> m.id and o.erased_at is null
  and (?3 = 0 or 'link' = (select c.door from consents c where c.member_id = o.id and c.channel = ?2 order by c.id desc limit 1)) order by o.id limit 50`
)

// Sharing returns the other members with the same address for a channel, as consents
// name it; where a word is taken back, those for whom a link has stopped it.
func Sharing(q Queryer, member int64, channel string, back bool) ([]int64, error) {
	query := samePhonesSQL
	if channel == "email" {
		query = sameEmailSQL
	}
	return ids(q, query, member, channel, back)
}
