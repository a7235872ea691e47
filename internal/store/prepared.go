package store

import (
	"context"
	"database/sql/driver"
)

// maxPrepared bounds the statements one connection keeps prepared. The house
// has fewer; only lists of varying length can come near it.
const maxPrepared = 256

// prepared is a statement kept for reuse.
type prepared struct {
	stmt driver.Stmt
	busy bool // its rows are being read; a second reader needs its own

	values []driver.Value // room for a row of it
}

// valuesFor returns room for a row, the same each time: only one reads at once.
func (p *prepared) valuesFor(columns int) []driver.Value {
	if len(p.values) != columns {
		p.values = make([]driver.Value, columns)
	}
	return p.values
}

// statement returns the prepared statement of query and whether it is the
// caller's own, to be closed after use.
func (c *conn) statement(ctx context.Context, query string) (p *prepared, own bool, err error) {
	if c.lost {
		return nil, false, errLost
	}
	p, ok := c.prepared[query]
	if ok && !p.busy {
		return p, false, nil
	}
	stmt, err := c.inner.PrepareContext(ctx, query)
	if err != nil {
		return nil, false, err
	}
	p = &prepared{stmt: stmt}
	if ok {
		return p, true, nil
	}
	if len(c.prepared) >= maxPrepared && !c.evict() {
		return p, true, nil
	}
	c.prepared[query] = p
	return p, false, nil
}

// evict drops some statement that is not in use.
func (c *conn) evict() bool {
	for text, p := range c.prepared {
		if !p.busy {
			delete(c.prepared, text)
			_ = p.stmt.Close()
			return true
		}
	}
	return false
}

// ExecContext runs a statement without rows.
func (c *conn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	p, own, err := c.statement(ctx, query)
	if err != nil {
		return nil, err
	}
	res, err := p.stmt.(driver.StmtExecContext).ExecContext(ctx, args)
	if own {
		_ = p.stmt.Close() // repeats the statement's error
	}
	return res, c.note(err)
}

// QueryContext runs a statement with rows.
func (c *conn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	r, err := c.query(ctx, query, args)
	if err != nil {
		return nil, err
	}
	return r, nil
}

func (c *conn) query(ctx context.Context, query string, args []driver.NamedValue) (*rows, error) {
	p, own, err := c.statement(ctx, query)
	if err != nil {
		return nil, err
	}
	in, err := p.stmt.(driver.StmtQueryContext).QueryContext(ctx, args)
	if err != nil {
		if own {
			_ = p.stmt.Close() // repeats the statement's error
		}
		return nil, c.note(err)
	}
	p.busy = true
	r := &rows{Rows: in, conn: c, prepared: p, own: own}
	c.open = append(c.open, r)
	return r, nil
}
