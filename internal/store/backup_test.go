package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"simpanbudi/internal/fault"
)

// Two settings that every write keeps equal show whether a copy was taken in the
// middle of one.
func TestBackupIsConsistentWhileWritesGoOn(t *testing.T) {
	db := newDB(t)
	ctx := context.Background()
	mustExec(t, db, "insert into settings (name, value) values ('a', '0'), ('b', '0')")
	stop := make(chan struct{})
	var wg sync.WaitGroup
	for g := range 4 {
		wg.Go(func() {
			for n := 0; ; n++ {
				select {
				case <-stop:
					return
				default:
				}
				err := db.Write(ctx, func(tx *Tx) error {
					for _, name := range []string{"a", "b"} {
						if _, err := tx.Exec("update settings set value = value + 1 where name = ?", name); err != nil {
							return err
						}
					}
					return writing(fmt.Sprint(g, " ", n))(tx)
				})
				if err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	dir := t.TempDir()
	var written int64
	for i := range 5 {
		before := readInt(t, db, countSettings)
		dest := filepath.Join(dir, fmt.Sprint("backup ", i, ".db"))
		if err := db.Backup(ctx, dest); err != nil {
			t.Fatal(err)
		}
		if mode := mustStat(t, dest).Mode().Perm(); mode != 0o600 {
			t.Errorf("mode %o", mode)
		}
		if version, err := VerifyBackup(ctx, dest); err != nil || version < 1 {
			t.Errorf("version %d, %v", version, err)
		}
		copied := openDB(t, dest)
		equal := readInt(t, copied, "select count(distinct value) from settings where name in ('a', 'b')")
		sum := readInt(t, copied, "select cast(value as integer) from settings where name = 'a'")
		if all := readInt(t, copied, countSettings); equal != 1 || sum != all-2 || all < before {
			t.Errorf("a copy between states: %d values, %d counted, %d of %d written", equal, sum, all, before)
		}
		noProblems(t, copied)
		written = sum
	}
	close(stop)
	wg.Wait()
	if written == 0 {
		t.Error("nothing was written meanwhile")
	}
	parts, _ := filepath.Glob(filepath.Join(dir, "*.part-*"))
	if len(parts) > 0 {
		t.Errorf("left behind: %v", parts)
	}
}

func TestBackupOverwritesNothing(t *testing.T) {
	db := newDB(t)
	dest := filepath.Join(t.TempDir(), "precious.txt")
	if err := os.WriteFile(dest, []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := db.Backup(context.Background(), dest); fault.CodeOf(err) != fault.Conflict {
		t.Errorf("got %v", err)
	}
	if content, _ := os.ReadFile(dest); string(content) != "mine" {
		t.Error("it was overwritten")
	}
}

func TestBackupThatFailsLeavesNothing(t *testing.T) {
	db := newDB(t)
	mustExec(t, db, insertSetting, "big", string(make([]byte, 1<<20)))
	dir := mountSmall(t, "256k")
	if err := db.Backup(context.Background(), filepath.Join(dir, "backup.db")); fault.CodeOf(err) != fault.DiskFull {
		t.Errorf("got %v", err)
	}
	if names, _ := filepath.Glob(filepath.Join(dir, "*")); len(names) > 0 {
		t.Errorf("left behind: %v", names)
	}
	canceled, cancel := context.WithCancel(context.Background())
	cancel()
	other := t.TempDir()
	if err := db.Backup(canceled, filepath.Join(other, "backup.db")); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if names, _ := filepath.Glob(filepath.Join(other, "*")); len(names) > 0 {
		t.Errorf("left behind: %v", names)
	}
}

func TestBackupCarriesNothingThatWasDeleted(t *testing.T) {
	db := newDB(t)
	mustExec(t, db, insertSetting, "secret", "a name that was erased")
	mustExec(t, db, "delete from settings where name = 'secret'")
	dest := filepath.Join(t.TempDir(), "backup.db")
	if err := db.Backup(context.Background(), dest); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(dest)
	if err != nil {
		t.Fatal(err)
	}
	if contains(content, "a name that was erased") {
		t.Error("the backup still knows")
	}
}

func TestBackupOfNothingIsRefused(t *testing.T) {
	dir := t.TempDir()
	err := Backup(context.Background(), filepath.Join(dir, "missing.db"), filepath.Join(dir, "backup.db"))
	if fault.CodeOf(err) != fault.NotFound {
		t.Errorf("got %v", err)
	}
}

func TestVerifyBackupNamesWhatIsWrong(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	foreign := filepath.Join(dir, "foreign.db")
	pool, err := sql.Open("sqlite", foreign)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := pool.Exec("create table theirs (id integer)"); err != nil {
		t.Fatal(err)
	}
	if err := pool.Close(); err != nil {
		t.Fatal(err)
	}
	empty, text := filepath.Join(dir, "empty"), filepath.Join(dir, "text")
	if err := errors.Join(os.WriteFile(empty, nil, 0o600), os.WriteFile(text, make([]byte, 8192), 0o600)); err != nil {
		t.Fatal(err)
	}
	newer := filepath.Join(dir, "newer.db")
	if err := preparedBy(t, laterProgram(t, "create table later (id integer) strict;"), newer); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]fault.Code{
		foreign: Foreign, empty: Foreign, text: fault.Corrupt, newer: Newer,
		filepath.Join(dir, "missing"): fault.NotFound,
	} {
		if _, err := VerifyBackup(ctx, path); fault.CodeOf(err) != want {
			t.Errorf("%s: got %v, want %s", filepath.Base(path), err, want)
		}
	}
}
