package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"io"
)

// Queryer runs queries in a read or inside a write. Statements are prepared
// once per connection, so their texts should be constants. It is good until the
// surrounding Read, Snapshot or Write returns, and for one goroutine only.
// Statements are not cut short when the context ends: they take microseconds,
// and watching a context would cost as much again.
type Queryer interface {
	Query(query string, args ...any) (*Rows, error)
	QueryRow(query string, args ...any) *Row
}

// queries is a Queryer on one connection, and nil after its time. It asks the
// connection itself: going through database/sql, whose locks and checks guard
// against what cannot happen here, cost a tenth of a page.
type queries struct {
	conn *conn
	hold bool // the next single row stays open to the end, and with it what it saw
}

// Query runs a query.
func (q *queries) Query(query string, args ...any) (*Rows, error) {
	r := new(Rows)
	if err := q.start(r, query, args); err != nil {
		return nil, err
	}
	return r, nil
}

// QueryRow runs a query for one row.
func (q *queries) QueryRow(query string, args ...any) *Row {
	r := &Row{hold: q.hold}
	q.hold = false
	r.err = q.start(&r.rows, query, args)
	return r
}

func (q *queries) start(r *Rows, query string, args []any) error {
	if q.conn == nil {
		return sql.ErrConnDone
	}
	list, err := named(args)
	if err != nil {
		return err
	}
	if r.rows, err = q.conn.query(context.Background(), query, list); err == nil {
		r.values = r.rows.prepared.valuesFor(len(r.rows.Columns()))
	}
	return err
}

// exec runs a statement without rows.
func (q *queries) exec(query string, args []any) (driver.Result, error) {
	if q.conn == nil {
		return nil, sql.ErrConnDone
	}
	list, err := named(args)
	if err != nil {
		return nil, err
	}
	return q.conn.ExecContext(context.Background(), query, list)
}

// named makes arguments what a driver takes.
func named(args []any) ([]driver.NamedValue, error) {
	list := make([]driver.NamedValue, len(args))
	for i, a := range args {
		v, err := driver.DefaultParameterConverter.ConvertValue(a)
		if err != nil {
			return nil, err
		}
		list[i] = driver.NamedValue{Ordinal: i + 1, Value: v}
	}
	return list, nil
}

// Rows are the rows of a query, read as those of [database/sql.Rows]. They close
// themselves at their end, and with the Read, Snapshot or Write around them.
type Rows struct {
	rows   *rows
	values []driver.Value // of the row at hand
	err    error
}

// Next goes to the next row, and is false at the end and after an error.
func (r *Rows) Next() bool {
	if r.err != nil {
		return false
	}
	if r.err = r.rows.Next(r.values); r.err != nil {
		_ = r.rows.Close() // has no more to say than the error did
	}
	return r.err == nil
}

// Scan copies the columns of the row at hand.
func (r *Rows) Scan(into ...any) error { return assignAll(into, r.values) }

// Err is what ended the rows before their end, nil for nothing.
func (r *Rows) Err() error {
	if r.err == io.EOF {
		return nil
	}
	return r.err
}

// Close ends the reading.
func (r *Rows) Close() error { return r.rows.Close() }

// Row is the one row of a query.
type Row struct {
	rows Rows
	hold bool // the read around it closes it
	err  error
}

// Scan copies the columns of the row; [sql.ErrNoRows] where there is none.
func (r *Row) Scan(into ...any) error {
	if r.err != nil {
		return r.err
	}
	if !r.rows.Next() {
		if err := r.rows.Err(); err != nil {
			return err
		}
		return sql.ErrNoRows
	}
	err := r.rows.Scan(into...)
	if r.hold {
		return err
	}
	if closed := r.rows.Close(); err == nil {
		err = closed
	}
	return err
}
