package bench

import (
	"context"
	"fmt"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/store"
)

// A library with a desk has five loans for each member, of which two are open,
// and two loans for each copy; a fifth of the copies stand on the shelf.
const (
	membersPerLoan = 5
	loansPerCopy   = 2
	copiesPerTitle = 5
	openOfCopies   = 5 // four of so many copies are lent
)

// Words that people search by: a few are common, most are not.
var (
	firstNames = []string{"Siti", "Muhammad", "Dewi", "Budi", "Sri", "Agus", "Nur", "Rina", "Eko", "Wahyu", "Putri", "Andi", "Dian",
		"Rizky", "Fitri", "Hendra", "Lestari", "Yusuf", "Ayu", "Bambang", "Indah", "Slamet", "Ratna", "Joko", "Maya", "Taufik"}
	lastNames = []string{"Rahayu", "Santoso", "Wibowo", "Hidayat", "Kusuma", "Pratama", "Lubis", "Nasution", "Siregar", "Wulandari",
		"Saputra", "Permana", "Handayani", "Susanto", "Firmansyah", "Maharani", "Setiawan", "Hakim", "Gunawan", "Anggraini", "Tanjung"}
	titleWords = []string{"laut", "bumi", "hujan", "bulan", "sejarah", "negeri", "anak", "sekolah", "kopi", "hutan", "sungai", "perang",
		"cinta", "rumah", "malam", "pagi", "jawa", "sumatra", "belajar", "dasar", "masakan", "ilmu", "matematika", "dongeng", "tanah",
		"air", "angin", "gunung", "kota", "desa", "perjalanan", "kenangan", "rahasia", "pelangi", "bunga", "burung", "kereta", "pasar"}
)

const (
	seedMemberSQL = `insert into members (id, card, card_key, name, phone, category, branch_id) values (?, ?, ?, ?, ?, ?, 1)`
	seedTitleSQL  = `insert into titles (id, title, author, match_key) values (?, ?, ?, ?)`
	seedCopiesSQL = `insert into items (id, title_id, branch_id, barcode, call_number, item_type)
` + numbers + `select i, 1 + (i - 1) / 5, 1, printf('C%09d', i), '813 ' || (i % 977), 'book' from n`
	seedOpenSQL = `insert into loans (member_id, item_id, borrowed_at, due_at)
` + numbers + `select 1 + i % ?, i, ?, ? + (i % 20 - 5) * 86400 from n`
	seedClosedSQL = `insert into loans (member_id, item_id, borrowed_at, due_at, status, closed_at)
` + numbers + `select 1 + (i * 7) % ?, 1 + i % ?, ? - i, ? - i, 'returned', ? - i from n`
)

// deskSize is how big a library with a desk is.
type deskSize struct{ loans, members, copies, open int }

func deskOf(loans int) deskSize {
	copies := loans / loansPerCopy
	return deskSize{loans: loans, members: loans / membersPerLoan, copies: copies, open: copies / openOfCopies * (openOfCopies - 1)}
}

// seedDesk fills an empty database: copies 1 to size.open are lent, the others
// stand on the shelf. A quarter of the open loans are late.
func seedDesk(ctx context.Context, db *store.DB, size deskSize, now time.Time) error {
	due := circulation.DayOf(now, now.Location()).End(now.Location()).Unix()
	borrowed := now.AddDate(0, 0, -14).Unix()
	long := now.AddDate(0, 0, -60).Unix()
	if err := inBatches(ctx, db, 1, func(tx *store.Tx, _, _ int) error {
		_, err := tx.Exec(seedCategorySQL)
		return err
	}); err != nil {
		return err
	}
	steps := []struct {
		rows int
		fill func(tx *store.Tx, from, to int) error
	}{
		{size.members, seedPeople},
		{size.copies/copiesPerTitle + 1, seedTitles},
		{size.copies, func(tx *store.Tx, from, to int) error { return put(tx, seedCopiesSQL, from, to) }},
		{size.open, func(tx *store.Tx, from, to int) error {
			return put(tx, seedOpenSQL, from, to, size.members, borrowed, due)
		}},
		{size.loans - size.open, func(tx *store.Tx, from, to int) error {
			return put(tx, seedClosedSQL, from, to, size.members, size.copies, long, long, long)
		}},
	}
	for _, s := range steps {
		if err := inBatches(ctx, db, s.rows, s.fill); err != nil {
			return fmt.Errorf("fill the library: %w", err)
		}
	}
	return nil
}

func put(tx *store.Tx, query string, args ...any) error {
	_, err := tx.Exec(query, args...)
	return err
}

// inBatches fills rows 1 to n in transactions of some thousand.
func inBatches(ctx context.Context, db *store.DB, n int, fill func(tx *store.Tx, from, to int) error) error {
	for from := 1; from <= n; from += batch {
		err := db.Write(ctx, func(tx *store.Tx) error { return fill(tx, from, min(from+batch-1, n)) })
		if err != nil {
			return err
		}
	}
	return nil
}

func seedPeople(tx *store.Tx, from, to int) error {
	for i := from; i <= to; i++ {
		category := "umum"
		if i%2 == 1 {
			category = "tekun"
		}
		name := firstNames[i%len(firstNames)] + " " + lastNames[i/7%len(lastNames)] + " " + firstNames[i/3%len(firstNames)]
		card := fmt.Sprintf("A%08d", i)
		if err := put(tx, seedMemberSQL, i, card, card, name, fmt.Sprintf("+62812%08d", i), category); err != nil {
			return err
		}
	}
	return nil
}

func seedTitles(tx *store.Tx, from, to int) error {
	word := func(i int) string { return titleWords[i%len(titleWords)] }
	for i := from; i <= to; i++ {
		title := fmt.Sprintf("%s %s %s %d", word(i), word(i/3), word(i/11), i)
		author := firstNames[i/5%len(firstNames)] + " " + lastNames[i%len(lastNames)]
		if err := put(tx, seedTitleSQL, i, title, author, fmt.Sprint("bench:", i)); err != nil {
			return err
		}
	}
	return nil
}
