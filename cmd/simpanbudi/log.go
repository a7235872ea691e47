package main

import (
	"io"
	"log/slog"
	"os"

	"golang.org/x/term"
)

// newLog writes lines of text for a person at a terminal, and JSON for
// whatever else collects them.
func newLog(w io.Writer) *slog.Logger {
	if isTerminal(w) {
		return slog.New(slog.NewTextHandler(w, nil))
	}
	return slog.New(slog.NewJSONHandler(w, nil))
}

// isTerminal reports whether a stream is a person's terminal.
func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
