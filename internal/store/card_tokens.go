package store

import (
	"database/sql"
	"errors"
	"time"
)

const cardTokenSQL = `select token from card_tokens where member_id = ?`

// CardToken returns the token of a member's card, "" where none has been made.
func CardToken(q Queryer, member int64) (token string, err error) {
	err = q.QueryRow(cardTokenSQL, member).Scan(&token)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return token, err
}

const makeCardTokenSQL = `insert into card_tokens (member_id, token, made_at) values (?, ?, ?) on conflict (member_id) do nothing`

// MakeCardToken gives a member's card a token; made is false where it has one.
func MakeCardToken(tx *Tx, member int64, token string, at time.Time) (made bool, err error) {
	return changedOne(tx.Exec(makeCardTokenSQL, member, token, at.Unix()))
}

const replaceCardTokenSQL = `insert into card_tokens (member_id, token, made_at) values (?, ?, ?)
on conflict (member_id) do update set token = excluded.token, made_at = excluded.made_at
where card_tokens.made_at not between excluded.made_at - ? and excluded.made_at`

// ReplaceCardToken gives a member's card another token, after which the old one
// names nobody. A token made within the last young is new enough: replaced is false.
func ReplaceCardToken(tx *Tx, member int64, token string, at time.Time, young time.Duration) (replaced bool, err error) {
	return changedOne(tx.Exec(replaceCardTokenSQL, member, token, at.Unix(), int64(young/time.Second)))
}

const cardByTokenSQL = `select m.card from card_tokens t join members m on m.id = t.member_id where t.token = ? and m.erased_at is null`

// CardByToken returns the number of the card that a token names.
func CardByToken(q Queryer, token string) (card string, found bool, err error) {
	err = q.QueryRow(cardByTokenSQL, token).Scan(&card)
	return foundRow(card, err)
}
