package main

import (
	"context"
	"log/slog"
	"net/http"

	"simpanbudi/internal/identity"
	"simpanbudi/internal/web"
)

// handler wires the pages to the library. The sessions' upkeep must be closed
// before the database.
func (s *serveCommand) handler(h *house, log *slog.Logger) (http.Handler, *identity.Sessions, error) {
	version, _ := buildVersion()
	sessions := identity.NewSessions(h.db, identity.SessionOptions{Secure: s.secure(), Log: log})
	handler, err := web.New(web.Options{
		Library:  h.lib,
		Identity: h.who,
		Sessions: sessions,
		Log:      log,
		Secure:   s.secure(),
		BaseURL:  s.baseURL(),
		Demo:     s.Demo,
		Version:  version,
		Ready: func(ctx context.Context) error {
			_, err := h.lib.Site(ctx)
			return err
		},
	})
	if err != nil {
		sessions.Close()
		return nil, nil, err
	}
	return handler, sessions, nil
}

// secure reports whether members reach the site by TLS, here or at a proxy.
func (s *serveCommand) secure() bool {
	return s.TLSCert != "" || s.BaseURL != nil && s.BaseURL.Scheme == "https"
}

func (s *serveCommand) baseURL() string {
	if s.BaseURL == nil {
		return ""
	}
	return s.BaseURL.String()
}
