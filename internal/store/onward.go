package store

import (
	"math"
	"strings"
)

// onward is a list in the order of an instant and an id, read on from a place in it
// in two steps: the rest of that instant, and what comes later. Asked for as
// (instant, id) > (?, ?), SQLite would find the instant by an index and walk over all
// of its rows up to the id, as many as the loans that fall due at the end of a day.
type onward struct{ rest, later string }

// newOnward makes it of a query in which {behind} stands for the condition and ?3 for
// the limit; arguments of its own begin at ?4. The instant is a column of the table
// that table, such as "l.", names in the query.
func newOnward(table, at, query string) onward {
	return onward{
		rest:  strings.Replace(query, "{behind}", table+at+" = ?1 and "+table+"id > ?2", 1),
		later: strings.Replace(query, "{behind}", table+at+" > ?1", 1),
	}
}

// each calls scan for up to limit rows behind a place.
func (o *onward) each(q Queryer, at, id int64, limit int, scan func(scan func(...any) error) error, args ...any) error {
	n := 0
	counted := func(into func(...any) error) error {
		n++
		return scan(into)
	}
	err := eachRow(q, counted, o.rest, append([]any{at, id, limit}, args...)...)
	if err == nil && n < limit {
		err = eachRow(q, counted, o.later, append([]any{at, id, limit - n}, args...)...)
	}
	return err
}

// within is the place behind which a list goes on that begins with an instant.
func within(from, at, id int64) (int64, int64) {
	if at < from {
		return from - 1, math.MaxInt64
	}
	return at, id
}
