// Package web is the pages, in Gin: one router (routes.go), the middleware every
// request passes, and a handler for each thing one can ask for.
package web

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"

	"github.com/gin-gonic/gin"

	"simpanbudi/internal/config"
	"simpanbudi/internal/i18n"
	"simpanbudi/internal/identity"
	"simpanbudi/internal/library"
	"simpanbudi/internal/reminder"
	"simpanbudi/internal/schedule"
	"simpanbudi/internal/web/app"
	"simpanbudi/internal/web/assets"
	"simpanbudi/internal/web/brand"
	"simpanbudi/internal/web/desk"
	deskview "simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/hooks"
	"simpanbudi/internal/web/info"
	"simpanbudi/internal/web/kiosk"
	"simpanbudi/internal/web/link"
	"simpanbudi/internal/web/member"
	"simpanbudi/internal/web/middleware"
	"simpanbudi/internal/web/ops"
	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

// Library is what the pages ask of the library.
type Library interface {
	member.Library
	CardScanned(ctx context.Context, text string) (card string, err error)
	link.Library
	info.Library
	desk.Library
	Site(ctx context.Context) (*library.Site, error)
}

// Options says what to serve.
type Options struct {
	Library  Library
	Identity member.Identity
	Sessions *identity.Sessions
	Kiosks   *identity.Kiosks
	Links    *identity.Links
	Desk     *identity.Desk
	Messages *reminder.Service
	Jobs     *schedule.Scheduler
	WhatsApp hooks.WhatsApp // what the WhatsApp Cloud API signs with; zero: it tells us nothing
	Log      *slog.Logger   // nil: none
	Secure   bool           // reached by TLS: cookies and the browser keep to it
	BaseURL  string         // where members reach the site; outranks the setting base_url, "" leaves it to that
	Demo     bool           // say on every page that all of it is made up
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
	base, err := config.BaseURL(o.BaseURL)
	if err != nil {
		return nil, fmt.Errorf("base URL: %w", err)
	}
	installable, err := app.New(files)
	if err != nil {
		return nil, err
	}
	metrics := ops.NewMetrics(o.Version)
	if o.Messages != nil {
		metrics.Messages(o.Messages.Figures)
	}
	house := &visit.House{
		Site: o.Library.Site, Texts: texts, Renderer: renderer, Log: o.Log, Secure: o.Secure, Demo: o.Demo,
		Brand: brand.New(o.Log), BaseURL: base,
	}
	engine := newEngine()
	engine.Use(
		middleware.Observe(house, metrics),
		middleware.Recover,
		middleware.Headers(o.Secure),
		middleware.LimitBody(map[string]int64{hooks.WhatsAppPath: hooks.MaxBody}),
		middleware.SameOrigin(),
	)
	routes(engine, &surfaces{
		brand:   house.Brand,
		demo:    o.Demo,
		files:   files,
		session: middleware.Session(o.Sessions),
		member: &member.Pages{Library: o.Library, Identity: o.Identity, Sessions: o.Sessions, Renewals: metrics.Renewal,
			Reminders: o.Messages, Hurry: hurry(o.Jobs)},
		app:   installable,
		kiosk: &kiosk.Pages{Library: o.Library, Kiosks: o.Kiosks, Renewals: metrics.Renewal},
		link:  &link.Pages{Library: o.Library, Links: o.Links, Stops: o.Messages, Renewals: metrics.Renewal},
		info:  &info.Pages{Library: o.Library},
		ops:   &ops.Pages{Ready: o.Ready, Metrics: metrics},
		hooks: &hooks.Pages{Reminders: o.Messages, WhatsApp: o.WhatsApp},
		desk:  desk.New(desk.Options{Library: o.Library, Identity: o.Desk, Messages: o.Messages, Jobs: o.Jobs}),
	})
	return engine, nil
}

// hurry lets the job that sends messages run soon, where there is a schedule.
func hurry(jobs *schedule.Scheduler) func() {
	return func() {
		if jobs != nil {
			jobs.Poke(schedule.Request{Job: "deliver", Door: "web"})
		}
	}
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
	renderer, err := page.NewRenderer(texts, files.Path, deskview.All()...)
	if err != nil {
		return nil, nil, fmt.Errorf("templates: %w", err)
	}
	return texts, renderer, nil
}
