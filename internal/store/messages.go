package store

import (
	"database/sql"
	"errors"
	"time"
)

// MessageRow is a message on its way to an address.
type MessageRow struct {
	ID        int64
	Kind      string
	Run       string // the local day it was planned on
	MemberID  int64  // whose address it is; 0: a colleague's
	Channel   string
	Others    string // channels to try after it, in order, by commas
	Address   string
	Language  string
	Payload   string // JSON
	CreatedAt time.Time
	NotBefore time.Time
	State     string
	Attempts  int
	Uncertain bool
	MovedFrom int64
	Words     string
}

const (
	openMessageSQL = `select id from messages where channel = ? and address = ? and run = ? and kind = ? and state = 'waiting'
  and address <> '' and kind <> 'code'`
	addMessageSQL = `insert into messages (kind, run, member_id, channel, others, address, language, payload, created_at, not_before, moved_from)
values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
)

// JoinMessage returns the message of a run that waits for this address, and
// begins one where there is none: one message for each address and run.
func JoinMessage(tx *Tx, m *MessageRow) (id int64, began bool, err error) {
	err = tx.QueryRow(openMessageSQL, m.Channel, m.Address, m.Run, m.Kind).Scan(&id)
	if !errors.Is(err, sql.ErrNoRows) {
		return id, false, err
	}
	id, err = AddMessage(tx, m)
	return id, true, err
}

// AddMessage puts a message into the outbox and returns its id.
func AddMessage(tx *Tx, m *MessageRow) (int64, error) {
	if m.Payload == "" {
		m.Payload = "{}"
	}
	res, err := tx.Exec(addMessageSQL, m.Kind, m.Run, nullID(m.MemberID), m.Channel, m.Others, m.Address, m.Language,
		m.Payload, m.CreatedAt.Unix(), m.NotBefore.Unix(), nullID(m.MovedFrom))
	if err != nil {
		return 0, err
	}
	return res.LastInsertId()
}

const withdrawMessageSQL = `update messages set state = 'withdrawn', settled_at = ?, words = ? where id = ? and state = 'waiting'`

// WithdrawMessage takes a message back that waits, and reports whether it did.
func WithdrawMessage(tx *Tx, id int64, words string, now time.Time) (bool, error) {
	return changedOne(tx.Exec(withdrawMessageSQL, now.Unix(), words, id))
}

const messageColumns = `select id, kind, run, coalesce(member_id, 0), channel, others, address, language, payload, created_at, not_before,
       state, attempts, uncertain, coalesce(moved_from, 0), words from messages `

func scanMessage(scan func(...any) error, m *MessageRow) error {
	var created, notBefore int64
	err := scan(&m.ID, &m.Kind, &m.Run, &m.MemberID, &m.Channel, &m.Others, &m.Address, &m.Language, &m.Payload, &created, &notBefore,
		&m.State, &m.Attempts, &m.Uncertain, &m.MovedFrom, &m.Words)
	m.CreatedAt, m.NotBefore = time.Unix(created, 0), time.Unix(notBefore, 0)
	return err
}

const (
	urgentMessageSQL = messageColumns + `indexed by messages_urgent where channel = ? and state = 'waiting' and kind in ('code', 'test') and not_before <= ?
order by not_before, id limit 1`
	dueMessageSQL = messageColumns + `indexed by messages_due where channel = ? and state = 'waiting' and not_before <= ? order by not_before, id limit 1`
)

// DueMessage returns the message of a channel that may go out by now and has waited
// longest, codes and tests first, as somebody sits and waits for them; only those
// where all is false.
func DueMessage(q Queryer, channel string, now time.Time, all bool) (m MessageRow, found bool, err error) {
	err = scanMessage(q.QueryRow(urgentMessageSQL, channel, now.Unix()).Scan, &m)
	if m, found, err = foundRow(m, err); err != nil || found || !all {
		return m, found, err
	}
	err = scanMessage(q.QueryRow(dueMessageSQL, channel, now.Unix()).Scan, &m)
	return foundRow(m, err)
}

const dueMessagesSQL = messageColumns + `indexed by messages_due where channel = ? and state = 'waiting' and not_before <= ? order by not_before, id limit ?`

// DueMessages returns the messages of a channel that may go out by now.
func DueMessages(q Queryer, channel string, now time.Time, limit int) ([]MessageRow, error) {
	var list []MessageRow
	err := eachRow(q, func(scan func(...any) error) error {
		var m MessageRow
		err := scanMessage(scan, &m)
		list = append(list, m)
		return err
	}, dueMessagesSQL, channel, now.Unix(), limit)
	return list, err
}

const messageSQL = messageColumns + `where id = ?`

// Message returns a message.
func Message(q Queryer, id int64) (m MessageRow, found bool, err error) {
	err = scanMessage(q.QueryRow(messageSQL, id).Scan, &m)
	return foundRow(m, err)
}

const claimMessageSQL = `update messages set state = 'sending', lease_until = ?, attempts = attempts + 1 where id = ? and state = 'waiting' and attempts = ?`

// ClaimMessage gives a waiting message to whoever sends it, until the lease ends,
// and reports whether it was still waiting.
func ClaimMessage(tx *Tx, m *MessageRow, until time.Time) (bool, error) {
	return changedOne(tx.Exec(claimMessageSQL, until.Unix(), m.ID, m.Attempts))
}

// A provider that gives a name twice must not keep what has gone out from being booked.
const settleMessageSQL = `update messages set state = ?1, lease_until = null, settled_at = ?2, words = ?4,
       provider_id = case when ?3 is null or exists (select 1 from messages o where o.channel = messages.channel and o.provider_id = ?3)
         then provider_id else ?3 end
where id = ?5 and state = 'sending' and attempts = ?6`

// SettleMessage says what became of a try: sent, failed or moved. attempt is the
// number of the try; one whose lease has ended and that was tried again changes nothing.
func SettleMessage(tx *Tx, id int64, attempt int, state, provider, words string, now time.Time) (bool, error) {
	return changedOne(tx.Exec(settleMessageSQL, state, now.Unix(), sql.NullString{String: provider, Valid: provider != ""}, words, id, attempt))
}

const retryMessageSQL = `update messages set state = 'waiting', lease_until = null, not_before = ?, words = ?, uncertain = max(uncertain, ?)
where id = ? and state = 'sending' and attempts = ?`

// RetryMessage puts a message back to be tried again at a time; uncertain where no
// answer came, so that it may have gone out.
func RetryMessage(tx *Tx, id int64, attempt int, at time.Time, words string, uncertain bool) (bool, error) {
	return changedOne(tx.Exec(retryMessageSQL, at.Unix(), words, uncertain, id, attempt))
}

const ownMessageSQL = `update messages set member_id = ? where id = ?`

// OwnMessage says whose address a message goes to.
func OwnMessage(tx *Tx, id, member int64) error {
	_, err := tx.Exec(ownMessageSQL, member, id)
	return err
}

const twinMessagesSQL = `select id from messages indexed by messages_open where channel = ? and address = ? and kind = ?
  and state = 'waiting' and address <> '' and kind <> 'code' and id <> ?`

// TwinMessages returns the other messages of a kind that wait for an address.
func TwinMessages(q Queryer, m *MessageRow) ([]int64, error) {
	return ids(q, twinMessagesSQL, m.Channel, m.Address, m.Kind, m.ID)
}

const reclaimMessagesSQL = `update messages set state = 'waiting', lease_until = null, uncertain = 1 where state = 'sending' and lease_until <= ?`

// ReclaimMessages puts messages back whose sender has not said what became of
// them, and returns how many: each may have gone out.
func ReclaimMessages(tx *Tx, now time.Time) (int64, error) {
	res, err := tx.Exec(reclaimMessagesSQL, now.Unix())
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}

const addTrySQL = `insert into message_tries (message_id, at, outcome, words) values (?, ?, ?, ?)`

// AddTry notes a try with the provider's words.
func AddTry(tx *Tx, message int64, at time.Time, outcome, words string) error {
	_, err := tx.Exec(addTrySQL, message, at.Unix(), outcome, words)
	return err
}

// ChannelDayRow is what a channel has done on a local day.
type ChannelDayRow struct {
	Sent, Failed int
	Last         time.Time // zero: nothing yet
}

const channelDaySQL = `select sent, failed, coalesce(last_at, 0) from channel_days where channel = ? and day = ?`

// ChannelDay returns what a channel has done on a local day.
func ChannelDay(q Queryer, channel, day string) (r ChannelDayRow, err error) {
	var last int64
	err = q.QueryRow(channelDaySQL, channel, day).Scan(&r.Sent, &r.Failed, &last)
	r.Last = instant(last)
	r, _, err = foundRow(r, err)
	return r, err
}

const countChannelSQL = `insert into channel_days (channel, day, sent, failed, last_at) values (?, ?, ?, ?, ?)
on conflict (channel, day) do update set sent = sent + excluded.sent, failed = failed + excluded.failed, last_at = excluded.last_at`

// CountChannel counts a try of a channel on a local day.
func CountChannel(tx *Tx, channel, day string, sent, failed int, at time.Time) error {
	_, err := tx.Exec(countChannelSQL, channel, day, sent, failed, at.Unix())
	return err
}
