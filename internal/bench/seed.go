package bench

import (
	"context"
	"fmt"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/store"
)

const (
	loansPerMember = 5
	batch          = 50_000 // rows a transaction, so that the log stays small
)

// endlessRule lets the same loans be renewed for as long as a measurement lasts.
const endlessRule = `[{"branch":"*","category":"*","item_type":"*","rule":{"loan":"P7D","renewal":"PT1H","renewals_allowed":null,
"max_total":null,"renew_from":"due_date","once_per_day":false},"loan_limit":null,"fine":{},"suspension":{}}]`

// Every member has loansPerMember loans and every loan a copy of its own; ten
// copies share a title.
const (
	numbers       = `with recursive n(i) as (select ? union all select i + 1 from n where i < ?) `
	seedTitlesSQL = `insert into titles (id, title, author, match_key)
` + numbers + `select i, 'Judul buku nomor ' || i, 'Pengarang ' || (i % 977), 'bench:' || i from n`
	seedMembersSQL = `insert into members (id, card, card_key, name, category, branch_id)
` + numbers + `select i, printf('B%08d', i), printf('B%08d', i), 'Anggota ' || i, 'umum', 1 from n`
	seedItemsSQL = `insert into items (id, title_id, branch_id, barcode, item_type)
` + numbers + `select i, 1 + (i - 1) / 10, 1, printf('C%09d', i), 'book' from n`
	seedLoansSQL = `insert into loans (id, member_id, item_id, borrowed_at, due_at)
` + numbers + `select i, 1 + (i - 1) / 5, i, ?, ? + (i % 5) * 86400 from n`
)

// seed fills an empty database with loans open at now, due from today on.
func seed(ctx context.Context, db *store.DB, loans int, now time.Time) error {
	zone := now.Location()
	due := circulation.DayOf(now, zone).End(zone).Unix()
	borrowed := now.AddDate(0, 0, -6).Unix()
	steps := []struct {
		query string
		rows  int
		args  []any
	}{
		{seedTitlesSQL, loans/10 + 1, nil},
		{seedMembersSQL, loans/loansPerMember + 1, nil},
		{seedItemsSQL, loans, nil},
		{seedLoansSQL, loans, []any{borrowed, due}},
	}
	for _, s := range steps {
		for from := 1; from <= s.rows; from += batch {
			args := append([]any{from, min(from+batch-1, s.rows)}, s.args...)
			err := db.Write(ctx, func(tx *store.Tx) error {
				_, err := tx.Exec(s.query, args...)
				return err
			})
			if err != nil {
				return fmt.Errorf("fill the library: %w", err)
			}
		}
	}
	return nil
}
