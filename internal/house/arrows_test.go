// Package house holds tests of the house itself: which room may know which.
package house

import (
	"os/exec"
	"strings"
	"testing"
)

const module = "simpanbudi/"

// mayImport says for each room which rooms of ours it may know; design.md draws
// the same arrows. A room is matched by the longest prefix listed here, and may
// always import its own sub-rooms.
var mayImport = map[string][]string{
	"internal/circulation": {},
	"internal/fault":       {},
	"internal/config":      {"internal/schedule/spec"},
	"internal/store":       {"internal/circulation", "internal/fault"},
	"internal/identity":    {"internal/store", "internal/circulation", "internal/fault"},
	"internal/phone":       {},
	"internal/library":     {"internal/store", "internal/circulation", "internal/fault", "internal/config", "internal/identity", "internal/phone", "data"},
	// By what a title is known, by hand or by import.
	"internal/library/titlekey": {},
	"internal/library/intake":   {"internal/library/titlekey", "internal/store", "internal/circulation", "internal/fault", "internal/identity"},
	"internal/bridge":           {"internal/library/intake", "internal/circulation", "internal/fault"},
	"internal/qr":               {},
	"internal/calendar":         {},
	"internal/i18n":             {"data", "internal/circulation", "internal/fault"},
	"internal/wording":          {"internal/i18n", "internal/circulation"},
	"internal/web": {"internal/library", "internal/identity", "internal/circulation", "internal/fault",
		"internal/config", "internal/i18n", "internal/wording", "internal/qr", "internal/calendar", "internal/reminder", "internal/schedule",
		"templates", "static"},
	// No door imports another; what they share is in page, visit and form.
	"internal/web/kiosk": {"internal/library", "internal/identity", "internal/circulation", "internal/fault",
		"internal/web/page", "internal/web/visit", "internal/web/form"},
	// The desk's rooms know each other no more than doors do: what they share is in
	// view and in the library.
	"internal/web/desk": {"internal/library", "internal/identity", "internal/circulation", "internal/fault", "internal/i18n",
		"internal/wording", "internal/config", "internal/qr", "internal/phone", "internal/reminder", "internal/schedule", "internal/web/page", "internal/web/visit", "internal/web/form"},
	"internal/web/page/pagetest": {},
	"internal/demo": {"internal/library", "internal/library/intake", "internal/store", "internal/identity",
		"internal/circulation", "internal/fault", "data"},
	"internal/schedule/spec": {},
	"internal/schedule":      {"internal/store", "internal/circulation", "internal/fault"},
	"internal/reminder": {"internal/library", "internal/store", "internal/identity", "internal/circulation", "internal/fault",
		"internal/config", "internal/i18n", "internal/wording", "internal/phone", "internal/schedule", "internal/schedule/spec", "data"},
	"internal/backup": {"internal/store", "internal/fault"},
	"internal/server": {"internal/fault"},
	"templates":       {},
	"static":          {},
	"data":            {},
}

// free rooms only wire others together (commands), measure them or test them.
var free = []string{"cmd/", "internal/librarytest", "internal/web/desk/desktest", "internal/reminder/smtptest", "internal/house", "internal/bench"}

func TestArrowsPointDownOnly(t *testing.T) {
	imports := productImports(t)
	for pkg, imported := range imports {
		if hasAnyPrefix(pkg, free) {
			continue
		}
		room, known := roomOf(pkg)
		if !known {
			t.Errorf("%s is a new room: say here what it may import", pkg)
			continue
		}
		for _, other := range imported {
			if within(other, room) || allowed(other, mayImport[room]) {
				continue
			}
			t.Errorf("%s may not import %s", pkg, other)
		}
	}
}

func TestTheHeartImportsTheStandardLibraryOnly(t *testing.T) {
	out, err := exec.Command("go", "list", "-f", `{{join .Deps "\n"}}`, module+"internal/circulation").Output()
	if err != nil {
		t.Fatal(err)
	}
	for dep := range strings.Lines(string(out)) {
		if dep = strings.TrimSpace(dep); strings.Contains(strings.Split(dep, "/")[0], ".") || strings.HasPrefix(dep, module) {
			t.Errorf("circulation depends on %s", dep)
		}
	}
}

// productImports lists our packages with those of ours they import, tests left out.
func productImports(t *testing.T) map[string][]string {
	t.Helper()
	cmd := exec.Command("go", "list", "-f", `{{.ImportPath}} {{join .Imports " "}}`, "./...")
	cmd.Dir = "../.."
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	list := map[string][]string{}
	for line := range strings.Lines(string(out)) {
		words := strings.Fields(line)
		var ours []string
		for _, w := range words[1:] {
			if rest, ok := strings.CutPrefix(w, module); ok {
				ours = append(ours, rest)
			}
		}
		list[strings.TrimPrefix(words[0], module)] = ours
	}
	if len(list) < 10 {
		t.Fatalf("go list found only %d packages", len(list))
	}
	return list
}

func roomOf(pkg string) (string, bool) {
	best := ""
	for room := range mayImport {
		if within(pkg, room) && len(room) > len(best) {
			best = room
		}
	}
	return best, best != ""
}

func allowed(pkg string, rooms []string) bool {
	for _, r := range rooms {
		if pkg == r || (r == "internal/circulation" && within(pkg, r)) {
			return true
		}
	}
	return false
}

func within(pkg, room string) bool { return pkg == room || strings.HasPrefix(pkg, room+"/") }

func hasAnyPrefix(s string, prefixes []string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}
