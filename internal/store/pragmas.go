package store

import (
	"net/url"
	"path/filepath"
	"strconv"
	"strings"
)

// The page caches of all connections together stay below 48 MB: 40 MiB are
// shared out, at most 8 MiB each, and the rest is left for the short-lived
// connections of backups and migrations. Memory-mapped reading is left off:
// a file that is cut short under a mapping kills the process with SIGBUS, where
// a plain read reports a damaged database.
const (
	cacheBudgetKiB = 40 << 10
	cacheMaxKiB    = 8 << 10
)

// readerCacheKiB is a reader's cache. Whatever it holds is dropped, page by page
// under a lock that all connections share, at its first look after a write of any
// other connection. What it has dropped lies in the system's memory.
const readerCacheKiB = 1 << 10

// checkpointCacheKiB is that of the connection that copies the log, which reads no
// pages: caches take from each other up to the sum of all, so what it could have
// would make others larger than they should be.
const checkpointCacheKiB = 64

// How long a statement waits for another process. The write door asks again
// until as much time has passed, but looks up in between whether it is to close.
const (
	busyTimeoutMillis = 5000
	doorTimeoutMillis = 250
)

// walLimitBytes is the size the write-ahead log is cut back to after a large
// import has made it grow.
const walLimitBytes = 64 << 20

// role says what a connection is for.
type role int

const (
	roleRead    role = iota // never writes, enforced by query_only
	roleWrite               // the write door's
	roleMigrate             // writes like the door, before there is one
	roleStrict              // opened with mode=ro: writes nothing, not even a log
	roleRaw                 // changes no journal mode: backups, restores, locks
)

// cacheKiB is one connection's share of the cache.
func cacheKiB(connections int) int {
	return min(cacheMaxKiB, cacheBudgetKiB/max(connections, 1))
}

// dataSource is the name under which a connection is opened. The settings stand
// in it so that every connection has them, whoever opens it.
func dataSource(path string, r role, cacheKiB int) string {
	q := url.Values{}
	q.Set("_txlock", "immediate") // a transaction that will write says so at once
	q.Set("_dqs", "0")            // "x" is a name, never a text
	q.Set("_defensive", "1")      // SQL cannot damage the file
	q.Set("_error_rc", "1")
	pragma := func(name, value string) { q.Add("_pragma", name+"("+value+")") }
	timeout := busyTimeoutMillis
	if r == roleWrite {
		timeout = doorTimeoutMillis
	}
	pragma("busy_timeout", strconv.Itoa(timeout))
	pragma("cache_size", strconv.Itoa(-cacheKiB))
	pragma("foreign_keys", "1")
	pragma("trusted_schema", "0")
	switch r {
	case roleRead, roleWrite, roleMigrate:
		pragma("journal_mode", "WAL")
		pragma("journal_size_limit", strconv.Itoa(walLimitBytes))
		pragma("wal_autocheckpoint", autocheckpoint(r))
		pragma("synchronous", "FULL") // an acknowledged write survives a power cut
		// What a savepoint would undo is kept in memory: a page copied to a
		// temporary file for each write cost a third of a renewal.
		pragma("temp_store", "memory")
	case roleStrict:
		q.Set("mode", "ro")
	}
	if r == roleRead {
		q.Set("_query_only", "1")
	}
	return fileURI(path) + "?" + q.Encode()
}

// fileURI is path as SQLite's URI file name. The prefix is needed for mode=ro
// to be obeyed, and the escaping for spaces, '?', '#', '%' and drive letters.
func fileURI(path string) string {
	p := filepath.ToSlash(path)
	if !strings.HasPrefix(p, "/") {
		p = "/" + p // C:/library.db; relative paths are made absolute by Open
	}
	return (&url.URL{Scheme: "file", Path: p}).String()
}
