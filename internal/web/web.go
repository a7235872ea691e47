// Package web is the pages, in Gin: one router (routes.go), the middleware every
// request passes, and a handler for each thing one can ask for.
package web

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"

	"github.com/gin-gonic/gin"

	"simpanbudi/internal/i18n"
	"simpanbudi/internal/identity"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/assets"
	"simpanbudi/internal/web/member"
	"simpanbudi/internal/web/middleware"
	"simpanbudi/internal/web/ops"
	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

// Library is what the pages ask of the library.
type Library interface {
	member.Library
	Site(ctx context.Context) (*library.Site, error)
}

// Options says what to serve.
type Options struct {
	Library  Library
	Identity member.Identity
	Sessions *identity.Sessions
	Log      *slog.Logger // nil: none
	Secure   bool         // reached by TLS: cookies and the browser keep to it
	BaseURL  string       // where members reach the site; "" where it is not known
	Demo     bool         // say on every page that all of it is made up
	Version  string
	Ready    func(ctx context.Context) error // nil: always ready
}

// New returns the handler of all pages. Every template and text is checked here,
// so that a mistake in one is an error now and not a broken page later.
func New(o Options) (http.Handler, error) {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	files, err := assets.Load()
	if err != nil {
		return nil, err
	}
	texts, renderer, err := loadPages(files)
	if err != nil {
		return nil, err
	}
	origin, err := baseURL(o.BaseURL)
	if err != nil {
		return nil, err
	}
	sameOrigin, err := middleware.SameOrigin(origin)
	if err != nil {
		return nil, fmt.Errorf("base URL: %w", err)
	}
	metrics := ops.NewMetrics(o.Version)
	house := &visit.House{
		Site: o.Library.Site, Texts: texts, Renderer: renderer, Log: o.Log, Secure: o.Secure, Demo: o.Demo,
	}
	engine := newEngine()
	engine.Use(
		middleware.Observe(house, metrics),
		middleware.Recover,
		middleware.Headers(o.Secure),
		middleware.LimitBody,
		sameOrigin,
	)
	routes(engine, &surfaces{
		files:   files,
		session: middleware.Session(o.Sessions),
		member:  &member.Pages{Library: o.Library, Identity: o.Identity, Sessions: o.Sessions, Renewals: metrics.Renewal},
		ops:     &ops.Pages{Ready: o.Ready, Metrics: metrics},
	})
	return engine, nil
}

// newEngine returns Gin without its conveniences: it believes no proxy, guesses
// no path, and prints nothing.
func newEngine() *gin.Engine {
	gin.SetMode(gin.ReleaseMode)
	engine := gin.New()
	engine.HandleMethodNotAllowed = true
	engine.RedirectTrailingSlash = false
	engine.ForwardedByClientIP = false
	return engine
}

func loadPages(files *assets.Set) (*i18n.Texts, *page.Renderer, error) {
	texts, err := i18n.Load()
	if err != nil {
		return nil, nil, fmt.Errorf("texts: %w", err)
	}
	renderer, err := page.NewRenderer(texts, files.Path)
	if err != nil {
		return nil, nil, fmt.Errorf("templates: %w", err)
	}
	return texts, renderer, nil
}

func baseURL(text string) (*url.URL, error) {
	if text == "" {
		return nil, nil
	}
	u, err := url.Parse(text)
	if err != nil {
		return nil, fmt.Errorf("base URL: %w", err)
	}
	return u, nil
}
