package store

import (
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"simpanbudi/internal/fault"
)

// mountSmall mounts a file system of a few megabytes until the test ends.
func mountSmall(t *testing.T, size string) (dir string) {
	t.Helper()
	needs(t, "root, to mount a small tmpfs", os.Geteuid() == 0)
	dir = t.TempDir()
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size="+size, "tmpfs", dir).CombinedOutput(); err != nil {
		needs(t, "the right to mount: "+string(out), false)
	}
	t.Cleanup(func() {
		if out, err := exec.Command("umount", dir).CombinedOutput(); err != nil {
			t.Errorf("umount: %v: %s", err, out)
		}
	})
	return dir
}

// fillUp takes all the room there is on a small file system.
func fillUp(t *testing.T, dir string) (path string) {
	t.Helper()
	path = filepath.Join(dir, "ballast")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	for _, size := range []int{1 << 16, 1} {
		block := make([]byte, size)
		for {
			if _, err := f.Write(block); err != nil {
				break
			}
		}
	}
	return path
}

func TestFullDiskFailsTheWritesAndNothingElse(t *testing.T) {
	dir := mountSmall(t, "4m")
	db := openDB(t, filepath.Join(dir, "library.db"))
	mustExec(t, db, insertSetting, "before", "")
	ballast := fillUp(t, dir)

	// Far more than the log has room for, from many at once; the page cache
	// overflows too, so that the disk is found full inside functions as well.
	big := strings.Repeat("x", 100<<10)
	acknowledged := make(map[string]bool)
	refused := 0
	for round := range 4 {
		var mu sync.Mutex
		var wg sync.WaitGroup
		for i := range groupSize {
			wg.Go(func() {
				name := fmt.Sprint("full ", round, " ", i)
				err := db.Write(context.Background(), func(tx *Tx) error {
					_, err := tx.Exec(insertSetting, name, big)
					return err
				})
				mu.Lock()
				defer mu.Unlock()
				switch {
				case err == nil:
					acknowledged[name] = true
				case fault.CodeOf(err) == fault.DiskFull:
					refused++
				default:
					t.Errorf("a full disk gave %v", err)
				}
			})
		}
		wg.Wait()
	}
	if refused == 0 {
		t.Error("the disk was never full")
	}
	if n := readInt(t, db, "select count(*) from settings where name = 'before'"); n != 1 {
		t.Error("reading has stopped")
	}

	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	mustExec(t, db, insertSetting, "after", "")
	found := settingNames(t, db)
	for name := range acknowledged {
		if !found[name] {
			t.Errorf("%s was acknowledged and is lost", name)
		}
	}
	if want := len(acknowledged) + 2; len(found) != want {
		t.Errorf("%d settings are there, want %d: refused writes were kept", len(found), want)
	}
	noProblems(t, db)
}

// One write that overflows the cache of its connection finds the full disk in
// the middle of its function, ignores it, and goes on.
func TestFullDiskInsideAFunctionThatDoesNotLook(t *testing.T) {
	dir := mountSmall(t, "4m")
	db := openDB(t, filepath.Join(dir, "library.db"))
	ballast := fillUp(t, dir)
	big := strings.Repeat("x", 1<<20)
	answers := together(t, db,
		writing("neighbour"),
		func(tx *Tx) error {
			for i := range 20 { // more than a connection's cache
				_, _ = tx.Exec(insertSetting, fmt.Sprint("big ", i), big)
			}
			_, _ = tx.Exec(insertSetting, "small", "")
			return nil
		})
	for i, err := range answers {
		if fault.CodeOf(err) != fault.DiskFull {
			t.Errorf("write %d got %v", i, err)
		}
	}
	if n := readInt(t, db, countSettings); n != 0 {
		t.Errorf("%d settings of writes that failed are there", n)
	}
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	mustExec(t, db, insertSetting, "after", "")
}

func TestOpenOnAFullDiskSaysSoAndWorksOnceThereIsRoom(t *testing.T) {
	dir := mountSmall(t, "4m")
	ballast := fillUp(t, dir)
	path := filepath.Join(dir, "library.db")
	if _, err := Open(context.Background(), path, Options{}); fault.CodeOf(err) != fault.DiskFull {
		t.Errorf("got %v", err)
	}
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	mustExec(t, openDB(t, path), insertSetting, "after", "")
}

