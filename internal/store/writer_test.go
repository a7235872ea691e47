package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"testing"

	"simpanbudi/internal/fault"
)

const insertSetting = "insert into settings (name, value) values (?, ?)"

const countSettings = "select count(*) from settings"

var errOwn = errors.New("no, after all")

// writing returns a write that leaves a setting of this name.
func writing(name string) func(tx *Tx) error {
	return func(tx *Tx) error {
		_, err := tx.Exec(insertSetting, name, "")
		return err
	}
}

// together holds the door shut while the writes line up behind it, so that they
// pass in one group, and returns their answers in order.
func together(t *testing.T, db *DB, writes ...func(tx *Tx) error) []error {
	t.Helper()
	entered, open := make(chan struct{}), make(chan struct{})
	held := make(chan error, 1)
	go func() {
		held <- db.Write(context.Background(), func(*Tx) error {
			close(entered)
			<-open
			return nil
		})
	}()
	<-entered
	requests := make([]*request, len(writes))
	for i, fn := range writes {
		requests[i] = newRequest(context.Background(), fn)
		if !db.writer.queue.put(requests[i]) {
			t.Fatal("the queue is closed")
		}
	}
	close(open)
	if err := <-held; err != nil {
		t.Fatal(err)
	}
	answers := make([]error, len(requests))
	for i, r := range requests {
		answers[i] = classify(r.wait())
	}
	return answers
}

func TestWriteFailingLeavesItsNeighboursAlone(t *testing.T) {
	db := newDB(t)
	answers := together(t, db,
		writing("one"),
		func(tx *Tx) error { return errors.Join(writing("two")(tx), errOwn) },
		writing("one"), // breaks the primary key
		writing("three"))
	if answers[0] != nil || answers[3] != nil {
		t.Errorf("the neighbours got %v and %v", answers[0], answers[3])
	}
	if !errors.Is(answers[1], errOwn) {
		t.Errorf("the failing write got %v", answers[1])
	}
	if !IsUnique(answers[2]) {
		t.Errorf("the repeated name got %v", answers[2])
	}
	if n := readInt(t, db, countSettings); n != 2 {
		t.Errorf("%d settings were left, want 2", n)
	}
}

func TestWriteErrorComesBackAsItWas(t *testing.T) {
	db := newDB(t)
	if err := db.Write(context.Background(), func(*Tx) error { return errOwn }); err != errOwn {
		t.Errorf("got %v, want the very error", err)
	}
}

func TestWritePanicIsItsOwnErrorOnly(t *testing.T) {
	db := newDB(t)
	answers := together(t, db,
		writing("before"),
		func(tx *Tx) error {
			_ = writing("lost")(tx)
			panic("a mistake")
		},
		writing("after"))
	p, ok := errors.AsType[*PanicError](answers[1])
	if !ok || p.Value != "a mistake" || !strings.Contains(string(p.Stack), "writer_test.go") {
		t.Errorf("the panic came back as %v", answers[1])
	}
	if strings.Contains(answers[1].Error(), "goroutine") {
		t.Error("the error's text shows the stack")
	}
	if answers[0] != nil || answers[2] != nil {
		t.Errorf("the neighbours got %v and %v", answers[0], answers[2])
	}
	if n := readInt(t, db, countSettings); n != 2 {
		t.Errorf("%d settings were left, want 2", n)
	}
}

func TestWriteFunctionThatEndsItsGoroutineDoesNotStopTheDoor(t *testing.T) {
	db := newDB(t)
	answer := make(chan error)
	go func() {
		answer <- db.Write(context.Background(), func(tx *Tx) error {
			if err := writing("lost")(tx); err != nil {
				return err
			}
			runtime.Goexit() // as t.FailNow does
			return nil
		})
	}()
	if err := <-answer; err == nil {
		t.Error("a function that has not returned was acknowledged")
	}
	mustExec(t, db, insertSetting, "next", "")
	if n := readInt(t, db, countSettings); n != 1 {
		t.Errorf("%d settings were left, want 1", n)
	}
}

