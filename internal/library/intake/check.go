package intake

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"hash/maphash"
	"iter"
	"slices"

	"simpanbudi/internal/fault"
)

// check walks every row of the source and finds those that cannot be taken,
// before anything is written.
func (r *run) check(ctx context.Context) error {
	c := &checker{run: r, seed: maphash.MakeSeed(),
		cards: map[uint64]int{}, shelves: map[uint64]shelf{}, branches: []string{""}}
	r.bad = map[string]*bitmap{}
	for _, part := range []func(context.Context) error{c.closures, c.members, c.items, c.loans, c.holds} {
		before := len(r.report.Bad)
		if err := part(ctx); err != nil {
			return err
		}
		slices.SortStableFunc(r.report.Bad[before:], func(a, b BadRow) int { return cmp.Compare(a.Line, b.Line) })
	}
	return nil
}

// checker remembers what it needs of the rows seen so far: a hash and a number
// each, so that a large source fits into little memory.
type checker struct {
	*run
	seed     maphash.Seed
	cards    map[uint64]int   // card key to the line of its good row
	shelves  map[uint64]shelf // barcode to its good row
	branches []string         // what shelf.branch counts; the first is "not named"
}

// shelf is what is remembered of a copy.
type shelf struct {
	line   int32
	branch int32
}

func (c *checker) hash(s string) uint64 { return maphash.String(c.seed, s) }

// mostBad is how many bad rows end the check: a file of another kind altogether,
// perhaps a very large one.
const mostBad = 1_000_000

// walkAll hands every readable row of a kind to fn, with its position, and
// counts the others as bad.
func walkAll[T any](ctx context.Context, r *run, kind string, rows iter.Seq2[T, error], fn func(at int, row *T) error) error {
	if rows == nil {
		return nil
	}
	r.report.Counts[kind] = Counts{}
	var last Place // of the bad row before: a row can be bad in several columns
	at := -1
	for row, err := range rows {
		at++
		if at%1024 == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
			r.progress("check", kind, at, 0)
			if r.report.Counts[kind].Bad > mostBad {
				return fault.New(BadRows, fmt.Sprintf("more than %d rows of the %s cannot be taken: this seems to be another file; "+
					"nothing was written", mostBad, kind))
			}
		}
		if bad, ok := errors.AsType[*BadRow](err); ok {
			again := bad.Place == last && bad.Line > 0
			last = bad.Place
			r.listBad(kind, bad, again)
			continue
		}
		if err != nil {
			return err
		}
		c := r.report.Counts[kind]
		c.Read++
		r.report.Counts[kind] = c
		if err := fn(at, &row); err != nil {
			return err
		}
	}
	return nil
}

// listBad notes a row that could not even be read.
func (r *run) listBad(kind string, bad *BadRow, again bool) {
	if !again {
		c := r.report.Counts[kind]
		c.Read++
		c.Bad++
		r.report.Counts[kind] = c
	}
	if len(r.report.Bad) < MaxBadListed {
		r.report.Bad = append(r.report.Bad, *bad)
	}
}

// leaveOut notes that a row that could be read cannot be taken.
func (c *checker) leaveOut(kind string, at int, bad *BadRow) {
	if c.bad[kind].has(at) {
		return
	}
	if c.bad[kind] == nil {
		c.bad[kind] = &bitmap{}
	}
	c.bad[kind].add(at)
	n := c.report.Counts[kind]
	n.Bad++
	c.report.Counts[kind] = n
	if len(c.report.Bad) < MaxBadListed {
		c.report.Bad = append(c.report.Bad, *bad)
	}
}
