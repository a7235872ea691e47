package store

import "testing"

func TestCardTokensAreFoundWithoutAScan(t *testing.T) {
	db := newDB(t)
	for _, query := range []string{cardTokenSQL, makeCardTokenSQL, replaceCardTokenSQL, cardByTokenSQL} {
		assertNoScan(t, db, query)
	}
}
