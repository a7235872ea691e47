// Package librarytest makes a library for a test in one line:
//
//	house := librarytest.New(t, librarytest.At("2026-11-23T09:00"))
//	loan := house.Member("umum").Loan(librarytest.Due("2026-11-23"))
//	ref, err := house.Library.Renew(ctx, loan.Renewal())
//
// What a builder cannot make fails the test. Everything that is not said has
// the value of a plain public library in Asia/Jakarta.
package librarytest

import (
	"context"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/library"
	"simpanbudi/internal/store"
	"simpanbudi/internal/store/storetest"
)

// House is an open library in a temporary folder, closed when the test ends.
type House struct {
	T       testing.TB
	Path    string // of the database file
	DB      *store.DB
	Library *library.Library
	seconds atomic.Int64 // the library's clock
	serial  atomic.Int64 // for cards and barcodes
}

// New opens a new library whose clock stands at now.
func New(t testing.TB, now time.Time) *House {
	t.Helper()
	return NewWith(t, now, library.Options{})
}

// NewWith opens a new library with options; its clock stands at now unless the
// options bring one.
func NewWith(t testing.TB, now time.Time, o library.Options) *House {
	t.Helper()
	h := &House{T: t, Path: filepath.Join(t.TempDir(), "library.db")}
	h.SetNow(now)
	Database(t, h.Path)
	h.DB = h.openDB()
	h.Library = h.open(h.DB, o)
	return h
}

var template storetest.Template

// Database puts a new database, as the product makes it, at path.
func Database(t testing.TB, path string) {
	t.Helper()
	template.Copy(t, path, func(path string) error {
		db, err := store.Open(context.Background(), path, store.Options{})
		if err != nil {
			return err
		}
		return db.Close()
	})
}

// Again opens the use cases once more over a connection of their own, as
// another process does.
func (h *House) Again(o library.Options) *library.Library {
	h.T.Helper()
	return h.open(h.openDB(), o)
}

func (h *House) openDB() *store.DB {
	h.T.Helper()
	db, err := store.Open(h.T.Context(), h.Path, store.Options{})
	if err != nil {
		h.T.Fatal(err)
	}
	h.T.Cleanup(func() {
		if err := db.Close(); err != nil {
			h.T.Error(err)
		}
	})
	return db
}

func (h *House) open(db *store.DB, o library.Options) *library.Library {
	h.T.Helper()
	if o.Now == nil {
		o.Now = h.Now
	}
	l, err := library.Open(h.T.Context(), db, o)
	if err != nil {
		h.T.Fatal(err)
	}
	return l
}

// Now is the library's clock.
func (h *House) Now() time.Time { return time.Unix(h.seconds.Load(), 0) }

// SetNow sets the library's clock.
func (h *House) SetNow(now time.Time) { h.seconds.Store(now.Unix()) }

// Advance moves the library's clock.
func (h *House) Advance(d time.Duration) { h.seconds.Add(int64(d / time.Second)) }

// Jakarta is the zone of a library that has set none (WIB).
func Jakarta() *time.Location {
	zone, err := time.LoadLocation("Asia/Jakarta")
	if err != nil {
		panic(err)
	}
	return zone
}

// At reads a time in Jakarta, such as 2026-11-23T09:00 or 2026-11-23T09:00:00.
func At(text string) time.Time {
	for _, layout := range []string{"2006-01-02T15:04", "2006-01-02T15:04:05", time.RFC3339} {
		if t, err := time.ParseInLocation(layout, text, Jakarta()); err == nil {
			return t
		}
	}
	panic("librarytest: not a time: " + text)
}

// day reads a day.
func day(text string) circulation.Day {
	d, err := circulation.ParseDay(text)
	if err != nil {
		panic(err)
	}
	return d
}

// Exec runs a statement in a write of its own.
func (h *House) Exec(query string, args ...any) {
	h.T.Helper()
	h.insert(query, args...)
}

// insert runs a statement and returns the id of what it inserted.
func (h *House) insert(query string, args ...any) (id int64) {
	h.T.Helper()
	err := h.DB.Write(context.Background(), func(tx *store.Tx) error {
		res, err := tx.Exec(query, args...)
		if err != nil {
			return err
		}
		id, err = res.LastInsertId()
		return err
	})
	if err != nil {
		h.T.Fatal(err)
	}
	return id
}

// Int reads one number, such as a count.
func (h *House) Int(query string, args ...any) (n int64) {
	h.T.Helper()
	h.scan(&n, query, args...)
	return n
}

// Text reads one text.
func (h *House) Text(query string, args ...any) (s string) {
	h.T.Helper()
	h.scan(&s, query, args...)
	return s
}

// Check fails the test where the database breaks one of the house's invariants.
func (h *House) Check() {
	h.T.Helper()
	if problems := h.Problems(); len(problems) > 0 {
		h.T.Errorf("check finds %+v", problems)
	}
}

// Problems returns what "check" finds wrong.
func (h *House) Problems() (found []store.Problem) {
	h.T.Helper()
	err := h.DB.Snapshot(context.Background(), func(q store.Queryer) (err error) {
		found, err = store.Check(context.Background(), q)
		return err
	})
	if err != nil {
		h.T.Fatal(err)
	}
	return found
}

func (h *House) scan(into any, query string, args ...any) {
	h.T.Helper()
	err := h.DB.Read(context.Background(), func(q store.Queryer) error {
		return q.QueryRow(query, args...).Scan(into)
	})
	if err != nil {
		h.T.Fatal(err)
	}
}
