package library_test

import (
	"strconv"
	"testing"
	"time"

	"simpanbudi/internal/librarytest"
)

// BenchmarkToday counts a library with a million open loans, of which a tenth are
// late, and three hundred thousand renewals in the last month.
func BenchmarkToday(b *testing.B) {
	house := librarytest.New(b, librarytest.At("2026-11-23T09:00"))
	small := house.Branch("kecil", "")
	fillDay(house, 1_000_000)
	for name, branch := range map[string]int64{"all branches": 0, "one branch": small} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := house.Library.Today(b.Context(), branch); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// fillDay makes n open loans, due from 100 days ago to three weeks ahead.
func fillDay(house *librarytest.House, n int) {
	some := func(n int) string {
		return `with recursive n(i) as (select 1 union all select i + 1 from n where i < ` + strconv.Itoa(n) + `) `
	}
	now := house.Now().Unix()
	day := int64(24 * time.Hour / time.Second)
	house.Exec(`insert into titles (id, title, match_key) ` + some(n*3/10) + `select i, 'Judul ' || i, 'id:' || i from n`)
	house.Exec(`insert into items (id, title_id, branch_id, barcode, item_type) ` + some(n) + `select i, 1 + i % ` + strconv.Itoa(n*3/10) + `, 1 + (i % 3 = 0), 'B' || i, 'book' from n`)
	house.Exec(`insert into members (id, card, card_key, name, category, branch_id, card_expires_on) `+some(n/5)+`select i, 'K' || i, 'K' || i, 'Anggota ' || i, 'umum', 1 + (i % 3 = 0),
		date(?, 'unixepoch', '+' || (i % 365) || ' days') from n`, now)
	// The due days lie scattered over the loans, as they do in a library.
	house.Exec(`insert into loans (id, member_id, item_id, borrowed_at, due_at) `+some(n)+`select i, 1 + (i * 7919) % ?1, i, ?2 - 30 * ?3,
		?2 + 15 * 3600 - 1 + ?3 * case when i % 10 = 0 then -1 - (i / 10) % 100 else (i / 10) % 21 end from n`, n/5, now, day)
	house.Exec(`insert into receipts (id, ref, member_id, created_at, door, actor) values (1, 'R', 1, 1, 'web', 'member')`)
	house.Exec(`insert into renewals (loan_id, number, receipt_id, renewed_at, old_due_at, new_due_at, actor, door) `+some(n*3/10)+`select i, 1, 1, ?1 - (i * 7919) % (40 * ?2), 1, 2, 'member',
		case i % 5 when 0 then 'desk' when 1 then 'kiosk' else 'web' end from n`, now, day)
	house.Exec(`insert into calls (member_id, at, channel) `+some(200)+`select i, ?1 - i * 3600, 'whatsapp' from n`, now)
	house.Exec(`insert into holds (title_id, member_id, placed_at, status, assigned_item_id, shelf_until) `+some(2000)+`select i, i, 1, 'ready', i, ?1 + (i % 7) * ?2 from n`, now, day)
	house.Exec(`analyze`)
}
