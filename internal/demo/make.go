package demo

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	_ "modernc.org/sqlite" // reads the mark of a file that may be of another version

	"simpanbudi/internal/fault"
	"simpanbudi/internal/identity"
	"simpanbudi/internal/store"
)

// mark is the row of settings that tells a demonstration from a library.
const mark = "demo"

// Make makes the demonstration library anew in the file at path, as it stands
// at the instant now. A file that holds anything but an earlier demonstration
// is refused (fault.Conflict), one that a server is using too (fault.Busy).
func Make(ctx context.Context, path string, now time.Time) (*Guide, error) {
	if err := refuseLibrary(ctx, path); err != nil {
		return nil, err
	}
	if err := os.Mkdir(filepath.Dir(path), 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, fault.Wrap(err, fault.ReadOnly, "choose a folder that can be written with --db; the one around it must be there")
	}
	keys, err := identity.LoadKeys(identity.KeyFile(path))
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "simpanbudi-demo-")
	if err != nil {
		return nil, err
	}
	fresh := filepath.Join(dir, "demo.db")
	guide, err := fill(ctx, fresh, keys, now)
	if err == nil {
		err = replace(ctx, fresh, path)
	}
	return guide, errors.Join(err, os.RemoveAll(dir))
}

func fill(ctx context.Context, path string, keys *identity.Keys, now time.Time) (guide *Guide, err error) {
	db, err := store.Open(ctx, path, store.Options{})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	err = db.Write(ctx, func(tx *store.Tx) error {
		_, err := store.PutSetting(tx, mark, "yes")
		return err
	})
	if err == nil {
		err = identity.CheckKeys(ctx, db, keys)
	}
	if err != nil {
		return nil, err
	}
	return Fill(ctx, db, keys, now)
}

// replace puts the fresh library in place as a restore does, which nobody can
// be using meanwhile, and throws the earlier demonstration away.
func replace(ctx context.Context, fresh, path string) error {
	old, err := store.Restore(ctx, fresh, path, true, time.Now())
	if err != nil || old == "" {
		return err
	}
	return os.Remove(old)
}

const markSQL = `select count(*) from settings where name = ?`

// refuseLibrary makes sure that nothing of value is overwritten. It reads the
// file beneath package store, which would bring an old file up to date first.
func refuseLibrary(ctx context.Context, path string) error {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	marks, err := readMark(ctx, path)
	if err == nil && marks == 1 {
		return nil
	}
	if err == nil {
		err = errors.New("it is not marked as one")
	}
	return fault.Wrap(fmt.Errorf("%s does not hold a demonstration (%w)", path, err), fault.Conflict,
		"it stays as it is; give --demo another file with --db")
}

func readMark(ctx context.Context, path string) (marks int, err error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return 0, err
	}
	abs = "/" + strings.TrimPrefix(filepath.ToSlash(abs), "/") // also before a drive letter
	name := url.URL{Scheme: "file", Path: abs, RawQuery: "mode=ro&_pragma=busy_timeout(2000)"}
	db, err := sql.Open("sqlite", name.String())
	if err != nil {
		return 0, err
	}
	err = db.QueryRowContext(ctx, markSQL, mark).Scan(&marks)
	return marks, errors.Join(err, db.Close())
}
