package intake

import (
	"context"
	"errors"
	"iter"

	"simpanbudi/internal/store"
)

// batchRows bounds what one batch writes, so that it keeps a renewal waiting
// for some hundredths of a second at most.
const batchRows = 250

// batch is some rows of one kind that follow each other.
type batch[T any] struct {
	rows []T
	at   []int // their positions in the walk
}

// step is one batch's comparison with the database and, where it has a
// transaction, its writing. What it finds out counts only once it has been
// committed, so it is kept apart from the run until then.
type step struct {
	*run
	q           store.Queryer
	tx          *store.Tx // nil: only compare
	writes      bool      // something was written, or would be
	counts      Counts
	differences []Difference
	warnings    []Warning
	met         []int64
	moved       []int64
	metHolds    []int64
	titles      *titleMemory
	wards       []ward
}

// write runs a statement where the step writes at all.
func (s *step) write(fn func(tx *store.Tx) error) error {
	s.writes = true
	if s.tx == nil {
		return nil
	}
	return fn(s.tx)
}

// differ notes a difference.
func (s *step) differ(d Difference) { s.differences = append(s.differences, d) }

func (s *step) warn(w Warning) { s.warnings = append(s.warnings, w) }

// do runs one batch: in a dry run, or while nothing changes, it only compares;
// where there is something to write it compares again inside the transaction
// that writes it, as members renew meanwhile.
func (r *run) do(ctx context.Context, kind string, fn func(*step) error) error {
	if r.options.DryRun || r.quiet {
		s := r.newStep()
		err := r.db.Snapshot(ctx, func(q store.Queryer) error {
			s.q = q
			return fn(s)
		})
		if err != nil {
			return err
		}
		if r.quiet = !s.writes && len(s.differences) == 0; r.quiet || r.options.DryRun {
			r.adopt(kind, s)
			return nil
		}
	}
	s := r.newStep()
	err := r.db.WriteBatch(ctx, func(tx *store.Tx) error {
		s.q, s.tx = tx, tx
		if err := fn(s); err != nil {
			return err
		}
		return s.keepDifferences()
	})
	if err != nil {
		return err
	}
	r.quiet = !s.writes
	r.adopt(kind, s)
	return nil
}

func (r *run) newStep() *step { return &step{run: r, titles: newTitleMemory(r.titles)} }

// adopt takes over what a step has found out.
func (r *run) adopt(kind string, s *step) {
	c := r.report.Counts[kind]
	c.Created += s.counts.Created
	c.Updated += s.counts.Updated
	c.Unchanged += s.counts.Unchanged
	c.Kept += s.counts.Kept
	c.Closed += s.counts.Closed
	c.Reopened += s.counts.Reopened
	r.report.Counts[kind] = c
	r.report.Differences = append(r.report.Differences, s.differences...)
	r.report.Warnings = append(r.report.Warnings, s.warnings...)
	for _, id := range s.met {
		r.met[id] = struct{}{}
	}
	for _, id := range s.moved {
		r.moved[id], r.met[id] = struct{}{}, struct{}{}
	}
	for _, id := range s.metHolds {
		r.metHolds[id] = struct{}{}
	}
	s.titles.merge()
	r.wards = append(r.wards, s.wards...)
}

// inBatches walks the good rows of a kind and runs fn on each batch of them.
func inBatches[T any](ctx context.Context, r *run, kind string, rows iter.Seq2[T, error], fn func(*step, batch[T]) error) error {
	phase := "write"
	if r.options.DryRun {
		phase = "compare"
	}
	return eachBatch(r, kind, phase, rows, func(b batch[T]) error {
		return r.do(ctx, kind, func(s *step) error { return fn(s, b) })
	})
}

// eachBatch walks the good rows of a kind batch by batch.
func eachBatch[T any](r *run, kind, phase string, rows iter.Seq2[T, error], fn func(batch[T]) error) error {
	if rows == nil {
		return nil
	}
	total := r.report.Counts[kind].Read - r.report.Counts[kind].Bad
	var b batch[T]
	done, at := 0, -1
	flush := func() error {
		if len(b.rows) == 0 {
			return nil
		}
		err := fn(b)
		done += len(b.rows)
		b.rows, b.at = b.rows[:0], b.at[:0]
		r.progress(phase, kind, done, total)
		return err
	}
	for row, err := range rows {
		at++
		if _, bad := errors.AsType[*BadRow](err); bad || r.bad[kind].has(at) {
			continue
		}
		if err != nil {
			return err
		}
		b.rows, b.at = append(b.rows, row), append(b.at, at)
		if len(b.rows) == batchRows {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	return flush()
}
