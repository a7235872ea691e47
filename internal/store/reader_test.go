package store

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"simpanbudi/internal/fault"
)

func TestSnapshotSeesOneStateAndReadTheNewest(t *testing.T) {
	db := newDB(t)
	ctx := context.Background()
	count := func(q Queryer) (n int) {
		if err := q.QueryRow(countSettings).Scan(&n); err != nil {
			t.Error(err)
		}
		return n
	}
	err := db.Snapshot(ctx, func(q Queryer) error {
		before := count(q)
		mustExec(t, db, insertSetting, "meanwhile", "")
		if after := count(q); after != before {
			t.Errorf("a snapshot saw %d, then %d", before, after)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	err = db.Read(ctx, func(q Queryer) error {
		before := count(q)
		mustExec(t, db, insertSetting, "once more", "")
		if after := count(q); after != before+1 {
			t.Errorf("a read saw %d, then %d", before, after)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestAGlanceSeesTheStateOfItsFirstRowAndTheNextOneTheNewest(t *testing.T) {
	db := newDB(t)
	count := func(q Queryer) (n int) {
		if err := q.QueryRow(countSettings).Scan(&n); err != nil {
			t.Error(err)
		}
		return n
	}
	seen := make([]int, 0, 2)
	for i, name := range []string{"first", "second"} {
		err := db.Glance(t.Context(), func(q Queryer) error {
			if _, err := ConfigVersion(q); err != nil {
				return err
			}
			before := count(q)
			mustExec(t, db, insertSetting, name, "")
			if after := count(q); after != before {
				t.Errorf("glance %d saw %d, then %d", i, before, after)
			}
			seen = append(seen, before)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if seen[1] != seen[0]+1 {
		t.Errorf("two glances saw %v", seen)
	}
}

func TestReadWaitsForAConnectionOnlyAsLongAsItsContext(t *testing.T) {
	db, err := Open(context.Background(), t.TempDir()+"/library.db", Options{Readers: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	err = db.Read(context.Background(), func(Queryer) error {
		ctx, cancel := context.WithTimeout(context.Background(), time.Millisecond)
		defer cancel()
		return db.Read(ctx, func(Queryer) error { return nil })
	})
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
}

func TestReadCannotWrite(t *testing.T) {
	db := newDB(t)
	err := db.Read(context.Background(), func(q Queryer) error {
		rows, err := q.Query("insert into settings (name, value) values ('a', 'b') returning name")
		if err == nil {
			err = errors.Join(errors.New("it was written"), rows.Close())
		}
		return err
	})
	if fault.CodeOf(err) != fault.ReadOnly {
		t.Errorf("got %v", err)
	}
}

func TestRowsLeftOpenAreClosedWithTheirRead(t *testing.T) {
	db := newDB(t)
	mustExec(t, db, insertSetting, "a", "1")
	var left *Rows
	for range 3 * len(db.readers.all) { // each connection has been lent several times
		err := db.Read(context.Background(), func(q Queryer) (err error) {
			left, err = q.Query("select name from settings where value = ?", "1")
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if left.Next() {
		t.Error("rows were read after their time")
	}
	if err := left.Err(); err == nil {
		t.Error("and nobody was told")
	}
	for _, r := range db.readers.all {
		if len(r.inside.open) > 0 || len(r.inside.prepared) > 1 {
			t.Errorf("%d rows open, %d statements prepared", len(r.inside.open), len(r.inside.prepared))
		}
	}
}

func TestTheSameQueryMayBeReadInsideItself(t *testing.T) {
	db := newDB(t)
	mustExec(t, db, "insert into settings (name, value) values ('a', ''), ('b', ''), ('c', '')")
	pairs := 0
	err := db.Read(context.Background(), func(q Queryer) error {
		return each(q, func() error { return each(q, func() error { pairs++; return nil }) })
	})
	if err != nil || pairs != 9 {
		t.Errorf("%d pairs, %v", pairs, err)
	}
}

// each calls fn once for every setting.
func each(q Queryer, fn func() error) error {
	rows, err := q.Query("select name from settings")
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		if err := fn(); err != nil {
			return err
		}
	}
	return rows.Err()
}

func TestPreparedStatementsAreBounded(t *testing.T) {
	db := newDB(t)
	err := db.Read(context.Background(), func(q Queryer) error {
		query := countSettings
		for range 2 * maxPrepared {
			query += " "
			var n int
			if err := q.QueryRow(query).Scan(&n); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range db.readers.all {
		if n := len(r.inside.prepared); n > maxPrepared {
			t.Errorf("%d statements are kept", n)
		}
	}
}

func TestReadPanicGivesTheConnectionBack(t *testing.T) {
	db := newDB(t)
	for range 2 * len(db.readers.all) {
		func() {
			defer func() { _ = recover() }()
			_ = db.Snapshot(context.Background(), func(Queryer) error { panic("a mistake") })
		}()
	}
	if n := readInt(t, db, countSettings); n != 0 {
		t.Error(n)
	}
}

func TestReadsAndWritesAtOnce(t *testing.T) {
	db := newDB(t)
	mustExec(t, db, "insert into settings (name, value) values ('a', '0'), ('b', '0')")
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range 50 {
				err := db.Write(context.Background(), func(tx *Tx) error {
					_, err := tx.Exec("update settings set value = value + 1")
					return err
				})
				if err != nil {
					t.Error(err)
				}
			}
		})
		wg.Go(func() {
			for range 50 {
				err := db.Snapshot(context.Background(), func(q Queryer) error {
					var a, b int
					err := errors.Join(q.QueryRow(selectSetting, "a").Scan(&a), q.QueryRow(selectSetting, "b").Scan(&b))
					if a != b {
						t.Errorf("a snapshot saw %d and %d", a, b)
					}
					return err
				})
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
}
