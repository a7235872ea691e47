package library_test

import (
	"testing"

	"simpanbudi/internal/library"
	"simpanbudi/internal/librarytest"
)

// hundredThousand is a library with 100,000 open loans of 30,000 members, due over
// two weeks, every twentieth of a title that somebody waits for.
func hundredThousand(b *testing.B) *librarytest.House {
	b.Helper()
	h := librarytest.New(b, librarytest.At("2026-11-23T09:00"))
	const n = `with recursive n(i) as (select 1 union all select i + 1 from n where i < ?) `
	h.Rules(`[{"rule":{}},{"category":"guru","rule":{"loan":"P14D"}},{"item_type":"majalah","rule":{"renewals_allowed":1}}]`)
	h.Exec(n+`insert into titles (id, title, author, match_key) select i, 'Judul ' || i, 'Pengarang', 'b:' || i from n`, 40_000)
	h.Exec(n+`insert into items (id, title_id, branch_id, barcode, item_type) select i, 1 + i % 40000, 1, 'C' || i, case when i % 10 = 0 then 'majalah' else 'book' end from n`, 120_000)
	h.Exec(n+`insert into members (id, card, card_key, name, category, branch_id) select i, 'K' || i, 'K' || i, 'Anggota ' || i, case when i % 7 = 0 then 'guru' else 'umum' end, 1 from n`, 40_000)
	due := dayOf("2026-11-20").End(librarytest.Jakarta()).Unix()
	h.Exec(n+`insert into loans (id, member_id, item_id, borrowed_at, due_at, renewals, imported_renewals)
		select i, 1 + (i * 7919) % 30000, i, ? + (i % 14 - 7) * 86400, ? + (i % 14) * 86400, i % 3, i % 3 from n`, 100_000, due, due)
	h.Exec(n+`insert into holds (title_id, member_id, placed_at) select i * 20, 30000 + i, 1 from n`, 2_000)
	h.Exec(`analyze`)
	return h
}

// BenchmarkPreviewRules100k compares other rules with those in force for 100,000
// open loans, all of which they change.
func BenchmarkPreviewRules100k(b *testing.B) {
	h := hundredThousand(b)
	book, err := h.Library.RuleBook(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	entries := book.Entries()
	for i := range entries {
		one := 1
		entries[i].Rule.RenewalsAllowed = &one
		entries[i].Rule.OverdueGraceDays = 2
	}
	b.ResetTimer()
	for b.Loop() {
		effect, err := h.Library.PreviewRules(b.Context(), entries)
		if err != nil || effect.Open != 100_000 || effect.Lost.Count == 0 {
			b.Fatal(effect, err)
		}
	}
}

// BenchmarkClosureMoves100k closes the days on which 100,000 loans are due: what is
// shown first, and then the move of all of them.
func BenchmarkClosureMoves100k(b *testing.B) {
	h := hundredThousand(b)
	h.Exec(`update loans set due_at = ?`, dayOf("2026-12-25").End(librarytest.Jakarta()).Unix())
	c := library.ClosureChange{Days: []library.OccasionDay{{Day: dayOf("2026-12-25")}}}
	b.Run("plan", func(b *testing.B) {
		for b.Loop() {
			if plan, err := h.Library.PlanClosures(b.Context(), c); err != nil || plan.Moves != 100_000 {
				b.Fatal(plan, err)
			}
		}
	})
	b.Run("move", func(b *testing.B) {
		day := dayOf("2026-12-25")
		for b.Loop() { // each time the day after
			c.Days[0].Day = day
			day++
			plan, err := h.Library.PlanClosures(b.Context(), c)
			if err != nil || plan.Moves != 100_000 {
				b.Fatal(plan, err)
			}
			if _, err := h.Library.ChangeClosures(b.Context(), clerk(h), c, plan.Version); err != nil {
				b.Fatal(err)
			}
			if err := h.Library.MoveDueDates(b.Context()); err != nil {
				b.Fatal(err)
			}
		}
	})
}
