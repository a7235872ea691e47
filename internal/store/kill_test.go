package store

import (
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"
)

// A process that writes without end is killed at a random moment, again and
// again: every write it has acknowledged is there, none is there twice (its name
// is its key), and the file is whole. SIMPANBUDI_KILLS sets how often; 20.
func TestKilledProcessLosesNothingItHasAcknowledged(t *testing.T) {
	kills := 20
	if s := os.Getenv("SIMPANBUDI_KILLS"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil {
			t.Fatal(err)
		}
		kills = n
	}
	path := filepath.Join(t.TempDir(), "library.db")
	acknowledged := make(map[string]bool)
	for range kills {
		p := play(t, "load", path)
		if line := p.line(t); line != "ready" {
			t.Fatal(line)
		}
		time.AfterFunc(time.Duration(rand.IntN(100_000))*time.Microsecond, func() { _ = p.cmd.Process.Kill() })
		for p.lines.Scan() {
			name := p.lines.Text()
			if acknowledged[name] {
				t.Fatalf("%s was acknowledged twice", name)
			}
			acknowledged[name] = true
		}
		_ = p.cmd.Wait()
	}
	db := openDB(t, path)
	found := settingNames(t, db)
	for name := range acknowledged {
		if !found[name] {
			t.Errorf("%s was acknowledged and is lost", name)
		}
	}
	t.Logf("%d kills, %d writes acknowledged, %d found", kills, len(acknowledged), len(found))
	if len(acknowledged) == 0 {
		t.Error("nothing was written")
	}
	noProblems(t, db)
}

func settingNames(t *testing.T, db *DB) map[string]bool {
	t.Helper()
	found := make(map[string]bool)
	err := db.Read(context.Background(), func(q Queryer) error {
		rows, err := q.Query("select name from settings")
		if err != nil {
			return err
		}
		defer func() { _ = rows.Close() }()
		for rows.Next() {
			var name string
			if err := rows.Scan(&name); err != nil {
				return err
			}
			found[name] = true
		}
		return rows.Err()
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// noProblems runs all checks.
func noProblems(t *testing.T, db *DB) {
	t.Helper()
	err := db.Snapshot(context.Background(), func(q Queryer) error {
		problems, err := Check(context.Background(), q)
		for _, p := range problems {
			t.Errorf("%+v", p)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}
