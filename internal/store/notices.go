package store

import "time"

// NoticeRow is an effect on the world that is to follow a commit.
type NoticeRow struct {
	MemberID  int64
	Kind      string // renewed, …
	DedupeKey string // the same key is told once
	Payload   string // JSON
	CreatedAt time.Time
	NotBefore time.Time
}

const queueNoticeSQL = `insert into notices (member_id, kind, dedupe_key, payload, created_at, not_before)
values (?, ?, ?, ?, ?, ?) on conflict (dedupe_key) do nothing`

// QueueNotice puts a notice into the outbox, unless its key is there already.
func QueueNotice(tx *Tx, n NoticeRow) error {
	_, err := tx.Exec(queueNoticeSQL, n.MemberID, n.Kind, n.DedupeKey, n.Payload, n.CreatedAt.Unix(), n.NotBefore.Unix())
	return err
}
