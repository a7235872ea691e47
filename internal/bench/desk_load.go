package bench

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"slices"
	"strconv"
	"sync"
	"time"
)

// desks scan at once, each about as often as a person can who has a pile of books
// in reach: ten books a second is more than anybody manages.
const (
	desks     = 16
	scanEvery = 100 * time.Millisecond
)

// What is scanned in turn.
const (
	scanLend   = "lend"
	scanReturn = "return"
	scanRenew  = "renew"
)

var scanKinds = []string{scanLend, scanReturn, scanRenew}

// timings are how long each kind of work took.
type timings map[string][]time.Duration

// p99 sorts and returns the middle and the slowest but one in a hundred.
func (t timings) p99(kind string) (p50, p99 time.Duration) {
	list := t[kind]
	if len(list) == 0 {
		return 0, 0
	}
	slices.Sort(list)
	return list[len(list)/2], list[len(list)*99/100]
}

// teller is one desk: it lends a copy from the shelf, takes it back, and renews
// another one, again and again.
type teller struct {
	addr   string
	client *http.Client
	size   deskSize
	number int
	round  int
	took   timings
}

const benchPassword = "empat kata yang panjang"

// tellers signs somebody in at each desk.
func (h *deskHouse) tellers(ctx context.Context) ([]*teller, error) {
	if err := h.who.AddStaff(ctx, "petugas", "supervisor", benchPassword); err != nil {
		return nil, err
	}
	list := make([]*teller, desks)
	for i := range list {
		jar, err := cookiejar.New(nil)
		if err != nil {
			return nil, err
		}
		list[i] = &teller{addr: "http://" + h.site.addr, number: i, size: h.size, took: timings{}, client: &http.Client{
			Jar: jar, Transport: &http.Transport{},
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		}}
		status, err := list[i].post("/desk/sign-in", url.Values{"username": {"petugas"}, "password": {benchPassword}})
		if err != nil || status != http.StatusSeeOther {
			return nil, fmt.Errorf("sign in at the desk: answered %d, %w", status, err)
		}
	}
	return list, nil
}

func (d *teller) post(path string, form url.Values) (status int, err error) {
	answer, err := d.client.PostForm(d.addr+path, form)
	if err != nil {
		return 0, err
	}
	defer func() { _ = answer.Body.Close() }()
	_, err = io.Copy(io.Discard, answer.Body)
	return answer.StatusCode, err
}

// work goes on until end; every is the time from one scan to the next, 0 for none.
func (d *teller) work(end time.Time, every time.Duration) error {
	shelf := (d.size.copies - d.size.open) / desks
	for time.Now().Before(end) {
		d.round++
		turn := d.number + desks*d.round
		fresh := d.size.open + 1 + d.number*shelf + d.round%shelf
		for _, kind := range scanKinds {
			next := time.Now().Add(every)
			form := url.Values{"code": {barcode(fresh)}, "mode": {kind}}
			switch kind {
			case scanLend:
				form.Set("member", strconv.Itoa(1+turn%d.size.members))
			case scanReturn:
				form.Set("at", "returns")
			default:
				form.Set("code", barcode(1+turn%d.size.open))
			}
			if err := d.scan(kind, form); err != nil {
				return err
			}
			time.Sleep(time.Until(next))
		}
	}
	return nil
}

// scan posts one code as the box does.
func (d *teller) scan(kind string, form url.Values) error {
	before := time.Now()
	status, err := d.post("/desk/box", form)
	d.took[kind] = append(d.took[kind], time.Since(before))
	if err != nil {
		return err
	}
	if status != http.StatusOK && status != http.StatusSeeOther {
		return fmt.Errorf("%s of %s: answered %d", kind, form.Get("code"), status)
	}
	return nil
}

func barcode(item int) string { return fmt.Sprintf("C%09d", item) }

// workAtDesks lets all desks work at once for a while.
func workAtDesks(tellers []*teller, d, every time.Duration) error {
	var wg sync.WaitGroup
	errs := make([]error, len(tellers))
	end := time.Now().Add(d)
	for i, t := range tellers {
		wg.Go(func() {
			time.Sleep(every * time.Duration(i) / desks) // nobody scans in step with others
			errs[i] = t.work(end, every)
		})
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// gather takes what all tellers have timed.
func gather(tellers []*teller) timings {
	all := timings{}
	for _, t := range tellers {
		for kind, took := range t.took {
			all[kind] = append(all[kind], took...)
		}
		t.took = timings{}
	}
	return all
}
