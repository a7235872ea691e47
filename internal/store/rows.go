package store

import (
	"database/sql/driver"
	"errors"
	"io"
	"slices"
)

// rows gives its statement back when it is closed, by its reader or, where the
// reader has forgotten it, by the connection.
type rows struct {
	driver.Rows
	conn     *conn
	prepared *prepared
	own      bool // the statement is closed with the rows
	closed   bool
}

// Next reads the next row.
func (r *rows) Next(dest []driver.Value) error {
	if r.closed {
		return errors.New("rows read after their Read, Snapshot or Write has ended")
	}
	err := r.Rows.Next(dest)
	if err != nil && err != io.EOF {
		return r.conn.note(err)
	}
	return err
}

// Close ends the reading.
func (r *rows) Close() error {
	if r.closed {
		return nil
	}
	r.closed = true
	err := r.Rows.Close()
	r.prepared.busy = false
	if r.own {
		_ = r.prepared.stmt.Close() // repeats the statement's error
	}
	// Nearly always the last one, as rows are read one after the other.
	if i := slices.Index(r.conn.open, r); i >= 0 {
		r.conn.open = slices.Delete(r.conn.open, i, i+1)
	}
	return err
}
