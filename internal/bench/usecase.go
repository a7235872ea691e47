package bench

import (
	"context"
	"sync"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/library"
)

// useCaseRenewals lets all members renew their first loan at once and again for
// d, through the use case that every door calls, and returns renewals per second.
func useCaseRenewals(ctx context.Context, lib *library.Library, members []int64, d time.Duration) (float64, error) {
	var (
		wg    sync.WaitGroup
		mu    sync.Mutex
		total int
		first error
		start = time.Now()
	)
	for _, m := range members {
		wg.Go(func() {
			n, err := renewFor(ctx, lib, m, start.Add(d))
			mu.Lock()
			defer mu.Unlock()
			total += n
			if first == nil {
				first = err
			}
		})
	}
	wg.Wait()
	return float64(total) / time.Since(start).Seconds(), first
}

func renewFor(ctx context.Context, lib *library.Library, member int64, end time.Time) (n int, err error) {
	page, err := lib.MyLoans(ctx, member)
	if err != nil {
		return 0, err
	}
	request := library.RenewRequest{Member: member, Actor: circulation.ActorMember, Door: "web",
		Loans: []library.LoanRef{page.Loans[0].Ref}}
	for time.Now().Before(end) {
		if _, err := lib.Renew(ctx, request); err != nil {
			return n, err
		}
		n++
		request.Loans[0].Renewals++
	}
	return n, nil
}
