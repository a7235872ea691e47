package server

import (
	"bytes"
	"log"
	"log/slog"
	"net/netip"
	"strings"
)

// errorLog takes what net/http has to say (TLS handshakes that failed, and the
// like) into the log without the addresses of the people it happened to.
func errorLog(l *slog.Logger) *log.Logger { return log.New(anonymous{l}, "", 0) }

type anonymous struct{ log *slog.Logger }

// Write logs the first line; the rest of a panic's trace would name internals.
func (a anonymous) Write(line []byte) (int, error) {
	first, _, _ := bytes.Cut(line, []byte("\n"))
	words := strings.Fields(string(first))
	for i, w := range words {
		if _, err := netip.ParseAddrPort(strings.TrimSuffix(w, ":")); err == nil {
			words[i] = "a client"
			if strings.HasSuffix(w, ":") {
				words[i] += ":"
			}
		}
	}
	a.log.Warn("http server", "message", strings.Join(words, " "))
	return len(line), nil
}
