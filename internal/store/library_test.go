package store

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"simpanbudi/internal/store/storetest"
)

var template storetest.Template

// newDB opens a new database in a folder of its own.
func newDB(t testing.TB) *DB {
	t.Helper()
	path := filepath.Join(t.TempDir(), "library.db")
	template.Copy(t, path, func(path string) error {
		db, err := Open(context.Background(), path, Options{})
		if err != nil {
			return err
		}
		return db.Close()
	})
	return openDB(t, path)
}

// openDB opens the database at path until the test ends.
func openDB(t testing.TB, path string) *DB {
	t.Helper()
	db, err := Open(context.Background(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

// mustExec runs a statement in a write of its own.
func mustExec(t testing.TB, db *DB, query string, args ...any) {
	t.Helper()
	err := db.Write(context.Background(), func(tx *Tx) error {
		_, err := tx.Exec(query, args...)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// readInt reads one number.
func readInt(t testing.TB, db *DB, query string, args ...any) (n int64) {
	t.Helper()
	err := db.Read(context.Background(), func(q Queryer) error {
		return q.QueryRow(query, args...).Scan(&n)
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// needs skips a test for want of something, except where nothing may be skipped.
func needs(t testing.TB, what string, have bool) {
	t.Helper()
	if have {
		return
	}
	if os.Getenv("SIMPANBUDI_TEST_ALL") == "1" {
		t.Fatalf("this test needs %s", what)
	}
	t.Skipf("this test needs %s", what)
}

// waitFor waits until something is so that no channel tells.
func waitFor(t testing.TB, so func() bool) {
	t.Helper()
	for range 5000 {
		if so() {
			return
		}
		time.Sleep(time.Millisecond)
	}
	t.Fatal("it has not come to pass")
}

// newAndClose makes a database.
func newAndClose(path string) error {
	db, err := Open(context.Background(), path, Options{})
	if err != nil {
		return err
	}
	return db.Close()
}
