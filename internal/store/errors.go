package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"simpanbudi/internal/fault"
)

// The faults only a database has, beside those every room may use.
const (
	Newer   fault.Code = "database_newer"   // made by a newer version of the program
	Older   fault.Code = "database_older"   // made by an older one, and not to be changed now
	Foreign fault.Code = "database_foreign" // an SQLite file, but not one of ours
)

// IsUnique says whether err is a breach of a unique index or primary key.
func IsUnique(err error) bool {
	switch codeOf(err) {
	case sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY, sqlite3.SQLITE_CONSTRAINT_ROWID:
		return true
	}
	return false
}

// IsForeignKey says whether err is a row that refers to nothing, or the removal
// of one that is referred to.
func IsForeignKey(err error) bool { return codeOf(err) == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY }

// IsCheck says whether err is a value that a check or not-null constraint refuses.
func IsCheck(err error) bool {
	switch codeOf(err) {
	case sqlite3.SQLITE_CONSTRAINT_CHECK, sqlite3.SQLITE_CONSTRAINT_NOTNULL:
		return true
	}
	return false
}

// codeOf is SQLite's extended result code in err, 0 where there is none.
func codeOf(err error) int {
	if e, ok := errors.AsType[*sqlite.Error](err); ok {
		return e.Code()
	}
	return 0
}

// classify gives an error of the database its code and its hint. Errors that
// carry a fault already, and those that say nothing about the database itself
// (no rows, a constraint, a context), pass as they are.
func classify(err error) error {
	if err == nil {
		return nil
	}
	if _, ok := errors.AsType[*fault.Error](err); ok {
		return err
	}
	if code := codeOf(err); code != 0 {
		return classifyCode(err, code)
	}
	switch {
	case errors.Is(err, syscall.ENOSPC):
		return fault.Wrap(err, fault.DiskFull, hintDiskFull)
	case errors.Is(err, syscall.EROFS), errors.Is(err, fs.ErrPermission):
		return fault.Wrap(err, fault.ReadOnly, hintReadOnly)
	}
	return err
}

const (
	hintDiskFull = "free some space on the disk of the database; writing goes on by itself"
	hintReadOnly = "let the program's user write the database file and its folder"
)

func classifyCode(err error, code int) error {
	if code == sqlite3.SQLITE_IOERR_SHMSIZE { // no room for the log's index
		return fault.Wrap(err, fault.DiskFull, hintDiskFull)
	}
	switch code & 0xff {
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return fault.Wrap(err, fault.Busy, "another program is using the database; wait for it or stop it, then try again")
	case sqlite3.SQLITE_FULL:
		return fault.Wrap(err, fault.DiskFull, hintDiskFull)
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM:
		return fault.Wrap(err, fault.ReadOnly, hintReadOnly)
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		return fault.Wrap(err, fault.Corrupt, "the database file is damaged: stop the program and restore the newest backup")
	case sqlite3.SQLITE_CANTOPEN:
		return fault.Wrap(err, fault.Unavailable, "the database file cannot be opened: check its path and who may read and write there")
	case sqlite3.SQLITE_IOERR:
		return fault.Wrap(err, fault.Unavailable, "the disk does not read or write the database: check the disk and its cable")
	case sqlite3.SQLITE_NOMEM:
		return fault.Wrap(err, fault.Unavailable, "the machine has run out of memory")
	}
	return err
}

// notWritable looks further where SQLite cannot open a file: mostly it may not
// make the log beside it, which SQLite does not tell from other causes.
func notWritable(path string, err error) error {
	if codeOf(err)&0xff != sqlite3.SQLITE_CANTOPEN {
		return err
	}
	probe, refusal := os.CreateTemp(filepath.Dir(path), "probe-*")
	if refusal == nil {
		_ = probe.Close()
		_ = os.Remove(probe.Name())
		return err
	}
	if errors.Is(refusal, syscall.EROFS) || errors.Is(refusal, fs.ErrPermission) {
		return fault.Wrap(errors.Join(err, refusal), fault.ReadOnly, hintReadOnly)
	}
	return err
}

// PanicError is a panic inside a Read or Write, turned into an error so that it
// takes nobody else along.
type PanicError struct {
	Value any    // what was panicked with
	Stack []byte // where, for the log
}

// Error names the panic without its stack.
func (e *PanicError) Error() string {
	if err, ok := e.Value.(error); ok {
		return "panic: " + err.Error()
	}
	if s, ok := e.Value.(string); ok {
		return "panic: " + s
	}
	return "panic in a database function"
}

// Unwrap returns the panic's value where it is an error.
func (e *PanicError) Unwrap() error {
	err, _ := e.Value.(error)
	return err
}
