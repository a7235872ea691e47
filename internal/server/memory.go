package server

import "runtime/debug"

// gcPercent lets garbage grow to four times what is in use before it is
// collected. A server of this kind keeps a few megabytes and throws away a few
// dozen kilobytes a page; at Go's default a tenth of its time went into
// collecting, and at this one it still stays far below what one small box has.
const gcPercent = 400

// TuneMemory sets the collector for serving pages, unless GOGC in the
// environment already says something else.
func TuneMemory(getenv func(string) string) {
	if getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
}

// BoundMemory keeps a job that reads a lot, such as an import, from letting
// garbage pile up on a small machine, unless GOMEMLIMIT says something else.
func BoundMemory(getenv func(string) string, bytes int64) {
	if getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(bytes)
	}
}
