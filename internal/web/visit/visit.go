// Package visit is one request on its way through the pages: who asks, in which
// language, and how an answer is written.
package visit

import (
	"context"
	"log/slog"
	"time"

	"github.com/gin-gonic/gin"

	"simpanbudi/internal/i18n"
	"simpanbudi/internal/identity"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/brand"
	"simpanbudi/internal/web/page"
)

// House is what all visits share.
type House struct {
	Site     func(ctx context.Context) (*library.Site, error)
	Texts    *i18n.Texts
	Renderer *page.Renderer
	Log      *slog.Logger
	Secure   bool // cookies are sent over TLS only
	Demo     bool
	Brand    *brand.Brand
	BaseURL  string // of the command line; "" leaves it to the setting base_url
}

// Visit is one request.
type Visit struct {
	*gin.Context
	ID      string // short; also in the log and on the pages of errors
	Started time.Time

	Member     int64 // who is signed in; 0: nobody
	MustSetPIN bool  // nothing but /pin opens

	Staff *identity.StaffVisit // who is signed in at the desk; nil: nobody, or not a page of the desk

	house    *House
	site     *library.Site
	language *i18n.Language
}

type visitKey struct{}

// Begin makes the visit of a request; Of finds it again.
func Begin(c *gin.Context, house *House, id string, now time.Time) *Visit {
	v := &Visit{Context: c, ID: id, Started: now, house: house}
	c.Set(visitKey{}, v)
	return v
}

// Of returns the visit that a request is.
func Of(c *gin.Context) *Visit { return c.MustGet(visitKey{}).(*Visit) }

// On makes a handler of the router from one of a visit.
func On(handle func(*Visit)) gin.HandlerFunc {
	return func(c *gin.Context) { handle(Of(c)) }
}

// Ctx is the request's context, with the session where one was loaded.
func (v *Visit) Ctx() context.Context { return v.Request.Context() }

// Log is where what concerns the operator goes.
func (v *Visit) Log() *slog.Logger { return v.house.Log }

// Site returns the settings in force, read once in a visit.
func (v *Visit) Site() (*library.Site, error) {
	if v.site != nil {
		return v.site, nil
	}
	site, err := v.house.Site(v.Ctx())
	if err == nil {
		v.site = site
	}
	return site, err
}

// BaseURL is where members reach the site, such as https://perpanjang.example.id,
// or "" where that is not known: then no link or code can be offered.
func (v *Visit) BaseURL() string {
	if v.house.BaseURL != "" {
		return v.house.BaseURL
	}
	return v.siteOrNone().BaseURL
}

// LibraryName is what the library calls itself, or the product where it has not said.
func (v *Visit) LibraryName() string {
	if name := v.siteOrNone().LibraryName; name != "" {
		return name
	}
	return v.Language().Text("site.product")
}

// Found spares the visit to read the settings that came with something else.
func (v *Visit) Found(site *library.Site) { v.site = site }

// siteOrNone is for pages that must come out whatever the database does.
func (v *Visit) siteOrNone() *library.Site {
	if site, err := v.Site(); err == nil {
		return site
	}
	v.site = &library.Site{Zone: time.UTC}
	return v.site
}
