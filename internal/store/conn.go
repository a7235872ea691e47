package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"

	"modernc.org/sqlite"

	"simpanbudi/internal/fault"
)

// errLost is what every statement gets after SQLite has undone the whole
// transaction by itself, so that nothing runs outside of it by accident.
var errLost = errors.New("the transaction has been rolled back by the database")

// conn is one SQLite connection under database/sql. It keeps every statement
// prepared under its text, which is cheaper than sql.Stmt (no shared lock, no
// bookkeeping per query), and knows which rows are still open.
type conn struct {
	inner    inner
	prepared map[string]*prepared
	open     []*rows // still being read
	inTx     bool    // between begin and the end of a transaction of ours
	lost     bool    // SQLite has rolled that transaction back by itself
	cause    error   // what made it do so
}

// inner is what this package needs of the driver's connection.
type inner interface {
	driver.Conn
	driver.ConnPrepareContext
	sqlite.HookRegisterer
}

// connector opens connections of this package's kind.
type connector struct{ driver.Connector }

// newPool returns a database/sql pool over connections of this package.
func newPool(dsn string) (*sql.DB, error) {
	c, err := sqlite.NewConnector(dsn)
	if err != nil {
		return nil, err
	}
	return sql.OpenDB(connector{c}), nil
}

// Connect opens one connection.
func (c connector) Connect(ctx context.Context) (driver.Conn, error) {
	dc, err := c.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	in, ok := dc.(inner)
	if !ok {
		_ = dc.Close()
		return nil, errors.New("the SQLite driver has changed its connection type")
	}
	cn := &conn{inner: in, prepared: make(map[string]*prepared)}
	in.RegisterRollbackHook(func() { cn.lost = cn.inTx })
	return cn, nil
}

// dedicate takes one connection out of the pool for good.
func dedicate(ctx context.Context, pool *sql.DB) (*conn, error) {
	c, err := pool.Conn(ctx)
	if err != nil {
		return nil, err
	}
	var in *conn
	err = c.Raw(func(dc any) error {
		in = dc.(*conn)
		return nil
	})
	if err != nil {
		return nil, errors.Join(err, c.Close())
	}
	return in, nil
}

// note remembers the error that came with the loss of a transaction, for callers
// that do not look at it.
func (c *conn) note(err error) error {
	if err != nil && c.lost && c.cause == nil {
		c.cause = err
	}
	return err
}

// run executes a statement of the door itself, beneath database/sql. Only the
// goroutine that owns the connection may call it.
func (c *conn) run(query string) error {
	_, err := c.ExecContext(context.Background(), query, nil)
	return err
}

// closeRows ends the reading of rows that a caller has left open, so that they
// hold neither a statement nor an old state of the database.
func (c *conn) closeRows() {
	for len(c.open) > 0 {
		_ = c.open[len(c.open)-1].Close()
	}
}

// Prepare implements driver.Conn.
func (c *conn) Prepare(query string) (driver.Stmt, error) { return c.inner.Prepare(query) }

// Begin implements driver.Conn. Transactions of this package are statements, so
// that they are prepared once like all others.
func (c *conn) Begin() (driver.Tx, error) {
	return nil, errors.New("transactions are begun by Write and Snapshot")
}

// Close closes the statements and the connection. The pool's owners call it
// directly: sql.Conn.Close would wait for ever for rows that were left open.
func (c *conn) Close() error {
	c.closeRows()
	c.lost, c.cause = true, errClosed
	for _, p := range c.prepared {
		_ = p.stmt.Close()
	}
	c.prepared = nil
	return c.inner.Close()
}

// begin starts a transaction.
func (c *conn) begin(query string) error {
	err := c.run(query)
	c.inTx = err == nil
	return err
}

// commit ends a transaction; after an error it must still be rolled back.
func (c *conn) commit() error {
	err := c.run("commit")
	c.inTx = c.inTx && err != nil
	return err
}

// rollback ends a transaction, whether SQLite has ended it already or not.
func (c *conn) rollback() {
	c.inTx, c.lost, c.cause = false, false, nil
	_ = c.run("rollback") // fails only where there is nothing left to undo
}

// lostError says why SQLite has rolled a transaction back.
func (c *conn) lostError() error {
	if c.cause == nil {
		return fault.Wrap(errLost, fault.Unavailable, "try again")
	}
	return fmt.Errorf("%w: %w", errLost, c.cause)
}
