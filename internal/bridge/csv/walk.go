package csv

import (
	"errors"
	"io"
	"iter"
)

// walk reads the rows of a file, each turned into a T by read. Everything that
// is wrong with a row is yielded as one [intake.BadRow] each.
func walk[T any](f *file, read func(*row) T) iter.Seq2[T, error] {
	if f == nil {
		return nil
	}
	return func(yield func(T, error) bool) {
		var none T
		all, err := f.records()
		if err == nil {
			_, err = all.next() // the header
		}
		r := &row{file: f}
		for err == nil {
			var rec record
			if rec, err = all.next(); err != nil {
				break
			}
			r.begin(rec)
			value := none
			if len(r.bad) == 0 {
				value = read(r)
			}
			if len(r.bad) == 0 && !yield(value, nil) {
				return
			}
			for _, bad := range r.bad {
				if !yield(none, bad) {
					return
				}
			}
		}
		if !errors.Is(err, io.EOF) {
			yield(none, err)
		}
	}
}
