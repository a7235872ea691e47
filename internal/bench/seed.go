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

// rules has the plain rule for most members, whose pages are asked for, and one
// for the category of those who renew, under which the same loan can be renewed
// for as long as a measurement lasts.
const rules = `[{"branch":"*","category":"*","item_type":"*","rule":{}},
{"branch":"*","category":"tekun","item_type":"*","rule":{"renewal":"PT1H","renewals_allowed":null,
"max_total":null,"renew_from":"due_date","once_per_day":false}}]`

// Every member has loansPerMember loans and every loan a copy of its own; ten
// copies share a title. Members with odd numbers renew, the others look.
const (
	seedCategorySQL = `insert into categories (code, name) values ('tekun', 'Tekun')`
	numbers         = `with recursive n(i) as (select ? union all select i + 1 from n where i < ?) `
	seedTitlesSQL   = `insert into titles (id, title, author, match_key)
` + numbers + `select i, 'Judul buku nomor ' || i, 'Pengarang ' || (i % 977), 'bench:' || i from n`
	seedMembersSQL = `insert into members (id, card, card_key, name, category, branch_id)
` + numbers + `select i, printf('B%08d', i), printf('B%08d', i), 'Anggota ' || i, case i % 2 when 1 then 'tekun' else 'umum' end, 1 from n`
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
	return fill(ctx, db, []filling{
		{seedTitlesSQL, loans/10 + 1, nil},
		{seedMembersSQL, loans/loansPerMember + 1, nil},
		{seedItemsSQL, loans, nil},
		{seedLoansSQL, loans, []any{borrowed, due}},
	})
}

// filling inserts rows 1 to rows of a table.
type filling struct {
	query string
	rows  int
	args  []any
}

func fill(ctx context.Context, db *store.DB, steps []filling) error {
	err := db.Write(ctx, func(tx *store.Tx) error {
		_, err := tx.Exec(seedCategorySQL)
		return err
	})
	if err != nil {
		return err
	}
	for _, s := range steps {
		for from := 1; from <= s.rows; from += batch {
			args := append([]any{from, min(from+batch-1, s.rows)}, s.args...)
			err = db.Write(ctx, func(tx *store.Tx) error {
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

// looking and renewing take n members of a kind, or all where there are fewer,
// from all over a library of so many loans.
func looking(n, loans int) []int64  { return spread(n, loans, 2) }
func renewing(n, loans int) []int64 { return spread(n, loans, 1) }

func spread(n, loans, first int) []int64 {
	pairs := loans / loansPerMember / 2
	n = min(n, pairs)
	list := make([]int64, n)
	for i := range list {
		list[i] = int64(first + i*pairs/n*2)
	}
	return list
}
