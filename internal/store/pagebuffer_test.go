package store

import (
	"context"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

func TestPagesComeFromTheBuffer(t *testing.T) {
	db := newDB(t)
	before := engineStatus(t, sqlite3.SQLITE_STATUS_PAGECACHE_USED)
	const pages = 40
	mustExec(t, db, insertSetting, "a", strings.Repeat("x", pages<<12))
	if used := engineStatus(t, sqlite3.SQLITE_STATUS_PAGECACHE_USED) - before; used < pages {
		t.Errorf("%d of %d pages lie in the buffer: has SQLite's header of a page grown beyond slotBytes?", used, pages)
	}
}

// engineStatus asks SQLite about the whole process.
func engineStatus(t *testing.T, what int32) int64 {
	t.Helper()
	tls := libc.NewTLS()
	defer tls.Close()
	answer := libc.Xmalloc(tls, 16)
	defer libc.Xfree(tls, answer)
	if rc := sqlite3.Xsqlite3_status64(tls, what, answer, answer+8, 0); rc != sqlite3.SQLITE_OK {
		t.Fatalf("status: %d", rc)
	}
	return int64(binary.NativeEndian.Uint64(libc.GoBytes(answer, 8)))
}

func TestBatchesCopyTheLogAndWritesLeaveItToTheCheckpointer(t *testing.T) {
	for _, test := range []struct {
		name  string
		write func(*DB, context.Context, func(*Tx) error) error
		grows bool
	}{{"batches", (*DB).WriteBatch, true}, {"writes", (*DB).Write, false}} {
		db := newDB(t)
		before := mustStat(t, db.Path()).Size()
		for i := range settleEvery {
			err := test.write(db, context.Background(), func(tx *Tx) error {
				_, err := tx.Exec(insertSetting, fmt.Sprint("key", i), fmt.Sprintf("%020000d", i))
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		if grown := mustStat(t, db.Path()).Size() > before; grown != test.grows {
			t.Errorf("%s: the file has grown: %t", test.name, grown)
		}
	}
}

func TestABatchAfterTheEndIsRefused(t *testing.T) {
	db := newDB(t)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for range settleEvery {
		if err := db.WriteBatch(context.Background(), func(*Tx) error { return nil }); err == nil {
			t.Error("it was written")
		}
	}
}
