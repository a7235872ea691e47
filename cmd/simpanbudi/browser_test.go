package main

import (
	"context"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// A member with a phone signs in, renews and sees the new date that the button
// has promised; then the same without JavaScript.
func TestAPhoneRenews(t *testing.T) {
	for name, scriptOff := range map[string]bool{"with JavaScript": false, "without JavaScript": true} {
		t.Run(name, func(t *testing.T) {
			p := serve(t, "--demo")
			c := p.card(t, "semuanya bisa diperpanjang")
			phone := phone(t, scriptOff)

			phone.open(p.URL + "/")
			phone.noSidewaysScroll()
			phone.do(
				chromedp.SendKeys(chromedp.CSS(`input[name=card]`), c.Number),
				chromedp.SendKeys(chromedp.CSS(`input[name=pin]`), c.PIN),
			)
			phone.follow(`form[action="/sign-in"] button`)
			phone.expectPath("/loans")
			phone.noSidewaysScroll()

			promise := phone.text(`li.loan form button`)
			_, promise, _ = strings.Cut(strings.Split(promise, "\n")[0], " sampai ")
			if promise == "" {
				t.Fatalf("the button does not name the new due date: %q", phone.text(`li.loan form button`))
			}
			if scriptOff {
				phone.follow(`li.loan form button`)
			} else { // answered in place; the receipt is one step away
				phone.do(chromedp.Click(chromedp.CSS(`li.loan form button`)))
				phone.do(chromedp.WaitVisible(chromedp.CSS(`#renewal a`)))
				phone.follow(`#renewal a`)
			}
			phone.expectPath("/receipts/")
			if shown := phone.text(`main`); !strings.Contains(shown, promise) {
				t.Errorf("the button promised %q, the receipt says %q", promise, shown)
			}
			phone.noSidewaysScroll()

			phone.open(p.URL + "/loans")
			if shown := phone.text(`main`); !strings.Contains(shown, promise) || !strings.Contains(shown, "1 dari 2 perpanjangan") {
				t.Errorf("after renewing until %q the page says %q", promise, shown)
			}
		})
	}
}

// device is a browser tab of a small phone.
type device struct {
	t   *testing.T
	ctx context.Context
}

func phone(t *testing.T, scriptOff bool, more ...chromedp.ExecAllocatorOption) *device {
	t.Helper()
	needs(t, "chromium")
	options := append([]chromedp.ExecAllocatorOption{
		chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-sync", true), chromedp.Flag("accept-lang", "id"),
	}, chromedp.DefaultExecAllocatorOptions[:]...)
	allocator, stop := chromedp.NewExecAllocator(context.Background(), append(options, more...)...)
	t.Cleanup(stop)
	ctx, cancel := chromedp.NewContext(allocator)
	t.Cleanup(cancel)
	d := &device{t, ctx}
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(360, 740)); err != nil {
		t.Fatal(err)
	}
	if scriptOff {
		d.do(chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
			_, err := cdp.Call(ctx, tab, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
			return err
		}))
	}
	return d
}

// needs skips without a program, which CI forbids.
func needs(t *testing.T, program string) {
	t.Helper()
	if _, err := exec.LookPath(program); err == nil {
		return
	}
	if os.Getenv("SIMPANBUDI_TEST_ALL") == "1" {
		t.Fatalf("%s is not installed", program)
	}
	t.Skipf("%s is not installed", program)
}

func (d *device) do(actions ...chromedp.Action[chromedp.Void]) {
	d.t.Helper()
	ctx, cancel := context.WithTimeout(d.ctx, 30*time.Second)
	defer cancel()
	if err := chromedp.Do(ctx, actions...); err != nil {
		d.t.Fatal(err)
	}
}

func (d *device) open(url string) {
	d.t.Helper()
	d.do(chromedp.Navigate(url))
}

// follow clicks and waits for the page that it leads to.
func (d *device) follow(selector string) {
	d.t.Helper()
	ctx, cancel := context.WithTimeout(d.ctx, 30*time.Second)
	defer cancel()
	if _, err := chromedp.RunResponse(ctx, chromedp.Click(chromedp.CSS(selector))); err != nil {
		d.t.Fatal(err)
	}
}

// ask evaluates an action that answers.
func ask[T any](d *device, a chromedp.Action[T]) T {
	d.t.Helper()
	ctx, cancel := context.WithTimeout(d.ctx, 30*time.Second)
	defer cancel()
	answer, err := chromedp.Run(ctx, a)
	if err != nil {
		d.t.Fatal(err)
	}
	return answer
}

func (d *device) text(selector string) string {
	d.t.Helper()
	return ask(d, chromedp.Text(chromedp.CSS(selector)))
}

func (d *device) expectPath(part string) {
	d.t.Helper()
	if at := ask(d, chromedp.Location()); !strings.Contains(at, part) {
		d.t.Fatalf("the browser is at %s, not at %s", at, part)
	}
}

// noSidewaysScroll: at 360 px everything fits the width.
func (d *device) noSidewaysScroll() {
	d.t.Helper()
	if over := ask(d, chromedp.Evaluate[int](`document.documentElement.scrollWidth - document.documentElement.clientWidth`)); over > 0 {
		d.t.Errorf("%s is %d px too wide for the screen", ask(d, chromedp.Location()), over)
	}
}
