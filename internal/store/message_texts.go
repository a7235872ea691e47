package store

import "time"

// TextRow is a text that staff have changed.
type TextRow struct {
	Kind, Channel, Language string
	Subject, Body           string
	ChangedAt               time.Time
	StaffID                 int64
	Staff                   string // as colleagues say it; read only
}

const messageTextSQL = `select t.subject, t.body, t.changed_at, coalesce(t.staff_id, 0), coalesce(nullif(s.name, ''), s.username, '')
from message_texts t left join staff s on s.id = t.staff_id where t.kind = ? and t.channel = ? and t.language = ?`

// MessageText returns the library's own text, found where there is one.
func MessageText(q Queryer, kind, channel, language string) (r TextRow, found bool, err error) {
	r = TextRow{Kind: kind, Channel: channel, Language: language}
	var changed int64
	err = q.QueryRow(messageTextSQL, kind, channel, language).Scan(&r.Subject, &r.Body, &changed, &r.StaffID, &r.Staff)
	r.ChangedAt = time.Unix(changed, 0)
	return foundRow(r, err)
}

const messageTextsSQL = `select kind, channel, language from message_texts order by kind, channel, language`

// MessageTexts returns which texts the library has changed, without what they say.
func MessageTexts(q Queryer) ([]TextRow, error) {
	var list []TextRow
	err := eachRow(q, func(scan func(...any) error) error {
		var r TextRow
		err := scan(&r.Kind, &r.Channel, &r.Language)
		list = append(list, r)
		return err
	}, messageTextsSQL)
	return list, err
}

const putMessageTextSQL = `insert into message_texts (kind, channel, language, subject, body, changed_at, staff_id) values (?, ?, ?, ?, ?, ?, ?)
on conflict (kind, channel, language) do update set subject = excluded.subject, body = excluded.body,
       changed_at = excluded.changed_at, staff_id = excluded.staff_id`

// PutMessageText stores the library's own text.
func PutMessageText(tx *Tx, r *TextRow) error {
	_, err := tx.Exec(putMessageTextSQL, r.Kind, r.Channel, r.Language, r.Subject, r.Body, r.ChangedAt.Unix(), nullID(r.StaffID))
	return err
}

const deleteMessageTextSQL = `delete from message_texts where kind = ? and channel = ? and language = ?`

// DeleteMessageText goes back to the text that ships.
func DeleteMessageText(tx *Tx, kind, channel, language string) error {
	_, err := tx.Exec(deleteMessageTextSQL, kind, channel, language)
	return err
}
