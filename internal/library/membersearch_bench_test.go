package library_test

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"simpanbudi/internal/librarytest"
)

// manyMembers fills a library with 200,000 members: one in ten is called Siti, and
// names are as uneven as they are in life.
func manyMembers(b *testing.B) *librarytest.House {
	house := librarytest.New(b, librarytest.At("2026-11-23T09:00"))
	const n = `with recursive n(i) as (select 1 union all select i + 1 from n where i < 200000) `
	house.Exec(n + `insert into members (id, card, card_key, name, category, branch_id, phone)
select i, 'KUD' || printf('%06d', i), 'KUD' || printf('%06d', i),
  case when i % 10 = 0 then 'Siti' else ('["Ahmad","Muhammad","Budi","Dewi","Agus","Sri","Nur","Andi","Rina","Eko","Ayu","Abdul"]' ->> abs(random() % (1 + i % 12))) end || ' ' ||
  ('["Santoso","Wijaya","Rahayu","Lestari","Hidayat","Saputra","Utami","Nugroho","Kusuma","Anggraini"]' ->> abs(random() % (1 + i % 10))) || ' ' ||
  substr('bcdfghjklmnprst', 1 + i % 15, 1) || substr('aiueo', 1 + i / 15 % 5, 1) || substr('bcdfghjklmnprst', 1 + i / 75 % 15, 1) || substr('aiueo', 1 + i / 1125 % 5, 1) || case when i % 3 = 0 then 'wati' when i % 3 = 1 then 'man' else '' end,
  'umum', 1, '08' || (1000000000 + i * 7919 % 899999999) from n`)
	house.Exec(`analyze`)
	return house
}

func BenchmarkMemberSearch(b *testing.B) {
	house := manyMembers(b)
	searches := []string{"a", "s", "siti", "sit", "siti s", "ahmad wij", "a b c", "q", "z x", "budi santoso", "siti ahmad", "muhammad siti budi",
		"siti rahayu bab", "nurwati", "kud", "KUD000123", "KUD0001", "kud1", "0812", "08", "0812345", "+62 819 1234", "", "wati", "man", "bibi", "xyz", "s a d e"}
	for _, pages := range []string{"first", "deep"} {
		for _, text := range searches {
			b.Run(pages+"/"+text, func(b *testing.B) {
				var all []time.Duration
				for b.Loop() {
					after := ""
					if pages == "deep" { // some place far into the list
						after = []string{"0-", "1-"}[rand.IntN(2)] + "100000"
					}
					began := time.Now()
					if _, err := house.Library.SearchMembers(b.Context(), text, after, 25); err != nil {
						b.Fatal(err)
					}
					all = append(all, time.Since(began))
				}
				slices.Sort(all)
				b.ReportMetric(milliseconds(all[len(all)/2]), "p50-ms")
				b.ReportMetric(milliseconds(all[len(all)*99/100]), "p99-ms")
				b.ReportMetric(0, "ns/op")
			})
		}
	}
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
