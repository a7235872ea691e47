package store

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"simpanbudi/internal/fault"
)

func contains(content []byte, text string) bool { return bytes.Contains(content, []byte(text)) }

// backedUp makes a database, a backup of it, and one more setting after that,
// and closes it.
func backedUp(t *testing.T) (path, backup string) {
	t.Helper()
	db := newDB(t)
	mustExec(t, db, insertSetting, "old", "")
	backup = filepath.Join(t.TempDir(), "backup.db")
	if err := db.Backup(context.Background(), backup); err != nil {
		t.Fatal(err)
	}
	mustExec(t, db, insertSetting, "new", "")
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return db.Path(), backup
}

func TestRestorePutsTheBackupInPlaceAndKeepsTheOldFile(t *testing.T) {
	path, backup := backedUp(t)
	ctx := context.Background()
	before, err := os.ReadFile(backup)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Restore(ctx, backup, path, false, fixedNow()); fault.CodeOf(err) != fault.Conflict {
		t.Errorf("without force: %v", err)
	}
	kept, err := Restore(ctx, backup, path, true, fixedNow())
	if err != nil {
		t.Fatal(err)
	}
	if kept != path+".before-restore-20261123T020000Z" {
		t.Errorf("kept as %s", kept)
	}
	if n := readInt(t, openDB(t, path), countSettings); n != 1 {
		t.Errorf("%d settings were restored, want 1", n)
	}
	if n := readInt(t, openDB(t, kept), countSettings); n != 2 {
		t.Errorf("%d settings were kept, want 2", n)
	}
	if mode := mustStat(t, path).Mode().Perm(); mode != 0o600 {
		t.Errorf("mode %o", mode)
	}
	if after, _ := os.ReadFile(backup); !bytes.Equal(before, after) {
		t.Error("the backup was changed")
	}
}

func TestRestoreToANewPlace(t *testing.T) {
	_, backup := backedUp(t)
	path := filepath.Join(t.TempDir(), "elsewhere.db")
	kept, err := Restore(context.Background(), backup, path, false, fixedNow())
	if err != nil || kept != "" {
		t.Fatalf("kept %q, %v", kept, err)
	}
	if n := readInt(t, openDB(t, path), countSettings); n != 1 {
		t.Errorf("%d settings were restored, want 1", n)
	}
}

func TestRestoreIsRefusedWhileTheDatabaseIsOpen(t *testing.T) {
	path, backup := backedUp(t)
	ctx := context.Background()
	refused := func(who string) {
		t.Helper()
		if _, err := Restore(ctx, backup, path, true, fixedNow()); fault.CodeOf(err) != fault.Busy {
			t.Errorf("%s: %v", who, err)
		}
	}
	other := play(t, "open", path)
	if line := other.line(t); line != "open" {
		t.Fatal(line)
	}
	refused("another process")
	if err := os.WriteFile(path, []byte("damaged meanwhile"), 0o600); err != nil {
		t.Fatal(err)
	}
	refused("another process, on a file that is damaged")
	if err := other.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = other.cmd.Wait()
	if _, err := Restore(ctx, backup, path, true, fixedNow()); err != nil {
		t.Errorf("after its end: %v", err)
	}
	db := openDB(t, path)
	refused("this process")
	mustExec(t, db, insertSetting, "still works", "")
}

// A process that was killed leaves its log behind. What it had acknowledged is
// kept with the old file, and never gets into the restored one.
func TestRestoreOverAKilledProcessKeepsItsLogApart(t *testing.T) {
	for _, damaged := range []bool{false, true} {
		path, backup := backedUp(t)
		p := play(t, "load", path)
		for range 10 {
			p.line(t)
		}
		_ = p.cmd.Process.Kill()
		_ = p.cmd.Wait()
		if !exists(path + "-wal") {
			t.Fatal("there is no log")
		}
		if damaged {
			if err := os.WriteFile(path, bytes.Repeat([]byte("damaged "), 1024), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		kept, err := Restore(context.Background(), backup, path, true, fixedNow())
		if err != nil {
			t.Fatal(err)
		}
		if exists(path+"-wal") || exists(path+"-shm") {
			t.Error("the log stayed with the restored file")
		}
		if n := readInt(t, openDB(t, path), countSettings); n != 1 {
			t.Errorf("%d settings were restored, want 1", n)
		}
		if damaged {
			if !exists(kept + "-wal") {
				t.Error("the log of the damaged file is gone")
			}
			continue
		}
		if n := readInt(t, openDB(t, kept), countSettings); n < 2+9 {
			t.Errorf("%d settings were kept", n)
		}
	}
}

func TestRestoreOfADamagedBackupChangesNothing(t *testing.T) {
	path, backup := backedUp(t)
	content, err := os.ReadFile(backup)
	if err != nil {
		t.Fatal(err)
	}
	for i := len(content) / 2; i < len(content)/2+8192; i++ {
		content[i] ^= 0x5a
	}
	if err := os.WriteFile(backup, content, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Restore(context.Background(), backup, path, true, fixedNow()); fault.CodeOf(err) != fault.Corrupt {
		t.Errorf("got %v", err)
	}
	if n := readInt(t, openDB(t, path), countSettings); n != 2 {
		t.Errorf("%d settings are there, want 2", n)
	}
}
