package bench

import (
	"context"
	"fmt"
	"math/rand/v2"
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

// loadPages asks for the loans of random signed-in members, on each connection
// every so often; 0 is as fast as they come.
func loadPages(addr string, cookies []string, every, d time.Duration) (load, error) {
	requests := make([][]byte, len(cookies))
	for i, c := range cookies {
		requests[i] = getLoans(c)
	}
	return drive(addr, pageConns, d, 200, func(c, n int) []byte {
		if every > 0 {
			time.Sleep(every/2 + rand.N(every)) // nobody asks in step with others
		}
		return requests[rand.IntN(len(requests))]
	})
}

// renewer is a member who renews one loan again and again.
type renewer struct {
	Cookie string
	Loan   int64
	Shown  int // its renewals before the first of these
}

// renewers readies signed-in members to renew the first of their loans.
func (h *house) renewers(ctx context.Context, ids []int64, cookies []string) ([]renewer, error) {
	list := make([]renewer, len(ids))
	for i, m := range ids {
		page, err := h.lib.MyLoans(ctx, m)
		if err != nil {
			return nil, err
		}
		list[i] = renewer{Cookie: cookies[i], Loan: page.Loans[0].Ref.ID, Shown: page.Loans[0].Ref.Renewals}
	}
	return list, nil
}

// loadRenewals lets all members renew at once and again, each on a connection of
// their own.
func loadRenewals(addr string, list []renewer, d time.Duration) (load, error) {
	return drive(addr, len(list), d, 303, func(c, n int) []byte { return list[c].post(n) })
}

// post is the request for the n-th renewal.
func (r *renewer) post(n int) []byte {
	body := fmt.Sprintf("loan=%d.%d", r.Loan, r.Shown+n)
	return fmt.Appendf(nil, "POST /loans/renew HTTP/1.1\r\nHost: bench\r\nCookie: %s\r\n"+
		"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n%s", r.Cookie, len(body), body)
}
