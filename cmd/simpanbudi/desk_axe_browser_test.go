package main

import (
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// Every page of the desk keeps nobody out, in the light and in the dark, and none
// needs scrolling sideways on a telephone. An administrator follows all links of
// the demonstration's desk, one of each kind; what no link leads to is done first.
func TestNothingKeepsStaffFromAnyPageOfTheDesk(t *testing.T) {
	p := serve(t, "--demo", "--base-url", "http://perpustakaan.example")
	d := phone(t, false)
	d.width(1024)
	d.staffSignIn(p, "admin", "beringin-teduh-sekali")
	seen := map[string]bool{}
	d.deskStates(p, seen)
	d.deskWalk(p, seen, "/desk/today", "/desk/returns", "/desk/members", "/desk/titles", "/desk/settings", "/desk/account/codes")
	p.run(t, "settings", "set", "record", "mirror")
	for _, path := range []string{"/desk", "/desk/members/1", "/desk/members/1/record", "/desk/members/1/holds", "/desk/members/new", "/desk/titles", "/desk/today/to-enter"} {
		d.open(p.URL + path)
		d.deskAxe("of a mirror", seen)
	}
	d.oneTimeCodes(p, seen)
	fresh, _ := serveNew(t)
	d.open(fresh.URL + "/desk")
	d.deskAxe("", seen)
	d.send("/desk/setup", "code", "0000-0000", "username", "Bu Siti!")
	d.deskAxe("refused", seen)

	var missing []string
	for _, path := range deskPages(t) {
		if !seen[path] {
			missing = append(missing, path)
		}
	}
	if len(missing) > 0 {
		t.Errorf("never looked at: %s\nlooked at: %s", missing, slices.Sorted(maps.Keys(seen)))
	}
}

// deskPages are the paths of the table of rights that show a page, with ":" for
// what is named in them.
func deskPages(t *testing.T) (list []string) {
	t.Helper()
	table, err := os.ReadFile("../../internal/web/desk/routes.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, found := range regexp.MustCompile(`\{get, "([^"]+)"`).FindAllSubmatch(table, -1) {
		path := regexp.MustCompile(`:[a-z_]+`).ReplaceAllString(string(found[1]), ":")
		if strings.HasSuffix(path, ".csv") || strings.HasSuffix(path, "/chat") || path == "/desk/box" {
			continue // a file; another host; leads on
		}
		list = append(list, path)
	}
	if len(list) < 50 {
		t.Fatalf("only %d pages are found in the table", len(list))
	}
	return list
}

// staffSignIn signs somebody in at the desk.
func (d *device) staffSignIn(p *process, username, password string) {
	d.t.Helper()
	d.open(p.URL + "/desk/sign-in")
	d.do(chromedp.SendKeys(chromedp.CSS(`input[name=username]`), username), chromedp.SendKeys(chromedp.CSS(`input[name=password]`), password))
	d.follow(`form[action="/desk/sign-in"] button`)
}

// deskWalk opens pages of the desk and all that they link to, one of each kind.
func (d *device) deskWalk(p *process, seen map[string]bool, paths ...string) {
	d.t.Helper()
	opened := map[string]bool{}
	for len(paths) > 0 {
		path, kind := paths[0], deskKind(paths[0])
		paths = paths[1:]
		if opened[kind] {
			continue
		}
		opened[kind] = true
		d.open(p.URL + path)
		if !seen[kind] {
			d.deskAxe("", seen)
			seen[kind] = true
		}
		paths = append(paths, js[[]string](d, `[...document.querySelectorAll("a[href]:not([download], [target])")]
			.filter(a => a.origin === location.origin && /^\/desk(\/|$)/.test(a.pathname) && !a.pathname.endsWith(".csv"))
			.map(a => a.pathname + a.search)`)...)
	}
}

var (
	deskQuery  = regexp.MustCompile(`\?.*$`)
	deskNumber = regexp.MustCompile(`/(\d+|[A-Z0-9-]{6,})(/|$)`)
	deskList   = regexp.MustCompile(`^/desk/today/[a-z0-9-]+(/letters)?$`)
	deskText   = regexp.MustCompile(`^(/desk/messages/texts)/[^/]+/[^/]+/[^/]+$`)
	deskNoList = []string{"/desk/today/calls", "/desk/today/to-enter"}
)

// deskKind is a path as the table of rights has it.
func deskKind(path string) string {
	path = deskQuery.ReplaceAllString(path, "")
	path = deskText.ReplaceAllString(path, "$1/:/:/:")
	path = deskNumber.ReplaceAllString(path, "/:$2")
	if slices.Contains(deskNoList, path) {
		return path
	}
	return deskList.ReplaceAllString(path, "/desk/today/:$1")
}

// deskAxe is axe on the page that is shown: all rules in the light, the colours once
// more in the dark, and its width on a telephone.
func (d *device) deskAxe(state string, seen map[string]bool) {
	d.t.Helper()
	seen[deskKind(d.path())] = true
	what := d.path() + " " + state
	d.t.Logf("axe: %s", what)
	d.prefers("light", "reduce")
	for _, found := range d.violations() {
		d.t.Errorf("%s: %s", what, found)
	}
	d.prefers("dark", "reduce")
	for _, found := range js[[]violation](d, strings.Replace(runAxe, `runOnly: [`, `runOnly: ["color-contrast"], unused: [`, 1)) {
		d.t.Errorf("%s in the dark: %s", what, found)
	}
	d.width(360)
	if over := js[int](d, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); over > 0 {
		d.t.Errorf("%s: %d px too wide for a telephone", what, over)
	}
	d.width(1024)
}
