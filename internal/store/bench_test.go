package store

import (
	"context"
	"runtime"
	"testing"
)

const selectSetting = "select value from settings where name = ?"

const countUp = "update settings set value = value + 1 where name = ?"

func newBench(b *testing.B) *DB {
	db := newDB(b)
	mustExec(b, db, "insert into settings (name, value) values ('bench', '0')")
	b.ReportAllocs()
	b.ResetTimer()
	return db
}

func BenchmarkPointRead(b *testing.B) {
	db, ctx := newBench(b), context.Background()
	var value string
	read := func(q Queryer) error { return q.QueryRow(selectSetting, "bench").Scan(&value) }
	for b.Loop() {
		if err := db.Read(ctx, read); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPointReadParallel(b *testing.B) {
	db, ctx := newBench(b), context.Background()
	b.RunParallel(func(pb *testing.PB) {
		var value string
		read := func(q Queryer) error { return q.QueryRow(selectSetting, "bench").Scan(&value) }
		for pb.Next() {
			if err := db.Read(ctx, read); err != nil {
				b.Error(err)
			}
		}
	})
}

func writeOne(tx *Tx) error {
	_, err := tx.Exec(countUp, "bench")
	return err
}

func BenchmarkWriteAlone(b *testing.B) {
	db, ctx := newBench(b), context.Background()
	for b.Loop() {
		if err := db.Write(ctx, writeOne); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkWriteGrouped64(b *testing.B) {
	db, ctx := newBench(b), context.Background()
	procs := runtime.GOMAXPROCS(0)
	b.SetParallelism((groupSize + procs - 1) / procs)
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			if err := db.Write(ctx, writeOne); err != nil {
				b.Error(err)
			}
		}
	})
}

// BenchmarkWriteBatch64 is the yardstick of the grouped one: the same statement,
// 64 times in one write, by one goroutine; the time is that of one statement.
func BenchmarkWriteBatch64(b *testing.B) {
	db, ctx := newBench(b), context.Background()
	for n := b.N; n > 0; n -= groupSize {
		err := db.Write(ctx, func(tx *Tx) error {
			for range groupSize {
				if err := writeOne(tx); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkOpen starts and stops on a database that is up to date.
func BenchmarkOpen(b *testing.B) {
	db := newBench(b)
	if err := db.Close(); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if err := newAndClose(db.Path()); err != nil {
			b.Fatal(err)
		}
	}
}