func TestWriteOfACallerWhoHasLeftIsNotRun(t *testing.T) {
	db := newDB(t)
	ctx, leave := context.WithCancel(context.Background())
	leave()
	err := db.Write(ctx, func(*Tx) error {
		t.Error("the function of a caller that has left was run")
		return nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestWriteCallerWhoLeavesInTheMiddleOfAGroupCancelsNobody(t *testing.T) {
	db := newDB(t)
	ctx, leave := context.WithCancel(context.Background())
	defer leave()
	begun, queued := make(chan struct{}), make(chan struct{})
	var wg sync.WaitGroup
	answers := make([]error, 3)
	write := func(i int, ctx context.Context, fn func(tx *Tx) error) {
		wg.Go(func() { answers[i] = db.Write(ctx, fn) })
	}
	write(0, context.Background(), func(tx *Tx) error {
		close(begun)
		<-queued
		return writing("first")(tx)
	})
	<-begun
	// Two more line up; the second of the group leaves while it runs.
	write(1, ctx, func(tx *Tx) error {
		leave()
		return writing("carried through")(tx)
	})
	write(2, context.Background(), writing("last"))
	waitFor(t, func() bool {
		db.writer.queue.mu.Lock()
		defer db.writer.queue.mu.Unlock()
		return len(db.writer.queue.waiting) == 2
	})
	close(queued)
	wg.Wait()
	if err := errors.Join(answers...); err != nil {
		t.Errorf("a write that had begun was not carried through: %v", err)
	}
	if n := readInt(t, db, countSettings); n != 3 {
		t.Errorf("%d settings were left, want 3", n)
	}
}

func TestWriteOfACallerWhoLeavesTheQueueIsNotRun(t *testing.T) {
	db := newDB(t)
	ctx, leave := context.WithCancel(context.Background())
	dropped := newRequest(ctx, func(*Tx) error {
		t.Error("a dropped write was run")
		return nil
	})
	answers := together(t, db, func(tx *Tx) error {
		if !db.writer.queue.put(dropped) {
			t.Error("the queue is closed")
		}
		leave()
		return writing("one")(tx)
	})
	if answers[0] != nil {
		t.Error(answers[0])
	}
	if err := dropped.wait(); !errors.Is(err, context.Canceled) {
		t.Errorf("the dropped one got %v", err)
	}
	mustExec(t, db, insertSetting, "two", "")
}

func TestWriteInsideAWriteIsRefusedInsteadOfWaitingForEver(t *testing.T) {
	db := newDB(t)
	err := db.Write(context.Background(), func(tx *Tx) error {
		return db.Write(context.Background(), writing("inner"))
	})
	if !errors.Is(err, errNested) {
		t.Errorf("got %v", err)
	}
	if n := readInt(t, db, countSettings); n != 0 {
		t.Errorf("the inner write was run")
	}
}

func TestWriteSixtyFourAtOnce(t *testing.T) {
	db := newDB(t)
	mustExec(t, db, insertSetting, "sum", "0")
	const writers, each = 64, 20
	var wg sync.WaitGroup
	for i := range writers {
		wg.Go(func() {
			for n := range each {
				err := db.Write(context.Background(), func(tx *Tx) error {
					if _, err := tx.Exec("update settings set value = value + 1 where name = 'sum'"); err != nil {
						return err
					}
					if (i+n)%7 == 0 {
						return errOwn
					}
					return writing(fmt.Sprint(i, "/", n))(tx)
				})
				if err != nil && err != errOwn {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	sum := readInt(t, db, "select cast(value as integer) from settings where name = 'sum'")
	rows := readInt(t, db, "select count(*) - 1 from settings")
	if sum != rows || rows == 0 {
		t.Errorf("%d were counted, %d written", sum, rows)
	}
}

func TestWriteSwallowingAnErrorStillCommitsTheRest(t *testing.T) {
	db := newDB(t)
	mustExec(t, db, insertSetting, "taken", "")
	err := db.Write(context.Background(), func(tx *Tx) error {
		if err := writing("taken")(tx); !IsUnique(err) {
			return fmt.Errorf("got %w", err)
		}
		return writing("other")(tx)
	})
	if err != nil {
		t.Error(err)
	}
	if n := readInt(t, db, countSettings); n != 2 {
		t.Errorf("%d settings were left, want 2", n)
	}
}

func TestTxIsOfNoUseAfterItsWrite(t *testing.T) {
	db := newDB(t)
	var kept *Tx
	err := db.Write(context.Background(), func(tx *Tx) error {
		kept = tx
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := writing("late")(kept); !errors.Is(err, sql.ErrConnDone) {
		t.Errorf("got %v", err)
	}
	var n int
	if err := kept.QueryRow(countSettings).Scan(&n); !errors.Is(err, sql.ErrConnDone) {
		t.Errorf("got %v", err)
	}
}

func TestWriteThatEndsTheTransactionItselfIsNotAcknowledged(t *testing.T) {
	for _, statement := range []string{"rollback", "release one"} {
		t.Run(statement, func(t *testing.T) {
			db := newDB(t)
			answers := together(t, db, writing("neighbour"), func(tx *Tx) error {
				_, err := tx.Exec(statement)
				return err
			}, writing("untouched"))
			if answers[0] == nil || answers[1] == nil {
				t.Errorf("writes that were undone got %v and %v", answers[0], answers[1])
			}
			if answers[2] != nil {
				t.Errorf("the untouched one got %v", answers[2])
			}
			if n := readInt(t, db, countSettings); n != 1 {
				t.Errorf("%d settings were left, want 1", n)
			}
		})
	}
}

func TestWriteForeignKeyIsTyped(t *testing.T) {
	db := newDB(t)
	err := db.Write(context.Background(), func(tx *Tx) error {
		_, err := tx.Exec("insert into items (title_id, branch_id, barcode, item_type) values (99, 1, 'x', 'book')")
		return err
	})
	if !IsForeignKey(err) || IsUnique(err) {
		t.Errorf("got %v", err)
	}
	if fault.CodeOf(err) != fault.Internal {
		t.Errorf("a constraint became %s", fault.CodeOf(err))
	}
}

func TestCloseServesWhoWaitsAndRefusesWhoComesLater(t *testing.T) {
	db := newDB(t)
	entered, open := make(chan struct{}), make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		if err := db.Write(context.Background(), func(*Tx) error { close(entered); <-open; return nil }); err != nil {
			t.Error(err)
		}
	})
	<-entered
	waiting := newRequest(context.Background(), writing("waited"))
	db.writer.queue.put(waiting)
	wg.Go(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	waitFor(t, func() bool {
		db.writer.queue.mu.Lock()
		defer db.writer.queue.mu.Unlock()
		return db.writer.queue.closed
	})
	if err := db.Write(context.Background(), writing("late")); !errors.Is(err, errClosed) {
		t.Errorf("a write after Close got %v", err)
	}
	close(open)
	wg.Wait()
	if err := waiting.wait(); err != nil {
		t.Errorf("a write that waited before Close got %v", err)
	}
	if err := db.Read(context.Background(), func(Queryer) error { return nil }); !errors.Is(err, errClosed) {
		t.Errorf("a read after Close got %v", err)
	}
	again := openDB(t, db.Path())
	if n := readInt(t, again, "select count(*) from settings where name = 'waited'"); n != 1 {
		t.Error("the write that waited is not there")
	}
}
