package visit

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strconv"
	"time"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/wire"
)

// Show answers with a page.
func (v *Visit) Show(status int, view page.View) {
	f := view.Around()
	site := v.siteOrNone()
	f.Library, f.Demo, f.Holds = v.LibraryName(), v.house.Demo, site.MemberHolds
	f.Logo, f.Accent = v.house.Brand.Logo(site.Settings), v.house.Brand.Accent(site.Settings)
	if site.Contact != "" {
		f.Contact = v.Language().Text("site.contact", "contact", site.Contact)
	}
	if status == http.StatusOK {
		f.Notice = v.told()
	}
	render := v.house.Renderer.RenderTo
	if v.Live() {
		render = v.house.Renderer.RenderLive
	}
	err := render(v.Language(), view, func(text []byte) error {
		if v.mayCompress(text) {
			v.Writer.Header().Set("Content-Encoding", wire.Gzip)
			wire.Gzipped(text, func(small []byte) { v.write(status, htmlType, small) })
			return nil
		}
		v.write(status, htmlType, text)
		return nil
	})
	if err != nil {
		v.house.Log.LogAttrs(v.Ctx(), slog.LevelError, "a page could not be rendered",
			slog.String("request", v.ID), slog.Any("error", err))
		v.write(http.StatusInternalServerError, textType, []byte(v.ID+"\n"))
	}
	v.Abort()
}

// Text answers a program with a text as it is.
func (v *Visit) Text(status int, text string) {
	v.write(status, textType, []byte(text))
	v.Abort()
}

// Plain answers with a line for a program.
func (v *Visit) Plain(status int, line string) {
	v.write(status, textType, []byte(line+"\n"))
	v.Abort()
}

var (
	htmlType = []string{"text/html; charset=utf-8"}
	textType = []string{"text/plain; charset=utf-8"}
	noStore  = []string{"no-store"}
)

func (v *Visit) write(status int, kind []string, text []byte) {
	h := v.Writer.Header()
	h["Content-Type"] = kind
	h["Cache-Control"] = noStore
	h.Set("Content-Length", strconv.Itoa(len(text)))
	v.Writer.WriteHeader(status)
	_, _ = v.Writer.Write(text) // whoever asked may be gone
}

// GoTo answers a post, or a page that is not open, with where to go.
func (v *Visit) GoTo(path string) {
	h := v.Writer.Header()
	status := http.StatusSeeOther
	if v.Live() { // a script would follow a redirect by itself and get a whole page
		h.Set("HX-Redirect", path)
		status = http.StatusOK
	} else {
		h.Set("Location", path)
	}
	h["Cache-Control"] = noStore
	h.Set("Content-Length", "0")
	v.Writer.WriteHeader(status)
	v.Writer.WriteHeaderNow()
	v.Abort()
}

// Fail answers with the page for a failure, and logs what the operator can mend.
func (v *Visit) Fail(err error) { v.showProblem(v.problem(v.note(err), RetryAfter(err))) }

// note logs a failure where that is worth it and returns its code.
func (v *Visit) note(err error) fault.Code {
	code := fault.CodeOf(err)
	if errors.Is(err, context.Canceled) && v.Ctx().Err() != nil {
		code = fault.Unavailable // nobody reads it
	} else if level, worth := logged(code); worth {
		v.house.Log.LogAttrs(v.Ctx(), level, "request failed", slog.String("request", v.ID),
			slog.String("code", string(code)), slog.String("route", v.FullPath()), slog.Any("error", err))
	}
	return code
}

// Refuse answers with the page for a code that needs no cause.
func (v *Visit) Refuse(code fault.Code) { v.showProblem(v.problem(code, 0)) }

func (v *Visit) problem(code fault.Code, wait time.Duration) (int, *page.Problem) {
	status := Status(code)
	if wait == 0 && passes(code) {
		wait = soon
	}
	v.AskLater(wait)
	p := page.NewProblem(v.Language(), code, wait)
	p.Frame.SignedIn = v.Member != 0 && !v.MustSetPIN
	if status >= http.StatusInternalServerError {
		p.Reference = v.Language().Text("error.reference", "ref", v.ID)
	}
	return status, p
}

// soon is when to come back where nothing better is known.
const soon = 5 * time.Second

// AskLater sets Retry-After; zero sets none.
func (v *Visit) AskLater(wait time.Duration) {
	if wait > 0 {
		v.Writer.Header().Set("Retry-After", strconv.Itoa(int((wait+time.Second-1)/time.Second)))
	}
}

// RetryAfter is the wait a fault asks for, 0 for none.
func RetryAfter(err error) time.Duration {
	seconds, _ := fault.ArgsOf(err)["retry_after"].(int)
	return time.Duration(seconds) * time.Second
}