func TestReadOnlyFileIsRefusedAndWorksOnceItIsWritable(t *testing.T) {
	dir := mountSmall(t, "8m")
	path := filepath.Join(dir, "library.db")
	if err := newAndClose(path); err != nil {
		t.Fatal(err)
	}
	// The owner of everything is let in everywhere, so the mount says no.
	remount := func(option string) {
		if out, err := exec.Command("mount", "-o", "remount,"+option, dir).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
	}
	remount("ro")
	_, err := Open(context.Background(), path, Options{})
	if fault.CodeOf(err) != fault.ReadOnly {
		t.Errorf("got %v", err)
	}
	remount("rw")
	openDB(t, path)
}

func TestOpenForReadingOnlyWritesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	db := openDB(t, path)
	mustExec(t, db, insertSetting, "a", "")
	ro, err := Open(context.Background(), path, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = ro.Close() }()
	if n := readInt(t, ro, countSettings); n != 1 {
		t.Errorf("%d settings were read", n)
	}
	if err := ro.Write(context.Background(), writing("b")); fault.CodeOf(err) != fault.ReadOnly {
		t.Errorf("got %v", err)
	}
	missing := filepath.Join(t.TempDir(), "missing.db")
	if _, err := Open(context.Background(), missing, Options{ReadOnly: true}); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("a missing file gave %v", err)
	}
	if exists(missing) {
		t.Error("and was made")
	}
}

func TestWriteWhileAnotherProcessHoldsTheFileIsBusyAndThenWorks(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	db := openDB(t, path)
	mustExec(t, db, insertSetting, "ours", "")
	p := play(t, "hold", path)
	if line := p.line(t); line != "holding" {
		t.Fatal(line)
	}
	if err := db.Write(context.Background(), writing("refused")); fault.CodeOf(err) != fault.Busy {
		t.Errorf("got %v", err)
	}
	if n := readInt(t, db, countSettings); n != 1 {
		t.Errorf("%d settings were read meanwhile, want 1", n)
	}
	p.stop()
	if err := p.cmd.Wait(); err != nil {
		t.Fatal(err)
	}
	mustExec(t, db, insertSetting, "ours again", "")
	if n := readInt(t, db, countSettings); n != 3 {
		t.Errorf("%d settings are there, want 3", n)
	}
}

func TestClosingDoesNotWaitForAnotherProcess(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	db := openDB(t, path)
	mustExec(t, db, insertSetting, "ours", "")
	p := play(t, "hold", path)
	if line := p.line(t); line != "holding" {
		t.Fatal(line)
	}
	db.writer.tries = math.MaxInt // without the close it would wait for ever
	waiting := newRequest(context.Background(), writing("refused"))
	if !db.writer.queue.put(waiting) {
		t.Fatal("the queue is closed")
	}
	if err := db.Close(); err != nil {
		t.Error(err)
	}
	if err := waiting.wait(); fault.CodeOf(classify(err)) != fault.Busy {
		t.Errorf("the write that waited got %v", err)
	}
	p.stop()
	if err := p.cmd.Wait(); err != nil {
		t.Fatal(err)
	}
	if n := readInt(t, openDB(t, path), countSettings); n != 2 {
		t.Errorf("%d settings are there, want 2", n)
	}
}

func TestDamagedFilesAreNamed(t *testing.T) {
	whole := filepath.Join(t.TempDir(), "whole.db")
	if err := newAndClose(whole); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(whole)
	if err != nil {
		t.Fatal(err)
	}
	spoilt := append([]byte(nil), content...)
	for i := 100; i < len(spoilt); i++ {
		spoilt[i] ^= 0xa5
	}
	for name, damaged := range map[string][]byte{
		"a text":             []byte(strings.Repeat("this is no database\n", 1000)),
		"cut in its header":  content[:50],
		"cut in the middle":  content[:len(content)/2/4096*4096],
		"cut in a page":      content[:4096+100],
		"spoilt all through": spoilt,
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "library.db")
			if err := os.WriteFile(path, damaged, 0o600); err != nil {
				t.Fatal(err)
			}
			db, err := Open(context.Background(), path, Options{})
			if err == nil { // found at the first use of what is missing
				err = db.Snapshot(context.Background(), func(q Queryer) error {
					problems, err := Check(context.Background(), q)
					if err == nil && len(problems) > 0 {
						err = fault.New(fault.Corrupt, problems[0].Detail)
					}
					return err
				})
				err = errors.Join(err, db.Close())
			}
			if fault.CodeOf(err) != fault.Corrupt {
				t.Errorf("got %v", err)
			}
		})
	}
}
