package store

import "time"

// MemberNote is what staff have noted about a member.
type MemberNote struct {
	ID     int64
	MadeAt time.Time
	By     string // the colleague's name; "" where nobody is known
	Text   string
}

const memberNotesSQL = `select n.id, n.made_at, coalesce(nullif(s.name, ''), s.username, ''), n.text
from member_notes n left join staff s on s.id = n.staff_id
where n.member_id = ? and n.removed_at is null order by n.id desc limit 100`

// MemberNotes returns the notes about a member that were not removed, the newest first.
func MemberNotes(q Queryer, member int64) (notes []MemberNote, err error) {
	err = eachRow(q, func(scan func(...any) error) error {
		var n MemberNote
		var at int64
		err := scan(&n.ID, &at, &n.By, &n.Text)
		n.MadeAt = time.Unix(at, 0)
		notes = append(notes, n)
		return err
	}, memberNotesSQL, member)
	return notes, err
}

const addMemberNoteSQL = `insert into member_notes (member_id, staff_id, made_at, text)
select id, ?, ?, ? from members where id = ? and erased_at is null`

// AddMemberNote notes something and returns the note's id, 0 where there is no such member.
func AddMemberNote(tx *Tx, member, staff int64, at time.Time, text string) (int64, error) {
	res, err := tx.Exec(addMemberNoteSQL, nullID(staff), at.Unix(), text, member)
	if err != nil {
		return 0, err
	}
	if n, err := res.RowsAffected(); n == 0 || err != nil {
		return 0, err
	}
	return res.LastInsertId()
}

const sameNoteSQL = `select exists (select 1 from member_notes where member_id = ? and text = ? and made_at >= ? and removed_at is null)`

// SameNote reports whether a note of the same words was made since an instant.
func SameNote(q Queryer, member int64, text string, since time.Time) (same bool, err error) {
	err = q.QueryRow(sameNoteSQL, member, text, since.Unix()).Scan(&same)
	return same, err
}

const removeMemberNoteSQL = `update member_notes set removed_at = ? where id = ? and member_id = ? and removed_at is null`

// RemoveMemberNote takes a note off a member's record; false where it is not on it.
func RemoveMemberNote(tx *Tx, member, note int64, at time.Time) (bool, error) {
	return changedOne(tx.Exec(removeMemberNoteSQL, at.Unix(), note, member))
}
