package store

import "time"

// ClaimAction is the audit action of a loan whose member says that the book is back.
const ClaimAction = "loan.claimed_returned"

const claimedAtSQL = `select at from audit where subject = 'loan' and subject_id = ? and action = '` + ClaimAction + `' order by id desc limit 1`

// ClaimedAt returns when a member last said that the book of a loan is back.
func ClaimedAt(q Queryer, loan int64) (time.Time, bool, error) {
	var at int64
	err := q.QueryRow(claimedAtSQL, loan).Scan(&at)
	return foundRow(time.Unix(at, 0), err)
}
