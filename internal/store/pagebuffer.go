package store

import (
	"runtime"
	"sync"

	"modernc.org/libc"
	"modernc.org/libc/sys/types"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// slotBytes is what SQLite wants for a page in memory: the page and its own header
// of it (SQLITE_CONFIG_PCACHE_HDRSZ). Were it too small, nothing would be taken from
// the buffer, and a test would say so.
const slotBytes = 4096 + 272

var tune sync.Once

// tuneEngine makes the choices that hold for the whole process. SQLite takes them
// before its first connection only; where a program has opened one by itself, or the
// system has no such locks, everything works as it would without them.
func tuneEngine() {
	tune.Do(func() {
		// Locks that belong to the open file. Otherwise any close of any descriptor
		// of the file, wherever in the process, drops SQLite's locks on it.
		_, _ = sqlite.OFDLocking(true)
		setPagesAside(bufferKiB(runtime.GOMAXPROCS(0)))
	})
}

// bufferKiB is what the readers' caches take together and somewhat more: the write
// door's pages may lie in it too, but are not dropped. With less, pages became slower
// beside a job; with all caches in it nothing became quicker.
func bufferKiB(readers int) int {
	return min(readers, cacheBudgetKiB>>10)*readerCacheKiB + 1<<10
}

// setPagesAside sets memory for pages aside, once. A reader drops all of its pages at its
// first look after a write, under a lock that all connections share; given back to
// the system one by one they cost milliseconds in which no page of anybody is
// served. Pages beyond the buffer are still taken from the system.
func setPagesAside(kib int) {
	tls := libc.NewTLS()
	defer tls.Close()
	slots := kib << 10 / slotBytes
	memory := libc.Xmalloc(tls, types.Size_t(slots*slotBytes)) // never freed: it is SQLite's from here on
	args := libc.Xmalloc(tls, 64)
	if memory == 0 || args == 0 {
		return
	}
	defer libc.Xfree(tls, args)
	if sqlite3.Xsqlite3_config(tls, sqlite3.SQLITE_CONFIG_PAGECACHE, libc.VaList(args, memory, int32(slotBytes), int32(slots))) != sqlite3.SQLITE_OK {
		libc.Xfree(tls, memory)
	}
}
