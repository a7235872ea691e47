package web_test

import (
	"net/url"
	"testing"

	"simpanbudi/internal/librarytest"
)

// What a lateness costs is said before the click, on the receipt, and nowhere
// for a book that comes in time.
func TestTheCostOfLatenessIsSaidBeforeAndAfter(t *testing.T) {
	run(t, []scenario{{
		name: "a fine and a suspension",
		library: func(s *site) map[string]any {
			s.Rules(`[{"branch":"*","category":"*","item_type":"*","rule":{},
				"fine":{"per_day":500,"legal_basis":"Perda <1>/2020"},"suspension":{"days_per_late_day":1}}]`)
			m := s.reader()
			late := m.Loan(librarytest.Due("2026-11-20"))
			return map[string]any{"card": m.Card, "late": late.Ref()}
		},
		steps: []step{signIn(),
			{do: "GET /loans", status: 200, contains: []string{
				"Jika diperpanjang sekarang, ini dicatat. Terlambat 3 hari: denda Rp1.500 (Perda &lt;1&gt;/2020).",
				"Terlambat 3 hari: peminjaman ditangguhkan sampai dan termasuk Kamis, 26 November 2026.",
			}},
			{do: "POST /loans/renew", form: url.Values{"loan": {"{late}"}}, status: 303, location: "/receipts/{ref}"},
			{do: "GET /receipts/{ref}", status: 200, contains: []string{
				"Terlambat 3 hari: denda Rp1.500 (Perda &lt;1&gt;/2020).",
				"peminjaman ditangguhkan sampai dan termasuk Kamis, 26 November 2026.",
			}, lacks: []string{"Jika diperpanjang sekarang"}},
		},
	}, {
		name: "nothing for a book in time",
		library: func(s *site) map[string]any {
			s.Rules(`[{"branch":"*","category":"*","item_type":"*","rule":{},"fine":{"per_day":500}}]`)
			m := s.reader()
			m.Loan()
			return map[string]any{"card": m.Card}
		},
		steps: []step{signIn(), {do: "GET /loans", status: 200, lacks: []string{"denda", "Terlambat"}}},
	}})
}
