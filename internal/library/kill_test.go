package library_test

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"sync"
	"testing"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/library"
	"simpanbudi/internal/librarytest"
	"simpanbudi/internal/store"
)

const (
	renewerVariable = "SIMPANBUDI_TEST_RENEW_IN"
	killsVariable   = "SIMPANBUDI_KILLS" // how often to kill; 20 unless told
	renewers        = 16
)

// acknowledged is a renewal whose receipt a caller has in hand.
type acknowledged struct {
	loan   int64
	number int
	ref    string
}

// A process that renews under load is killed at random moments. Every renewal
// it has acknowledged must be there afterwards, none twice.
func TestNoAcknowledgedRenewalIsLostToAKill(t *testing.T) {
	house := librarytest.New(t, time.Now()).Rule(endless)
	for range renewers {
		house.Member("umum").Loan()
	}
	total := 0
	for range kills(t) {
		acks := renewAndKill(t, house.Path)
		total += len(acks)
		expectRenewals(t, house, acks)
		if problems := check(t, house.DB); len(problems) > 0 {
			t.Fatalf("after a kill: %+v", problems)
		}
	}
	if total == 0 {
		t.Fatal("nothing was renewed before any of the kills")
	}
	t.Logf("%d renewals acknowledged before %d kills", total, kills(t))
}

func kills(t *testing.T) int {
	if text := os.Getenv(killsVariable); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	return 20
}

// renewAndKill starts a process that renews, kills it after a random while and
// returns what it had acknowledged.
func renewAndKill(t *testing.T, path string) []acknowledged {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), renewerVariable+"="+path)
	child.Stderr = os.Stderr
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	var acks []acknowledged
	var kill *time.Timer
	for lines.Scan() {
		if kill == nil { // it has started to renew
			kill = time.AfterFunc(time.Duration(rand.IntN(150_000))*time.Microsecond, func() { _ = child.Process.Kill() })
		}
		var a acknowledged
		if n, _ := fmt.Sscanf(lines.Text(), "%d %d %s", &a.loan, &a.number, &a.ref); n == 3 && len(a.ref) == 8 {
			acks = append(acks, a) // the last line may have been cut off
		}
	}
	_ = child.Wait() // killed, which Wait calls an error
	if kill == nil {
		t.Fatal("the renewing process has renewed nothing")
	}
	kill.Stop()
	return acks
}

// renewUntilKilled is the child: 16 members renew without pause and say so.
func renewUntilKilled(path string) int {
	ctx := context.Background()
	db, err := store.Open(ctx, path, store.Options{})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	lib, err := library.Open(ctx, db, library.Options{})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	var all sync.WaitGroup
	for member := range int64(renewers) {
		all.Go(func() {
			for {
				page, err := lib.MyLoans(ctx, member+1)
				if err != nil {
					fmt.Fprintln(os.Stderr, err)
					return
				}
				shown := page.Loans[0].Ref
				ref, err := lib.Renew(ctx, library.RenewRequest{Member: member + 1,
					Loans: []library.LoanRef{shown}, Actor: circulation.ActorMember, Door: "web"})
				if err != nil {
					fmt.Fprintln(os.Stderr, err)
					return
				}
				// One write of one line, so that no two lines mix.
				_, _ = os.Stdout.WriteString(fmt.Sprintf("%d %d %s\n", shown.ID, shown.Renewals+1, ref))
			}
		})
	}
	all.Wait()
	return 1 // it ends by being killed only
}

func expectRenewals(t *testing.T, house *librarytest.House, acks []acknowledged) {
	t.Helper()
	for _, a := range acks {
		n := house.Int(`select count(*) from renewals r join receipts c on c.id = r.receipt_id
			where r.loan_id = ? and r.number = ? and c.ref = ? and r.undone_at is null`, a.loan, a.number, a.ref)
		if n != 1 {
			t.Errorf("renewal %d of loan %d (receipt %s) was acknowledged and is there %d times", a.number, a.loan, a.ref, n)
		}
	}
}

func check(t *testing.T, db *store.DB) (problems []store.Problem) {
	t.Helper()
	err := db.Snapshot(t.Context(), func(q store.Queryer) (err error) {
		problems, err = store.Check(t.Context(), q)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return problems
}
