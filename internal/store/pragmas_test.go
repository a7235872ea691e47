package store

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
)

func TestNewFilesBelongToTheirOwnerOnly(t *testing.T) {
	db := newDB(t)
	mustExec(t, db, insertSetting, "a", "")
	names, err := filepath.Glob(db.Path() + "*")
	if err != nil {
		t.Fatal(err)
	}
	if len(names) < 3 {
		t.Errorf("only %v", names)
	}
	for _, name := range names {
		if mode := mustStat(t, name).Mode().Perm(); mode != 0o600 {
			t.Errorf("%s has mode %o", filepath.Base(name), mode)
		}
	}
}

func TestOddPathsWork(t *testing.T) {
	for _, name := range []string{"with space.db", "what?.db", "a#b.db", "100%.db", "%41.db", "a&b=c;d.db", "perpustakaan désa ☂.db", "it's \"quoted\".db"} {
		path := filepath.Join(t.TempDir(), name)
		db := openDB(t, path)
		mustExec(t, db, insertSetting, "a", "")
		if !exists(path) {
			t.Errorf("%s is not where it should be", name)
		}
		backup := filepath.Join(t.TempDir(), name)
		if err := db.Backup(context.Background(), backup); err != nil {
			t.Errorf("backup of %s: %v", name, err)
		}
		ro, err := Open(context.Background(), path, Options{ReadOnly: true})
		if err != nil {
			t.Errorf("%s for reading: %v", name, err)
			continue
		}
		if err := ro.Close(); err != nil {
			t.Error(err)
		}
	}
	if uri := fileURI(`C:/data/my library.db`); uri != "file:///C:/data/my%20library.db" {
		t.Error(uri)
	}
}

func TestCachesStayBelowTheirBudget(t *testing.T) {
	for _, connections := range []int{1, 2, 3, 5, 9, 33, 129} {
		if total := connections * cacheKiB(connections); total > 48<<10 {
			t.Errorf("%d connections have %d KiB together", connections, total)
		}
	}
}

func TestEveryConnectionHasItsSettings(t *testing.T) {
	db := newDB(t)
	want := map[string]string{
		"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "trusted_schema": "0",
		"busy_timeout": "5000", "query_only": "1",
	}
	ask := func(q Queryer, who string) {
		for name, value := range want {
			var got string
			if err := q.QueryRow("pragma " + name).Scan(&got); err != nil || got != value {
				t.Errorf("%s: %s is %s, want %s (%v)", who, name, got, value, err)
			}
		}
	}
	for _, r := range db.readers.all {
		ask(&queries{conn: r.inside}, "reader")
	}
	want["query_only"], want["busy_timeout"] = "0", "250"
	err := db.Write(context.Background(), func(tx *Tx) error {
		ask(tx, "writer")
		_, err := tx.Exec(`insert into settings (name, value) values ("no text", '')`)
		if err == nil || !strings.Contains(err.Error(), "no text") {
			t.Errorf("a name in double quotes was taken for a text: %v", err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestConfigVersionRises(t *testing.T) {
	db := newDB(t)
	version := func() (v int64) {
		err := db.Read(context.Background(), func(q Queryer) (err error) {
			v, err = ConfigVersion(q)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	before := version()
	mustExec(t, db, insertSetting, "name", "value")
	if after := version(); after <= before {
		t.Errorf("%d, then %d", before, after)
	}
}
