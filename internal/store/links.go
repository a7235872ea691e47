package store

import "time"

// LinkRow is a signed link: what it opens, and until when.
type LinkRow struct {
	ID      int64
	Member  int64
	Loans   []int64 // in the order of the reminder
	Expires time.Time
	Revoked bool // by whoever looks after the member, or with the member's erasure
}

const (
	insertLinkSQL     = `insert into links (token_hash, member_id, issued_at, expires_at) values (?, ?, ?, ?)`
	insertLinkLoanSQL = `insert into link_loans (link_id, position, loan_id) values (?, ?, ?)`
)

// InsertLink makes a link to loans of a member under the hash of its token.
func InsertLink(tx *Tx, tokenHash string, member int64, loans []int64, issued, expires time.Time) error {
	res, err := tx.Exec(insertLinkSQL, tokenHash, member, issued.Unix(), expires.Unix())
	if err != nil {
		return err
	}
	link, err := res.LastInsertId()
	if err != nil {
		return err
	}
	for position, loan := range loans {
		if _, err := tx.Exec(insertLinkLoanSQL, link, position, loan); err != nil {
			return err
		}
	}
	return nil
}

const (
	findLinkSQL = `select k.id, k.member_id, k.expires_at, k.revoked_at is not null or m.erased_at is not null
from links k join members m on m.id = k.member_id where k.token_hash = ?`
	linkLoansSQL = `select loan_id from link_loans where link_id = ? order by position`
)

// FindLink returns the link whose token has this hash.
func FindLink(q Queryer, tokenHash string) (l LinkRow, found bool, err error) {
	var expires int64
	err = q.QueryRow(findLinkSQL, tokenHash).Scan(&l.ID, &l.Member, &expires, &l.Revoked)
	if l, found, err = foundRow(l, err); err != nil || !found {
		return l, found, err
	}
	l.Expires = time.Unix(expires, 0)
	rows, err := q.Query(linkLoansSQL, l.ID)
	if err != nil {
		return l, true, err
	}
	defer rows.Close()
	for rows.Next() {
		var loan int64
		if err := rows.Scan(&loan); err != nil {
			return l, true, err
		}
		l.Loans = append(l.Loans, loan)
	}
	return l, true, rows.Err()
}

const revokeLinksSQL = `update links set revoked_at = ? where member_id = ? and revoked_at is null`

// RevokeLinks ends all links of a member.
func RevokeLinks(tx *Tx, member int64, at time.Time) error {
	_, err := tx.Exec(revokeLinksSQL, at.Unix(), member)
	return err
}

// A morning's reminders end in one moment: the rest goes by the next sweeps.
const deleteOldLinksSQL = `delete from links where id in (select id from links where expires_at < ? order by expires_at limit 2000)`

// DeleteOldLinks forgets links that ended before, some at a time.
func DeleteOldLinks(tx *Tx, before time.Time) error {
	_, err := tx.Exec(deleteOldLinksSQL, before.Unix())
	return err
}
