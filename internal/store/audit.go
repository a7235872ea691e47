package store

import (
	"database/sql"
	"time"
)

// AuditRow is one line of the audit trail: who did what to which record. It
// names records by internal ids only, so that erasing a person does not fight it.
type AuditRow struct {
	At        time.Time
	Actor     string // member, librarian, automatic or system
	ActorID   int64  // of members or staff, by actor; 0: none
	Door      string // web, desk, kiosk, link, cli, …
	Action    string // loan.renewed, setting.changed, …
	Subject   string // loan, member, setting, …
	SubjectID int64  // 0: none
	Detail    string // JSON; "": {}
}

const appendAuditSQL = `insert into audit (at, actor, actor_id, door, action, subject, subject_id, detail)
values (?, ?, ?, ?, ?, ?, ?, ?)`

// AppendAudit adds a line to the audit trail, which cannot be changed later.
func AppendAudit(tx *Tx, r AuditRow) error {
	if r.Detail == "" {
		r.Detail = "{}"
	}
	_, err := tx.Exec(appendAuditSQL, r.At.Unix(), r.Actor, nullID(r.ActorID), r.Door,
		r.Action, r.Subject, nullID(r.SubjectID), r.Detail)
	return err
}

// nullID is how "no such record" is written: null instead of the id 0.
func nullID(id int64) any {
	if id == 0 {
		return nil
	}
	return id
}

// nullSeconds is how "never" is written: null instead of the zero time.
func nullSeconds(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.Unix()
}

// instant reads UTC seconds, 0 as the zero time.
func instant(seconds int64) time.Time {
	if seconds == 0 {
		return time.Time{}
	}
	return time.Unix(seconds, 0)
}

// changedOne reports whether a conditional statement met its row.
func changedOne(res sql.Result, err error) (bool, error) {
	if err != nil {
		return false, err
	}
	n, err := res.RowsAffected()
	return n == 1, err
}
