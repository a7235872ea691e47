package main

import (
	"bufio"
	"context"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// keyboard is a browser of which nothing is used but its keys.
type keyboard struct{ *device }

func focusOn(what string) string { return "document.activeElement." + what }

// fill goes to a field and types.
func (k *keyboard) fill(name, text string) {
	k.t.Helper()
	k.tabTo(focusOn(fmt.Sprintf(`name === %q`, name)))
	k.do(chromedp.KeyEvent(text))
}

// write goes to a field beside the box and types as people do: what comes faster is
// a scanner's, and goes to the box.
func (k *keyboard) write(name, text string) {
	k.t.Helper()
	k.fill(name, "")
	for _, letter := range text {
		k.do(chromedp.KeyEvent(string(letter)))
		time.Sleep(40 * time.Millisecond)
	}
}

// choose goes to a group of choices and takes one by the arrows.
func (k *keyboard) choose(name, value string) {
	k.t.Helper()
	k.tabTo(focusOn(fmt.Sprintf(`name === %q`, name)))
	for range 20 {
		if js[bool](k.device, focusOn(fmt.Sprintf(`value === %q`, value))+` && (document.activeElement.checked ?? true)`) {
			return
		}
		k.press(kb.ArrowDown)
	}
	k.t.Fatalf("the arrows never lead to %s of %s", value, name)
}

// enter presses Enter and waits for the page that it leads to.
func (k *keyboard) enter(path string) {
	k.t.Helper()
	ctx, cancel := context.WithTimeout(k.ctx, 30*time.Second)
	defer cancel()
	if _, err := chromedp.RunResponse(ctx, chromedp.KeyEvent(kb.Enter)); err != nil {
		k.t.Fatalf("Enter on %s: %v", k.focused(), err)
	}
	if at, _, _ := strings.Cut(k.path(), "?"); !strings.HasSuffix(at, path) {
		k.t.Fatalf("Enter leads to %s, not to %s: %s", at, path, k.text("main"))
	}
}

// link goes to a link of these words and follows it.
func (k *keyboard) link(words, path string) {
	k.t.Helper()
	k.tabTo(fmt.Sprintf(`((e) => e.matches("a[href]") && e.innerText.includes(%q) && e.pathname.endsWith(%q))(document.activeElement)`, words, path))
	k.enter(path)
}

// button goes to a button of these words and presses it.
func (k *keyboard) button(words, path string) {
	k.t.Helper()
	k.tabTo(focusOn(fmt.Sprintf(`matches("button") && document.activeElement.innerText.includes(%q)`, words)))
	k.enter(path)
}

// scan types a code into the box, as a scanner does.
func (k *keyboard) scan(code, comes string) {
	k.t.Helper()
	k.until(`document.activeElement.id === "code"`)
	k.wedge(code)
	k.until(comes)
}

// date goes to a field for a day and types it, in the order that the browser asks for.
func (k *keyboard) date(name, day string) {
	k.t.Helper()
	k.write(name, day[5:7]+day[8:]+day[:4])
	if got := js[string](k.device, focusOn("value")); got != day {
		k.t.Fatalf("typed %s, the field has %q", day, got)
	}
}

// says looks for words in the page.
func (k *keyboard) says(words ...string) {
	k.t.Helper()
	shown := strings.Join(strings.Fields(k.text("main")), " ")
	for _, w := range words {
		if !strings.Contains(shown, w) {
			k.t.Errorf("%s does not say %q: %s", k.path(), w, shown)
		}
	}
}

// tick goes to the box of a loan and ticks it.
func (k *keyboard) tick(title string) {
	k.t.Helper()
	k.tabTo(focusOn(fmt.Sprintf(`type === "checkbox" && document.activeElement.closest("tr").innerText.includes(%q)`, title)))
	k.press(" ")
	k.until(focusOn(`checked`))
}

var setUpCode = regexp.MustCompile(`give the code (\S+)`)

// serveNew serves a new library and reads the code of its set-up.
func serveNew(t *testing.T, args ...string) (*process, string) {
	t.Helper()
	p := serve(t, args...)
	lines := bufio.NewScanner(p.out)
	for lines.Scan() {
		if found := setUpCode.FindStringSubmatch(lines.Text()); found != nil {
			return p, found[1]
		}
	}
	t.Fatal("the console has no code")
	return nil, ""
}
