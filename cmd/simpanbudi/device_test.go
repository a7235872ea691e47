package main

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// What a test does with a browser, beside opening and clicking: see browser_test.go.

// command sends a command of the devtools protocol.
func command[P, R any](d *device, cmd cdp.Command[P, R], params P) {
	d.t.Helper()
	d.do(chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		_, err := cdp.Call(ctx, tab, cmd, params)
		return err
	}))
}

// prefers sets what the person prefers: colour scheme and motion.
func (d *device) prefers(scheme, motion string) {
	d.t.Helper()
	command(d, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: motion},
	}})
}

func (d *device) width(pixels int64) {
	d.t.Helper()
	d.do(chromedp.EmulateViewport(pixels, 740))
}

// forget takes all cookies away: the next page is a stranger's.
func (d *device) forget() {
	d.t.Helper()
	command(d, network.ClearBrowserCookies, cdp.Empty{})
}

// signIn types a card's number and PIN, whoever was signed in before.
func (d *device) signIn(p *process, c card) {
	d.t.Helper()
	d.forget()
	d.open(p.URL + "/")
	d.do(
		chromedp.SendKeys(chromedp.CSS(`input[name=card]`), c.Number),
		chromedp.SendKeys(chromedp.CSS(`input[name=pin]`), c.PIN),
	)
	d.follow(`form[action="/sign-in"] button`)
}

// js evaluates an expression.
func js[T any](d *device, expression string) T {
	d.t.Helper()
	return ask(d, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
}

// until waits for an expression to become true. While the page makes way for
// another one nothing can be evaluated: it is not true yet.
func (d *device) until(expression string) {
	d.t.Helper()
	ctx, cancel := context.WithTimeout(d.ctx, 20*time.Second)
	defer cancel()
	for {
		is, err := chromedp.Run(ctx, chromedp.Evaluate[bool]("Boolean("+expression+")", chromedp.EvalAwaitPromise))
		if is {
			return
		}
		select {
		case <-ctx.Done():
			d.t.Fatalf("%s: %s did not come true (%v); the page says\n%s", ask(d, chromedp.Location()), expression, err, d.text("body"))
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// path is where the browser is, without the host.
func (d *device) path() string {
	d.t.Helper()
	u, err := url.Parse(ask(d, chromedp.Location()))
	if err != nil {
		d.t.Fatal(err)
	}
	return u.RequestURI()
}

// asked collects the addresses of everything the tab asks for from now on.
func (d *device) asked() func() []string {
	d.t.Helper()
	seen := make(chan string, 10_000)
	err := chromedp.Listen(d.ctx, func(event any) {
		if e, ok := event.(*network.EventRequestWillBeSent); ok {
			seen <- e.Request.URL
		}
	})
	if err != nil {
		d.t.Fatal(err)
	}
	command(d, network.Enable, network.EnableParams{})
	return func() (list []string) {
		for {
			select {
			case address := <-seen:
				list = append(list, address)
			default:
				return list
			}
		}
	}
}

// focused describes the element with the focus, for messages of tests.
func (d *device) focused() string {
	d.t.Helper()
	return js[string](d, `(e => e.tagName.toLowerCase() + (e.id ? "#" + e.id : "") + " " + (e.innerText || e.name || "").trim().slice(0, 40))(document.activeElement)`)
}

// press presses a key that has a name, such as "Tab".
func (d *device) press(key string) {
	d.t.Helper()
	d.do(chromedp.KeyEvent(key))
}

// isOwn fails where an address leads to another host.
func isOwn(t *testing.T, p *process, addresses []string) {
	t.Helper()
	if len(addresses) == 0 {
		t.Error("the browser has asked for nothing")
	}
	for _, a := range addresses {
		if !strings.HasPrefix(a, p.URL+"/") && !strings.HasPrefix(a, "data:") {
			t.Error(fmt.Errorf("the page asks another host: %s", a))
		}
	}
}
