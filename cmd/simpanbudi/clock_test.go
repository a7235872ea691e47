package main

import (
	"fmt"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// The newest audit row is 90 days old, as after a dead battery has set the
// clock forward: nothing is renewed until somebody has looked at the clock.
func TestNothingIsRenewedOnAClockThatCannotBeRightUntilItIsConfirmed(t *testing.T) {
	dir := t.TempDir()
	now := time.Now()
	day := func(days int) string { return now.AddDate(0, 0, days).Format(time.DateOnly) }
	write(t, filepath.Join(dir, "csv", "members.csv"), "card,name,pin\n1001,Siti,482915\n")
	write(t, filepath.Join(dir, "csv", "items.csv"), "barcode,title\n900001,Laskar Pelangi\n")
	write(t, filepath.Join(dir, "csv", "loans.csv"), fmt.Sprintf("card,barcode,borrowed_at,due_at\n1001,900001,%s,%s\n", day(-2), day(5)))
	simpanbudi(t, dir, "import", "csv", "csv", "--db", "lib.db")
	simpanbudi(t, dir, "settings", "set", "contact", "0291-1", "--db", "lib.db", "--now", now.AddDate(0, 0, -90).Format(time.RFC3339))

	p := serve(t, "--db", filepath.Join(dir, "lib.db"))
	member := browser(t)
	signIn(t, p, member, card{Number: "1001", PIN: "482915", Shows: "one loan"}, "/loans")
	post := func() *http.Response {
		res, err := member.PostForm(p.URL+"/loans/renew", url.Values{"loan": {"1.0"}})
		text(t, res, err)
		return res
	}
	if res := post(); strings.HasPrefix(res.Header.Get("Location"), "/receipts/") || res.StatusCode < 400 {
		t.Errorf("on a wrong clock renewing answers %s to %q", res.Status, res.Header.Get("Location"))
	}
	simpanbudi(t, dir, "clock", "confirm", "--db", "lib.db")
	if res := post(); !strings.HasPrefix(res.Header.Get("Location"), "/receipts/") {
		t.Errorf("on a confirmed clock renewing answers %s to %q", res.Status, res.Header.Get("Location"))
	}
}
