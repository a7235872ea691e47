package brand

import (
	"bytes"
	"log/slog"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestAnyAccentCanBeReadInBothThemes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		wanted := must("#" + rapid.StringMatching(`[0-9a-f]{6}`).Draw(t, "colour"))
		for name, theme := range map[string]theme{"light": light(), "dark": dark()} {
			if s := theme.shades(wanted); !theme.canBeRead(s) {
				t.Fatalf("%s: %v cannot be read", name, s)
			}
		}
	})
}

func TestAReadableAccentIsTakenAsItIs(t *testing.T) {
	for _, colour := range []string{"#ab3d1b", "#14654a", "#1f4d91"} {
		if got := light().shades(must(colour)).accent.String(); got != colour {
			t.Errorf("%s became %s", colour, got)
		}
	}
}

func TestContrastIsThatOfWCAG(t *testing.T) {
	for pair, want := range map[[2]string]float64{
		{"#000000", "#ffffff"}: 21, {"#777777", "#ffffff"}: 4.48, {"#ffffff", "#ffffff"}: 1, {"#ff0000", "#ffffff"}: 4.0,
	} {
		if got := contrast(must(pair[0]), must(pair[1])); got < want-0.01 || got > want+0.01 {
			t.Errorf("%v: %.3f, not %.2f", pair, got, want)
		}
	}
}

// The themes here are those of the style sheet.
func TestTheGroundsAreThoseOfTheTokens(t *testing.T) {
	css, err := os.ReadFile("../../../static/css/site/tokens.css")
	if err != nil {
		t.Fatal(err)
	}
	for i, theme := range []theme{light(), dark()} {
		for j, name := range []string{"paper", "card", "glaze"} {
			found := regexp.MustCompile(`--`+name+`: (#[0-9a-f]{6});`).FindAllSubmatch(css, -1)
			if len(found) != 2 || string(found[i][1]) != theme.grounds[j].String() {
				t.Errorf("--%s of theme %d is %s, here it is %s", name, i, found, theme.grounds[j])
			}
		}
	}
}

func TestAnAccentIsServedUnderItsOwnNameOnly(t *testing.T) {
	b := New(nil)
	path := b.Accent(map[string]string{"accent": "#2F6B3C"})
	w := httptest.NewRecorder()
	if !ServeAccent(w, path) || !strings.Contains(w.Body.String(), "--accent:#2f6b3c") || !strings.Contains(w.Body.String(), "dark") {
		t.Errorf("%s: %s", path, w.Body)
	}
	for _, other := range []string{"/static/accent.css", "/static/accent.2f6b3c-000000000000.css", "/static/accent.zzzzzz-1.css", "/static/x.css", path + "x"} {
		if ServeAccent(httptest.NewRecorder(), other) {
			t.Errorf("%s is served", other)
		}
	}
	if b.Accent(nil) != "" {
		t.Error("without a setting there is a sheet")
	}
}

func TestALogoIsWhatItsContentSays(t *testing.T) {
	svg := `<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`
	for name, c := range map[string]struct{ body, kind string }{
		"a PNG":               {"\x89PNG\r\n\x1a\n....", "image/png"},
		"a JPEG":              {"\xff\xd8\xff....", "image/jpeg"},
		"an SVG":              {svg, "image/svg+xml"},
		"a page":              {"<html><body>x", ""},
		"nothing":             {"", ""},
		"too much":            {svg + strings.Repeat(" ", LargestLogo), ""},
		"a page named as PNG": {"<!doctype html><script>", ""},
	} {
		t.Run(name, func(t *testing.T) {
			var log bytes.Buffer
			file := filepath.Join(t.TempDir(), "logo.png")
			if err := os.WriteFile(file, []byte(c.body), 0o600); err != nil {
				t.Fatal(err)
			}
			settings := map[string]string{"logo_file": file}
			b := New(slog.New(slog.NewTextHandler(&log, nil)))
			path := b.Logo(settings)
			w := httptest.NewRecorder()
			_, version, _ := strings.Cut(path, "=")
			served := b.ServeLogo(w, version, settings)
			if (path != "") != (c.kind != "") || served != (c.kind != "") || w.Header().Get("Content-Type") != c.kind {
				t.Errorf("path %q, served %v as %q", path, served, w.Header().Get("Content-Type"))
			}
			if served && (!strings.Contains(w.Header().Get("Content-Security-Policy"), "sandbox") || !strings.Contains(w.Header().Get("Cache-Control"), "immutable")) {
				t.Errorf("headers %v", w.Header())
			}
			if !served && strings.Count(log.String(), "logo_file") != 1 {
				t.Errorf("the log says %q", log.String())
			}
		})
	}
}

func TestALogoThatIsNotThereIsNone(t *testing.T) {
	b := New(slog.New(slog.DiscardHandler))
	if path := b.Logo(map[string]string{"logo_file": filepath.Join(t.TempDir(), "none.png")}); path != "" {
		t.Errorf("path %q", path)
	}
}
