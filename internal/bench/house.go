package bench

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"os"
	"strings"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/identity"
	"simpanbudi/internal/library"
	"simpanbudi/internal/store"
	"simpanbudi/internal/web"
)

// house is the product as it is served, over a library of a given size.
type house struct {
	db       *store.DB
	lib      *library.Library
	who      *identity.Service
	sessions *identity.Sessions
	site     *site
	now      time.Time
	log      *os.File
}

// open fills a new database with loans and serves it.
func open(ctx context.Context, path string, loans int, now time.Time) (*house, error) {
	return openFilled(ctx, path, now, rules, func(db *store.DB) error { return seed(ctx, db, loans, now) })
}

// openFilled fills a new database and serves it with the real middleware; the
// access log goes to a file, as it would under a service manager.
func openFilled(ctx context.Context, path string, now time.Time, rules string, fill func(db *store.DB) error) (h *house, err error) {
	h = &house{now: now}
	defer func() {
		if err != nil {
			err = errors.Join(err, h.close())
			h = nil
		}
	}()
	if h.db, err = store.Open(ctx, path, store.Options{}); err != nil {
		return h, err
	}
	if err = fill(h.db); err != nil {
		return h, err
	}
	if h.lib, err = library.Open(ctx, h.db, library.Options{Now: func() time.Time { return now }}); err != nil {
		return h, err
	}
	entries, err := circulation.ParseRules([]byte(rules))
	if err != nil {
		return h, err
	}
	if err = h.lib.LoadRules(ctx, entries); err != nil {
		return h, err
	}
	return h, h.serve(path)
}

func (h *house) serve(path string) error {
	keys, err := identity.LoadKeys(identity.KeyFile(path))
	if err != nil {
		return err
	}
	if h.log, err = os.Create(path + ".log"); err != nil {
		return err
	}
	log := slog.New(slog.NewJSONHandler(h.log, nil))
	h.sessions = identity.NewSessions(h.db, identity.SessionOptions{Log: log})
	h.who = identity.New(h.db, keys, identity.Options{LibraryNow: func() time.Time { return h.now }})
	handler, err := web.New(web.Options{
		Library: h.lib, Identity: h.who, Sessions: h.sessions, Kiosks: h.who.Kiosks(false), Links: h.who.Links(),
		Desk: h.who.Desk(false), Log: log,
	})
	if err != nil {
		return err
	}
	h.site, err = serveSite(handler)
	return err
}

func (h *house) close() error {
	var errs []error
	if h.site != nil {
		errs = append(errs, h.site.close())
	}
	if h.sessions != nil {
		h.sessions.Close()
	}
	if h.db != nil {
		errs = append(errs, h.db.Close())
	}
	if h.log != nil {
		errs = append(errs, h.log.Close())
	}
	return errors.Join(errs...)
}

// signIn gives each member a session and returns their Cookie headers.
func (h *house) signIn(ctx context.Context, members []int64) ([]string, error) {
	cookies := make([]string, len(members))
	for i, m := range members {
		answer := headerOnly{header: http.Header{}}
		request, err := http.NewRequestWithContext(ctx, http.MethodPost, "/sign-in", http.NoBody)
		if err != nil {
			return nil, err
		}
		if request, err = h.sessions.Load(answer, request); err != nil {
			return nil, err
		}
		if err := h.sessions.Start(request.Context(), identity.SignedIn{Member: m}); err != nil {
			return nil, err
		}
		cookies[i], _, _ = strings.Cut(answer.header.Get("Set-Cookie"), ";")
	}
	return cookies, nil
}

// headerOnly is an answer of which only the header is of interest.
type headerOnly struct{ header http.Header }

func (a headerOnly) Header() http.Header         { return a.header }
func (a headerOnly) Write(b []byte) (int, error) { return len(b), nil }
func (a headerOnly) WriteHeader(int)             {}

// site is a handler served on a free port of this machine.
type site struct {
	server *http.Server
	addr   string
	ended  chan error
}

func serveSite(handler http.Handler) (*site, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	s := &site{server: &http.Server{Handler: handler, ReadHeaderTimeout: time.Minute}, addr: listener.Addr().String(), ended: make(chan error, 1)}
	go func() { s.ended <- s.server.Serve(listener) }()
	return s, nil
}

func (s *site) close() error {
	err := s.server.Close()
	if ended := <-s.ended; !errors.Is(ended, http.ErrServerClosed) {
		err = errors.Join(err, ended)
	}
	return err
}
