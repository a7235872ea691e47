package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"simpanbudi/internal/reminder"
	"simpanbudi/internal/store"
)

// A process that delivers is killed again and again while the mail server takes its
// time. Afterwards everybody has their mail, and whoever has it twice is counted: the
// server had not answered when the process died.
func TestAKilledDeliveryLosesNothingAndCountsWhatMayHaveGoneTwice(t *testing.T) {
	rounds := kills(t)
	if os.Getenv("SIMPANBUDI_KILLS") == "" {
		rounds = 15 // these are quicker
	}
	p := newPost(t)
	people := 10*rounds + 20
	p.db = late(t, people)
	at := time.Date(2026, 11, 23, 8, 0, 0, 0, time.FixedZone("WIB", 7*3600))
	if planned := p.run("reminders", at.Format(time.RFC3339)); planned["messages"] != int64(people) {
		t.Fatalf("%v", planned)
	}
	db, err := store.Open(t.Context(), p.db, store.Options{}) // another process beside
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })

	p.mails.Slow(15 * time.Millisecond)
	for range rounds {
		p.killOnce(at)
		at = at.Add(reminder.Lease + time.Minute)
		bury(t, db)
	}
	p.mails.Slow(0)
	counts := p.run("deliver", at.Format(time.RFC3339))
	if counts["sent"] == 0 {
		t.Error("the last run had nothing left to send: nothing was killed in the middle")
	}

	arrived := map[string]int64{}
	ids := map[string]string{}
	for _, m := range p.mails.Mails() {
		arrived[m.To]++
		if id := m.Header.Get("Message-Id"); ids[m.To] == "" {
			ids[m.To] = id
		} else if ids[m.To] != id {
			t.Errorf("the same message to %s has two names", m.To)
		}
	}
	var tries, twice, uncertain int64
	err = db.Read(t.Context(), func(q store.Queryer) error {
		rows, err := q.Query(`select m.address, m.state, m.attempts, m.uncertain, (select count(*) from loan_notices n where n.message_id = m.id and n.state = 'sent') from messages m`)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var address, state string
			var attempts, unsure, told int64
			if err := rows.Scan(&address, &state, &attempts, &unsure, &told); err != nil {
				return err
			}
			if n := arrived[address]; state != "sent" || told != 1 || n < 1 || n > attempts || (attempts > 1) != (unsure == 1) {
				t.Errorf("%s: %s after %d tries, uncertain %d, arrived %d times", address, state, attempts, unsure, n)
			}
			tries += attempts
			uncertain += unsure
			twice += arrived[address] - 1
		}
		return rows.Err()
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(arrived) != people || twice > tries-int64(people) {
		t.Errorf("%d people have their mail, %d more than once, after %d tries", len(arrived), twice, tries)
	}
	if said := strings.TrimSpace(simpanbudi(t, t.TempDir(), "check", "--db", p.db)); said != "ok" {
		t.Error(said)
	}
	t.Logf("%d kills, %d people, %d tries: %d uncertain, of which %d arrived twice", rounds, people, tries, uncertain, twice)
}

// killOnce starts a delivery and kills it some time after its first mail has come.
func (p *post) killOnce(at time.Time) {
	p.t.Helper()
	before := p.mails.Tries()
	args := append([]string{"jobs", "run", "deliver", "--at", at.Format(time.RFC3339), "--db", p.db}, p.flags()...)
	cmd := exec.Command("simpanbudi", args...)
	var says strings.Builder
	cmd.Stdout, cmd.Stderr = &says, &says
	if err := cmd.Start(); err != nil {
		p.t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	for p.mails.Tries() == before {
		select {
		case err := <-ended:
			p.t.Fatalf("it has ended by itself: %v %s", err, says.String())
		case <-time.After(time.Millisecond):
		}
	}
	time.Sleep(time.Duration(rand.IntN(100_000)) * time.Microsecond)
	_ = cmd.Process.Kill()
	<-ended // killed, which Wait calls an error
}

// bury makes the ledger think that the killed run was heard of long ago, as it will
// have been when a person starts the machine again.
func bury(t *testing.T, db *store.DB) {
	t.Helper()
	err := db.Write(context.Background(), func(tx *store.Tx) error {
		_, err := tx.Exec(`update job_runs set alive_at = alive_at - 3600 where state = 'running'`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// late makes a library of so many members who each have an address and a loan that
// was due on 22 November 2026.
func late(t *testing.T, members int) (db string) {
	t.Helper()
	var people, copies, loans strings.Builder
	people.WriteString("card,name,email\n")
	copies.WriteString("barcode,title\n")
	loans.WriteString("card,barcode,borrowed_at,due_at\n")
	for i := range members {
		fmt.Fprintf(&people, "%d,Nama %d,anggota%d@example.org\n", 1001+i, i, i)
		fmt.Fprintf(&copies, "9%05d,Judul %d\n", i, i)
		fmt.Fprintf(&loans, "%d,9%05d,2026-11-15,2026-11-22\n", 1001+i, i)
	}
	files := t.TempDir()
	for name, text := range map[string]string{"members.csv": people.String(), "items.csv": copies.String(), "loans.csv": loans.String()} {
		write(t, filepath.Join(files, "csv", name), text)
	}
	db = filepath.Join(t.TempDir(), "lib.db")
	simpanbudi(t, files, "import", "csv", "csv", "--db", db, "--now", "2026-11-22T09:00:00+07:00")
	if _, err := os.Stat(db); err != nil {
		t.Fatal(err)
	}
	return db
}
