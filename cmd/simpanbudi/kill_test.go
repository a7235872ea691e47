package main

import (
	"encoding/csv"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// kills is how often the server is killed; SIMPANBUDI_KILLS says otherwise.
func kills(t *testing.T) int {
	t.Helper()
	text := os.Getenv("SIMPANBUDI_KILLS")
	if text == "" {
		return 5
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// The real server is killed while browsers renew. Every receipt that one of
// them was led to must be there afterwards, and no renewal twice.
func TestNoReceiptThatABrowserGotIsLostToAKill(t *testing.T) {
	const members = 8
	db := shelf(t, t.TempDir(), members)
	browsers := make([]*http.Client, members)
	receipts := map[string]int{} // by reference: the number of the renewal
	for range kills(t) {
		p := serve(t, "--db", db)
		for i := range browsers {
			if browsers[i] == nil { // their sessions outlive the kills
				browsers[i] = browser(t)
				signIn(t, p, browsers[i], shelfCard(i), "/loans")
			}
		}
		renewUntilKilled(t, p, browsers, receipts)
		if said := strings.TrimSpace(simpanbudi(t, p.Dir, "check", "--db", db)); said != "ok" {
			t.Fatalf("after a kill the check says %s", said)
		}
		expectReceipts(t, simpanbudi(t, p.Dir, "export", "renewals", "--db", db), receipts)
	}
	t.Logf("%d receipts before %d kills", len(receipts), kills(t))
}

// renewUntilKilled lets all browsers renew without pause, kills the server after
// a random while and notes the receipts that were led to.
func renewUntilKilled(t *testing.T, p *process, browsers []*http.Client, receipts map[string]int) {
	t.Helper()
	var notes sync.Mutex
	var all sync.WaitGroup
	begun := make(chan struct{})
	begin := sync.OnceFunc(func() { close(begun) })
	for _, who := range browsers {
		all.Go(func() {
			for {
				ref, number, err := renewOnce(p.URL, who)
				if err != nil {
					return // killed
				}
				if ref == "" {
					t.Error("a loan that can be renewed without end was not renewed")
					begin()
					return
				}
				notes.Lock()
				receipts[ref] = number
				notes.Unlock()
				begin()
			}
		})
	}
	<-begun
	time.Sleep(time.Duration(rand.IntN(300_000)) * time.Microsecond)
	_ = p.Process.Kill()
	all.Wait()
	_ = p.Wait() // killed, which Wait calls an error
}

// renewOnce renews what a member's page offers. No reference means that nothing
// could be renewed, an error that the server was not there to its end.
func renewOnce(address string, who *http.Client) (ref string, number int, err error) {
	shown, err := fetch(who.Get(address + "/loans"))
	if err != nil {
		return "", 0, err
	}
	values := loansOn(shown.body)
	if len(values) != 1 {
		return "", 0, nil
	}
	_, renewed, _ := strings.Cut(values[0], ".")
	if number, err = strconv.Atoi(renewed); err != nil {
		return "", 0, nil
	}
	answer, err := fetch(who.PostForm(address+"/loans/renew", url.Values{"loan": values}))
	if err != nil {
		return "", 0, err
	}
	ref, _ = strings.CutPrefix(answer.Header.Get("Location"), "/receipts/")
	return ref, number + 1, nil
}

func expectReceipts(t *testing.T, export string, receipts map[string]int) {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(export)).ReadAll()
	if err != nil || len(rows) == 0 {
		t.Fatalf("the export cannot be read: %v", err)
	}
	column := map[string]int{}
	for i, name := range rows[0] {
		column[name] = i
	}
	there, once := map[string]string{}, map[string]bool{}
	for _, row := range rows[1:] {
		there[row[column["ref"]]] = row[column["renewals"]]
		renewal := row[column["barcode"]] + "." + row[column["renewals"]]
		if once[renewal] {
			t.Errorf("renewal %s is there twice", renewal)
		}
		once[renewal] = true
	}
	for ref, number := range receipts {
		if there[ref] != strconv.Itoa(number) {
			t.Errorf("receipt %s was for renewal %d, and has %q", ref, number, there[ref])
		}
	}
}
