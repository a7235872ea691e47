package static

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"
)

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := fs.ReadFile(Files, name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

var colour = regexp.MustCompile(`(--[a-z-]+): (#[0-9a-f]{6});`)

// colours returns the tokens of a block that begins after a line.
func colours(t *testing.T, css, after string) map[string]string {
	t.Helper()
	_, block, found := strings.Cut(css, after)
	block, _, _ = strings.Cut(block, "}")
	if !found {
		t.Fatalf("there is no %q", after)
	}
	list := map[string]string{}
	for _, c := range colour.FindAllStringSubmatch(block, -1) {
		list[c[1]] = c[2]
	}
	return list
}

// The components page shows both themes at once, so it repeats their colours.
func TestTheSpecimensHaveTheColoursOfTheThemes(t *testing.T) {
	tokens, specimens := read(t, "css/site/tokens.css"), read(t, "css/components.css")
	light := colours(t, tokens, ":root {")
	dark := colours(t, tokens, "(prefers-color-scheme: dark) {")
	for name := range light {
		if dark[name] == "" {
			t.Errorf("%s has no colour in the dark", name)
		}
	}
	for class, want := range map[string]map[string]string{".light {": light, ".dark {": dark} {
		got := colours(t, specimens, class)
		for name, value := range want {
			if got[name] != value {
				t.Errorf("%s %s is %q, in the theme %q", class, name, got[name], value)
			}
		}
	}
}

func TestStyleSheetsAskNobodyElse(t *testing.T) {
	err := fs.WalkDir(Files, "css", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if text := read(t, name); strings.Contains(text, "//") || strings.Contains(text, "@import") || strings.Contains(text, "data:") {
			t.Errorf("%s leads elsewhere, or holds what the content policy forbids", name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
