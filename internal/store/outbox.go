package store

import "time"

// QueueRow is what waits on a channel.
type QueueRow struct {
	Channel string
	N       int
	Oldest  time.Time // when the oldest was made
}

const outboxQueueSQL = `select channel, count(*), min(created_at) from messages indexed by messages_due where state = 'waiting' group by channel`

// Queue returns what waits, by channel.
func Queue(q Queryer) ([]QueueRow, error) {
	var list []QueueRow
	err := eachRow(q, func(scan func(...any) error) error {
		var r QueueRow
		var oldest int64
		err := scan(&r.Channel, &r.N, &oldest)
		r.Oldest = time.Unix(oldest, 0)
		list = append(list, r)
		return err
	}, outboxQueueSQL)
	return list, err
}

// ChannelCount is what a channel has done.
type ChannelCount struct {
	Channel      string
	Sent, Failed int
}

const (
	channelsOnSQL  = `select channel, sent, failed from channel_days where day = ?`
	channelsAllSQL = `select channel, sum(sent), sum(failed) from channel_days group by channel`
)

// ChannelsOn returns what each channel has done on a local day; "" is ever.
func ChannelsOn(q Queryer, day string) ([]ChannelCount, error) {
	var list []ChannelCount
	read := func(scan func(...any) error) error {
		var c ChannelCount
		err := scan(&c.Channel, &c.Sent, &c.Failed)
		list = append(list, c)
		return err
	}
	if day == "" {
		err := eachRow(q, read, channelsAllSQL)
		return list, err
	}
	err := eachRow(q, read, channelsOnSQL, day)
	return list, err
}

const uncertainSQL = `select channel, count(*) from messages indexed by messages_uncertain where uncertain = 1 group by channel`

// Uncertain counts by channel the messages whose sender died before it heard an
// answer: each may have gone out twice.
func Uncertain(q Queryer) (map[string]int, error) {
	by := map[string]int{}
	err := eachRow(q, func(scan func(...any) error) error {
		var channel string
		var n int
		err := scan(&channel, &n)
		by[channel] = n
		return err
	}, uncertainSQL)
	return by, err
}

// SentRow is a message with whose it is, for the desk.
type SentRow struct {
	MessageRow
	Name    string    // of the member; "" for a colleague's
	Settled time.Time // zero: not yet
	Staff   string    // who ticked it; "" for nobody
}

const sentColumns = `select m.id, m.kind, m.run, coalesce(m.member_id, 0), m.channel, m.others, m.address, m.language, m.payload, m.created_at,
       m.not_before, m.state, m.attempts, m.uncertain, coalesce(m.moved_from, 0), m.words, coalesce(p.name, ''), coalesce(m.settled_at, 0),
       coalesce(nullif(s.name, ''), s.username, '')
from messages m left join members p on p.id = m.member_id left join staff s on s.id = m.staff_id `

func sentRows(q Queryer, query string, args ...any) ([]SentRow, error) {
	var list []SentRow
	err := eachRow(q, func(scan func(...any) error) error {
		var r SentRow
		var settled int64
		err := scanMessage(func(dest ...any) error { return scan(append(dest, &r.Name, &settled, &r.Staff)...) }, &r.MessageRow)
		r.Settled = instant(settled)
		list = append(list, r)
		return err
	}, query, args...)
	return list, err
}

const failedMessagesSQL = sentColumns + `where m.state = 'failed' and m.id < ? order by m.id desc limit ?`

// FailedMessages returns messages that could not be delivered by any channel, the
// newest first, before one.
func FailedMessages(q Queryer, before int64, limit int) ([]SentRow, error) {
	return sentRows(q, failedMessagesSQL, before, limit)
}

const messagesOfSQL = sentColumns + `where m.member_id = ? and m.id < ? order by m.id desc limit ?`

// MessagesOf returns messages to a member, the newest first, before one.
func MessagesOf(q Queryer, member, before int64, limit int) ([]SentRow, error) {
	return sentRows(q, messagesOfSQL, member, before, limit)
}

const endWaitingSQL = `update messages set state = ?, settled_at = ?, words = ? where id = ? and state = 'waiting'`

// EndWaiting takes a waiting message away: withdrawn, or moved to another channel.
func EndWaiting(tx *Tx, id int64, state, words string, now time.Time) (bool, error) {
	return changedOne(tx.Exec(endWaitingSQL, state, now.Unix(), words, id))
}

const waitingForSQL = messageColumns + `where member_id = ? and state = 'waiting' and kind not in ('code', 'test') order by id`

// WaitingFor returns the messages that wait to go to a member.
func WaitingFor(q Queryer, member int64) ([]MessageRow, error) {
	var list []MessageRow
	err := eachRow(q, func(scan func(...any) error) error {
		var m MessageRow
		err := scanMessage(scan, &m)
		list = append(list, m)
		return err
	}, waitingForSQL, member)
	return list, err
}

const openTwinSQL = `select o.id from messages m join messages o on o.channel = m.channel and o.address = m.address and o.run = m.run and o.kind = m.kind
where m.id = ? and o.state = 'waiting' and o.id <> m.id and o.address <> '' and o.kind <> 'code'`

// OpenTwin returns the message that waits in the place of a settled one: the same
// address, run and kind. 0 for none.
func OpenTwin(q Queryer, id int64) (twin int64, err error) {
	err = q.QueryRow(openTwinSQL, id).Scan(&twin)
	twin, _, err = foundRow(twin, err)
	return twin, err
}

const noticesAgainSQL = `update loan_notices set state = 'waiting', settled_at = null where message_id = ? and state = ?`

// NoticesAgain lets a message tell once more what had that state.
func NoticesAgain(tx *Tx, message int64, state string) error {
	_, err := tx.Exec(noticesAgainSQL, message, state)
	return err
}

const forgetPayloadSQL = `update messages set payload = '{}' where id = ?`

// ForgetPayload takes a secret out of a message that has no more need of it.
func ForgetPayload(tx *Tx, id int64) error {
	_, err := tx.Exec(forgetPayloadSQL, id)
	return err
}
