package store

import "time"

// Consent is what a member has agreed to or withdrawn.
type Consent struct {
	Channel string // email, whatsapp, sms, telegram, phone or letter
	Given   bool
	Wording string
	At      time.Time
	Door    string
	By      string // the colleague who noted it; "" for the member
}

const consentsSQL = `select c.channel, c.given, c.wording, c.at, c.door, coalesce(nullif(s.name, ''), s.username, '')
from consents c left join staff s on s.id = c.staff_id
where c.member_id = ? order by c.id desc limit 200`

// Consents returns the history of what a member has agreed to, the newest first:
// the first of a channel holds.
func Consents(q Queryer, member int64) (list []Consent, err error) {
	err = eachRow(q, func(scan func(...any) error) error {
		var c Consent
		var at int64
		err := scan(&c.Channel, &c.Given, &c.Wording, &at, &c.Door, &c.By)
		c.At = time.Unix(at, 0)
		list = append(list, c)
		return err
	}, consentsSQL, member)
	return list, err
}

// The newest row holds, so one that says the same in the same words again says nothing.
const recordConsentSQL = `insert into consents (member_id, channel, given, wording, at, door, staff_id)
select m.id, ?2, ?3, ?4, ?5, ?6, ?7 from members m
where m.id = ?1 and m.erased_at is null and not exists (
  select 1 from consents c where c.id = (select max(id) from consents where member_id = ?1 and channel = ?2)
    and c.given = ?3 and c.wording = ?4)`

// RecordConsent notes what a member agrees to or withdraws; false where that stands already.
func RecordConsent(tx *Tx, member, staff int64, c Consent) (bool, error) {
	return changedOne(tx.Exec(recordConsentSQL, member, c.Channel, c.Given, c.Wording, c.At.Unix(), c.Door, nullID(staff)))
}
