package library_test

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"testing"
	"time"

	"simpanbudi/internal/library"
	"simpanbudi/internal/librarytest"
	"simpanbudi/internal/store"
)

const moverVariable = "SIMPANBUDI_TEST_MOVE_IN"

// A process that moves due dates is killed again and again; the next one goes on
// where it was, and in the end every loan has moved once.
func TestNoDueDateIsForgottenOrMovedTwiceAfterAKill(t *testing.T) {
	const loans = 4000
	h := librarytest.New(t, time.Now())
	fillDue(h, loans, "2026-12-25")
	c := closing(0, "Natal", "2026-12-25")
	plan, err := h.Library.PlanClosures(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := h.Library.ChangeClosures(t.Context(), clerk(h), c, plan.Version); err != nil {
		t.Fatal(err)
	}
	cut := 0
	for range 5 {
		moveAndKill(t, h.Path)
		if h.Int(`select count(*) from due_moves where finished_at is null and moved > 0`) > 0 {
			cut++
		}
		wantInt(t, "counted", h.Int(`select moved from due_moves`), h.Int(`select count(*) from audit where action = 'loan.due_moved'`))
	}
	if err := h.Library.MoveDueDates(t.Context()); err != nil {
		t.Fatal(err)
	}
	expectMovedOnce(t, h, loans)
	t.Logf("cut off in the middle %d times of 5", cut)
}

func moveAndKill(t *testing.T, path string) {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), moverVariable+"="+path)
	child.Stderr = os.Stderr
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	if bufio.NewScanner(out).Scan() { // it begins
		time.Sleep(time.Duration(rand.IntN(40_000)) * time.Microsecond)
	}
	_ = child.Process.Kill()
	_ = child.Wait()
}

// moveUntilKilled is the life of that process.
func moveUntilKilled(path string) int {
	db, err := store.Open(context.Background(), path, store.Options{})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	l, err := library.Open(context.Background(), db, library.Options{})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	fmt.Println("begins")
	if err := l.MoveDueDates(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	select {} // done, and waits to be killed
}

// Members renew while their due dates are moved: whoever comes first, nothing is
// lost, and no loan is left on the closed day.
func TestMembersRenewWhileDueDatesMove(t *testing.T) {
	h := librarytest.New(t, librarytest.At("2026-12-23T09:00"))
	var loans []*librarytest.Loan
	for range 40 {
		loans = append(loans, h.Member("umum").Loan(librarytest.Due("2026-12-25")))
	}
	fillDue(h, 2000, "2026-12-25")
	c := closing(0, "Natal", "2026-12-25")
	plan, err := h.Library.PlanClosures(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := h.Library.ChangeClosures(t.Context(), clerk(h), c, plan.Version); err != nil {
		t.Fatal(err)
	}
	moved := make(chan error, 1)
	go func() { moved <- h.Library.MoveDueDates(context.Background()) }()
	for _, loan := range loans {
		if receipt := loan.Member.Renew(loan); receipt.Renewed != 1 {
			t.Errorf("not renewed: %+v", receipt)
		}
	}
	if err := <-moved; err != nil {
		t.Fatal(err)
	}
	for _, loan := range loans { // a week from the old date or from the one it was moved to
		if due := loan.DueAt(); !due.Equal(librarytest.At("2027-01-01T23:59:59")) && !due.Equal(librarytest.At("2027-01-02T23:59:59")) {
			t.Errorf("due %v", due)
		}
	}
	wantInt(t, "left on the closed day", h.Int(`select count(*) from loans where due_at = ?`, librarytest.At("2026-12-25T23:59:59").Unix()), 0)
	if problems := check(t, h.DB); len(problems) > 0 {
		t.Error(problems)
	}
}
