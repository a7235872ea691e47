package store

import "time"

const messageNamedSQL = `select id from messages where channel = ? and provider_id = ?`

// MessageNamed returns the message that a channel's provider calls so.
func MessageNamed(q Queryer, channel, provider string) (id int64, found bool, err error) {
	err = q.QueryRow(messageNamedSQL, channel, provider).Scan(&id)
	return foundRow(id, err)
}

const addReportSQL = `insert into message_tries (message_id, at, outcome, words) select ?1, ?2, ?3, ?4
where not exists (select 1 from message_tries where message_id = ?1 and outcome = ?3)`

// AddReport notes what a provider says became of a message, and reports whether it
// had not been noted.
func AddReport(tx *Tx, message int64, at time.Time, outcome, words string) (bool, error) {
	return changedOne(tx.Exec(addReportSQL, message, at.Unix(), outcome, words))
}

const (
	isSendingSQL  = `select exists (select 1 from messages where state = 'sending' and channel = ?)`
	hasArrivedSQL = `select exists (select 1 from message_tries where message_id = ? and outcome in ('delivered', 'read'))`
	isReplacedSQL = `select exists (select 1 from messages where moved_from = ?)`
)

func is(q Queryer, query string, arg any) (yes bool, err error) {
	err = q.QueryRow(query, arg).Scan(&yes)
	return yes, err
}

// IsSending reports whether a channel is sending a message at this moment.
func IsSending(q Queryer, channel string) (bool, error) { return is(q, isSendingSQL, channel) }

// HasArrived reports whether a provider has said that a message arrived.
func HasArrived(q Queryer, message int64) (bool, error) { return is(q, hasArrivedSQL, message) }

// IsReplaced reports whether another message has taken the place of one.
func IsReplaced(q Queryer, message int64) (bool, error) { return is(q, isReplacedSQL, message) }

const failSentSQL = `update messages set state = ?, words = ?, settled_at = ? where id = ? and state = 'sent'`

// FailSent says that a message has not arrived that its provider had taken: failed,
// moved or withdrawn. It reports whether it stood as sent.
func FailSent(tx *Tx, id int64, state, words string, now time.Time) (bool, error) {
	return changedOne(tx.Exec(failSentSQL, state, words, now.Unix(), id))
}

const failNoticesSQL = `update loan_notices set state = 'failed', settled_at = ? where message_id = ? and state = 'sent'`

// FailNotices says that what a message has told has not arrived.
func FailNotices(tx *Tx, message int64, now time.Time) error {
	_, err := tx.Exec(failNoticesSQL, now.Unix(), message)
	return err
}
