package bench

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"
)

const (
	pageConns   = 32
	pageMembers = 512 // signed in, asked for at random
	together    = 64  // members who renew at once
)

func getLoans(cookie string) []byte {
	return []byte("GET /loans HTTP/1.1\r\nHost: bench\r\nAccept-Language: id\r\nCookie: " + cookie + "\r\n\r\n")
}

// loadPages asks for the loans of random signed-in members.
func loadPages(addr string, cookies []string, d time.Duration) (load, error) {
	requests := make([][]byte, len(cookies))
	for i, c := range cookies {
		requests[i] = getLoans(c)
	}
	return drive(addr, pageConns, d, 200, func(int, int) []byte { return requests[rand.IntN(len(requests))] })
}

// postRenewals lets all members renew their first loan at once and again, each
// on a connection of their own, and returns renewals per second.
func (h *house) postRenewals(ctx context.Context, ids []int64, cookies []string, d time.Duration) (float64, error) {
	loan := make([]int64, len(ids))
	shown := make([]int, len(ids))
	for i, m := range ids {
		page, err := h.lib.MyLoans(ctx, m)
		if err != nil {
			return 0, err
		}
		loan[i], shown[i] = page.Loans[0].Ref.ID, page.Loans[0].Ref.Renewals
	}
	l, err := drive(h.site.addr, len(ids), d, 303, func(c, n int) []byte {
		body := fmt.Sprintf("loan=%d.%d", loan[c], shown[c]+n)
		var b strings.Builder
		fmt.Fprintf(&b, "POST /loans/renew HTTP/1.1\r\nHost: bench\r\nCookie: %s\r\n"+
			"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n%s", cookies[c], len(body), body)
		return []byte(b.String())
	})
	return l.PerSecond(), err
}
