package bench

import (
	"runtime"
	"time"

	"simpanbudi/internal/circulation"
)

// decisions times the renewal decision where nothing refuses: nanoseconds and
// allocations for one.
func decisions(now time.Time, d time.Duration) (nanos, allocs float64, err error) {
	zone := now.Location()
	rule := circulation.DefaultRule()
	facts := circulation.RenewalFacts{
		Zone: zone, Rule: &rule,
		Calendar:      &circulation.Calendar{ClosedWeekdays: [7]bool{time.Sunday: true}},
		Member:        circulation.MemberFacts{Status: circulation.MemberActive},
		ItemRenewable: true, Actor: circulation.ActorMember,
		Loan: circulation.LoanFacts{
			BorrowedAt: now.AddDate(0, 0, -6), DueAt: circulation.DayOf(now, zone).End(zone),
			Status: circulation.LoanOpen, Own: true,
		},
	}
	const atOnce = 1000
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start, n := time.Now(), 0
	for time.Since(start) < d {
		for range atOnce {
			if _, err := circulation.DecideRenewal(&facts, now); err != nil {
				return 0, 0, err
			}
		}
		n += atOnce
	}
	elapsed := time.Since(start)
	runtime.ReadMemStats(&after)
	return float64(elapsed.Nanoseconds()) / float64(n), float64(after.Mallocs-before.Mallocs) / float64(n), nil
}
