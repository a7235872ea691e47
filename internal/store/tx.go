package store

import (
	"database/sql"
	"runtime/debug"
)

// Tx is one caller's part of a grouped write. It is good until the function it
// was given to returns, and for that function's goroutine only.
type Tx struct{ queries }

// Exec runs a statement inside the write.
func (tx *Tx) Exec(query string, args ...any) (sql.Result, error) {
	return tx.exec(query, args)
}

// apply runs one caller's function inside a savepoint and undoes what it did
// where it fails. answer is the caller's; broken says that the transaction
// itself can no longer be trusted, with all that the group has done in it.
func (w *writer) apply(fn func(tx *Tx) error) (answer, broken error) {
	if err := w.inside.run("savepoint one"); err != nil {
		return err, err
	}
	answer = w.call(fn)
	w.inside.closeRows()
	if w.inside.lost {
		return answer, w.inside.lostError()
	}
	if answer != nil {
		if err := w.inside.run("rollback to one"); err != nil {
			return answer, err
		}
	}
	return answer, w.inside.run("release one")
}

// call runs fn and makes its panic an error.
func (w *writer) call(fn func(tx *Tx) error) (err error) {
	tx := &Tx{queries{conn: w.inside}}
	defer func() {
		tx.conn = nil
		if v := recover(); v != nil {
			err = &PanicError{Value: v, Stack: debug.Stack()}
		}
	}()
	return fn(tx)
}
