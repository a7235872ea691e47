package store

import (
	"encoding/json"
	"time"
)

// A batch of planning is written by a few statements over many of its rows: members
// who renew meanwhile wait for one batch, and a statement for each row would take
// several times as long.

const stillDueSQL = `select l.id from json_each(?) j cross join loans l on l.id = j.value->>0 where l.due_at = j.value->>1 and l.closed_at is null`

// StillDue returns those of the notices' loans that are open and due as they were.
func StillDue(tx *Tx, notices []LoanNoticeRow) (map[int64]bool, error) {
	pairs := make([][2]int64, len(notices))
	for i := range notices {
		pairs[i] = [2]int64{notices[i].LoanID, notices[i].DueAt.Unix()}
	}
	list, err := listed(pairs)
	if err != nil {
		return nil, err
	}
	open, err := ids(tx, stillDueSQL, list)
	still := make(map[int64]bool, len(open))
	for _, id := range open {
		still[id] = true
	}
	return still, err
}

func listed(rows any) (string, error) {
	text, err := json.Marshal(rows)
	return string(text), err
}

const (
	newestMessageSQL = `select coalesce(max(id), 0) from messages`
	joinMessagesSQL  = `insert into messages (kind, run, channel, others, language, created_at, not_before, member_id, address)
select ?, ?, ?, ?, ?, ?, ?, value->>0, value->>1 from json_each(?) where true
on conflict do nothing`
	joinedMessagesSQL = `select j.key, m.id from json_each(?) j cross join messages m on m.channel = ? and m.address = j.value->>1
  and m.run = ? and m.kind = ?
where m.state = 'waiting' and m.address <> '' and m.kind <> 'code'`
)

// JoinMessages finds the message that waits for each address, run and kind, or
// begins it, and sets its id. begun are those that are new.
func JoinMessages(tx *Tx, list []MessageRow) (begun []int64, err error) {
	var newest int64
	if err := tx.QueryRow(newestMessageSQL).Scan(&newest); err != nil {
		return nil, err
	}
	for _, alike := range likeMessages(list) {
		err := inPieces(alike, func(piece []*MessageRow) error { return joinMessages(tx, piece) })
		if err != nil {
			return nil, err
		}
	}
	for i := range list {
		if list[i].ID > newest {
			begun = append(begun, list[i].ID)
		}
	}
	return begun, nil
}

// joinMessages does so for messages that differ in member and address alone.
func joinMessages(tx *Tx, piece []*MessageRow) error {
	rows := make([][2]any, len(piece))
	for i, m := range piece {
		rows[i] = [2]any{m.MemberID, m.Address}
	}
	text, err := listed(rows)
	if err != nil {
		return err
	}
	m := piece[0]
	if _, err := tx.Exec(joinMessagesSQL, m.Kind, m.Run, m.Channel, m.Others, m.Language, m.CreatedAt.Unix(), m.NotBefore.Unix(), text); err != nil {
		return err
	}
	return eachRow(tx, func(scan func(...any) error) error {
		var i int
		var id int64
		err := scan(&i, &id)
		piece[i].ID = id
		return err
	}, joinedMessagesSQL, text, m.Channel, m.Run, m.Kind)
}

// likeMessages are the messages in groups that differ in member and address alone:
// what a group shares is read from its statement once and not from JSON for each.
func likeMessages(list []MessageRow) (groups [][]*MessageRow) {
	type shared struct {
		kind, run, channel, others, language string
		created, notBefore                   int64
	}
	at := map[shared]int{}
	for i := range list {
		m := &list[i]
		key := shared{m.Kind, m.Run, m.Channel, m.Others, m.Language, m.CreatedAt.Unix(), m.NotBefore.Unix()}
		g, ok := at[key]
		if !ok {
			g = len(groups)
			at[key], groups = g, append(groups, nil)
		}
		groups[g] = append(groups[g], m)
	}
	return groups
}

const earlierMessagesSQL = `select m.id, o.id from json_each(?) j cross join messages m on m.id = j.value
cross join messages o indexed by messages_open on o.channel = m.channel and o.address = m.address and o.run < m.run and o.kind = m.kind
where o.state = 'waiting' and o.address <> '' and o.kind <> 'code'`

// MergeMessages puts what earlier days' messages still have to tell into new ones
// to the same addresses.
func MergeMessages(tx *Tx, begun []int64, now time.Time) error {
	var pairs [][2]int64
	err := eachRow(tx, func(scan func(...any) error) error {
		var p [2]int64
		err := scan(&p[0], &p[1])
		pairs = append(pairs, p)
		return err
	}, earlierMessagesSQL, IDList(begun))
	for _, p := range pairs {
		if err == nil {
			err = MergeMessage(tx, p[1], p[0], now)
		}
	}
	return err
}

// MergeMessage puts what one message still has to tell into another.
func MergeMessage(tx *Tx, from, into int64, now time.Time) error {
	if err := MoveNotices(tx, from, into); err != nil {
		return err
	}
	_, err := WithdrawMessage(tx, from, "", now)
	return err
}

const (
	withdrawLowerSQL = `update loan_notices set state = 'withdrawn', settled_at = ?
where loan_id in (select value->>0 from json_each(?)) and state = 'waiting'
  and not exists (select 1 from messages m where m.id = message_id and m.state = 'sending')`
	addLoanNoticesSQL = `insert into loan_notices (loan_id, due_at, step, member_id, message_id, state, made_at, settled_at)
select value->>0, value->>1, value->>2, value->>3, value->>4, value->>5, ?1, case when value->>5 <> 'waiting' then ?1 end from json_each(?2) where true
on conflict (loan_id, due_at, step) do nothing`
)

// AddLoanNotices makes notices at now and takes back what waits to be told of the same
// loans, but for what is being sent at this moment: a lower step that has not gone
// out is not worth telling any more.
func AddLoanNotices(tx *Tx, notices []LoanNoticeRow, now time.Time) error {
	rows := make([][6]any, len(notices))
	for i := range notices {
		n := &notices[i]
		var message any
		if n.MessageID != 0 {
			message = n.MessageID
		}
		rows[i] = [6]any{n.LoanID, n.DueAt.Unix(), n.Step, n.MemberID, message, n.State}
	}
	return inPieces(rows, func(piece [][6]any) error {
		text, err := listed(piece)
		if err != nil {
			return err
		}
		if _, err := tx.Exec(withdrawLowerSQL, now.Unix(), text); err != nil {
			return err
		}
		_, err = tx.Exec(addLoanNoticesSQL, now.Unix(), text)
		return err
	})
}
