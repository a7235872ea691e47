package main

import (
	"context"
	"log/slog"
	"net/http"
	"strings"

	"simpanbudi/internal/config"
	"simpanbudi/internal/identity"
	"simpanbudi/internal/reminder"
	"simpanbudi/internal/schedule"
	"simpanbudi/internal/web"
)

// tasks are what goes on beside the pages, and is looked at through them.
type tasks struct {
	reminders *reminder.Service
	jobs      *schedule.Scheduler
}

// handler wires the pages to the library. base is where members reach the site. The
// sessions' upkeep must be closed before the database.
func (s *serveCommand) handler(h *house, base string, t tasks, log *slog.Logger) (http.Handler, *identity.Sessions, error) {
	version, _ := buildVersion()
	secure := s.secure(base)
	hook, err := s.hook()
	if err != nil {
		return nil, nil, err
	}
	sessions := identity.NewSessions(h.db, identity.SessionOptions{Secure: secure, Log: log})
	handler, err := web.New(web.Options{
		Library:  h.lib,
		Identity: h.who,
		Sessions: sessions,
		Kiosks:   h.who.Kiosks(secure),
		Links:    h.who.Links(),
		Desk:     h.who.Desk(secure),
		Messages: t.reminders,
		Jobs:     t.jobs,
		WhatsApp: hook,
		Log:      log,
		Secure:   secure,
		BaseURL:  s.BaseURL,
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
func (s *serveCommand) secure(base string) bool {
	return s.TLSCert != "" || strings.HasPrefix(base, "https:")
}

// base is where members reach the site, "" where neither the flag nor the setting
// says it. Codes and links follow the setting while the server runs; whether cookies
// keep to TLS is settled here, at the start.
func (s *serveCommand) base(ctx context.Context, h *house) (string, error) {
	if s.BaseURL != "" {
		return config.BaseURL(s.BaseURL)
	}
	site, err := h.lib.Site(ctx)
	if err != nil {
		return "", err
	}
	return site.BaseURL, nil
}
