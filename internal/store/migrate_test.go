package store

import (
	"context"
	"database/sql"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"simpanbudi/internal/fault"
)

func fixedNow() time.Time { return time.Date(2026, 11, 23, 9, 0, 0, 0, time.FixedZone("WIB", 7*3600)) }

// laterProgram has one more migration than this one.
func laterProgram(t *testing.T, statement string) migrations {
	t.Helper()
	files := fstest.MapFS{"09999_later.sql": {Data: []byte("-- +goose Up\n" + statement + "\n")}}
	ours := ourMigrations().dir
	names, err := fs.Glob(ours, "*.sql")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		data, err := fs.ReadFile(ours, name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: data}
	}
	return migrations{files}
}

// preparedBy runs the start of some program's version.
func preparedBy(t *testing.T, m migrations, path string) error {
	t.Helper()
	l, err := m.prepare(context.Background(), path, fixedNow)
	if err != nil {
		return classify(err)
	}
	return l.release()
}

func copiesAside(t *testing.T, path string) []string {
	t.Helper()
	names, err := filepath.Glob(path + ".before-*")
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func TestMigratingSetsACopyAside(t *testing.T) {
	db := newDB(t)
	path := db.Path()
	mustExec(t, db, insertSetting, "mine", "")
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if aside := copiesAside(t, path); len(aside) != 0 {
		t.Errorf("a new file was copied: %v", aside)
	}
	if err := preparedBy(t, laterProgram(t, "create table later (id integer primary key) strict;"), path); err != nil {
		t.Fatal(err)
	}
	want := path + ".before-9999-20261123T020000Z"
	if aside := copiesAside(t, path); len(aside) != 1 || aside[0] != want {
		t.Fatalf("copies: %v", aside)
	}
	if mode := mustStat(t, want).Mode().Perm(); mode != 0o600 {
		t.Errorf("the copy's mode is %o", mode)
	}
	copied := openDB(t, want) // by this, older program: it is of this version
	if n := readInt(t, copied, countSettings); n != 1 {
		t.Errorf("the copy has %d settings", n)
	}
	_, err := Open(context.Background(), path, Options{})
	if fault.CodeOf(err) != Newer {
		t.Errorf("a newer database gave %v", err)
	}
	if fault.ArgsOf(err)["version"] != int64(9999) {
		t.Errorf("and these arguments: %v", fault.ArgsOf(err))
	}
	if _, err := Open(context.Background(), path, Options{ReadOnly: true}); fault.CodeOf(err) != Newer {
		t.Errorf("a newer database gave %v for reading", err)
	}
}

func TestFailedMigrationChangesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	if err := newAndClose(path); err != nil {
		t.Fatal(err)
	}
	broken := laterProgram(t, "create table half (id integer) strict;\ninsert into nowhere values (1);")
	if err := preparedBy(t, broken, path); err == nil {
		t.Fatal("a broken migration went through")
	}
	db := openDB(t, path) // still this program's
	if n := readInt(t, db, "select count(*) from sqlite_schema where name = 'half'"); n != 0 {
		t.Error("half of a migration is there")
	}
}

func TestOlderDatabaseIsNotMigratedForReading(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	pool, err := sql.Open("sqlite", dataSource(path, roleWrite, 1<<10))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = pool.Close() }()
	if _, err := pool.Exec("pragma application_id = 0x536d4264"); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(context.Background(), path, Options{ReadOnly: true}); fault.CodeOf(err) != Older {
		t.Errorf("got %v", err)
	}
}

func TestForeignDatabaseIsLeftAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "other.db")
	pool, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := pool.Exec("create table theirs (id integer)"); err != nil {
		t.Fatal(err)
	}
	if err := pool.Close(); err != nil {
		t.Fatal(err)
	}
	before, _ := os.ReadFile(path)
	if _, err := Open(context.Background(), path, Options{}); fault.CodeOf(err) != Foreign {
		t.Errorf("got %v", err)
	}
	if after, _ := os.ReadFile(path); string(after) != string(before) {
		t.Error("it was changed")
	}
}

func TestANewDatabaseMakesItsFolderButNotTheOneAround(t *testing.T) {
	dir := t.TempDir()
	db, err := Open(t.Context(), filepath.Join(dir, "data", "new.db"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	_, err = Open(t.Context(), filepath.Join(dir, "not-mounted", "data", "new.db"), Options{})
	if fault.CodeOf(err) != fault.NotFound || exists(filepath.Join(dir, "not-mounted")) {
		t.Errorf("two folders are missing: %v", err)
	}
}

func TestSeveralStartsAtOnceDoNotCollide(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	others := []*process{play(t, "open", path), play(t, "open", path), play(t, "open", path)}
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() {
			db, err := Open(context.Background(), path, Options{})
			if err != nil {
				t.Error(err)
				return
			}
			if err := db.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	for _, p := range others {
		if line := p.line(t); line != "open" {
			t.Error(line)
		}
	}
	db := openDB(t, path)
	if n := readInt(t, db, "select count(*) from goose_db_version where version_id = 1"); n != 1 {
		t.Errorf("the first migration ran %d times", n)
	}
}

func TestMigratingWaitsForNobodyWhoKeepsTheOldVersionOpen(t *testing.T) {
	db := newDB(t)
	ctx, cancel := context.WithTimeout(context.Background(), 200*time.Millisecond)
	defer cancel()
	_, err := laterProgram(t, "create table later (id integer) strict;").prepare(ctx, db.Path(), fixedNow)
	if err == nil {
		t.Fatal("it was migrated under a running program")
	}
	mustExec(t, db, insertSetting, "still works", "")
}

func mustStat(t *testing.T, path string) os.FileInfo {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	return info
}
