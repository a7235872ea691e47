package brand

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"strings"

	"simpanbudi/internal/web/assets"
)

// readable is the least contrast of text that WCAG 2.2 AA asks for.
const readable = 4.5

// theme is what an accent has to stand out from: the colours of
// static/css/site/tokens.css.
type theme struct {
	grounds []rgb // paper, card and glaze
	card    rgb
	away    rgb // what the accent is drawn to until it can be read
	on      rgb // text on the accent
	tint    float64
}

func light() theme {
	return theme{[]rgb{must("#f3f6fa"), must("#ffffff"), must("#e8eff8")}, must("#ffffff"), must("#000000"), must("#ffffff"), 0.08}
}

func dark() theme {
	return theme{[]rgb{must("#0d1625"), must("#152236"), must("#1c2e4b")}, must("#152236"), must("#ffffff"), must("#0a1120"), 0.14}
}

// shades is an accent as a theme can use it.
type shades struct{ accent, deep, tint, on rgb }

// shades draws a colour towards black or white until text in it can be read on
// every ground, and text on it too.
func (t theme) shades(wanted rgb) shades {
	s := shades{on: t.on}
	for step := range 101 {
		s.accent = wanted.mix(t.away, float64(step)/100)
		s.deep = s.accent.mix(t.away, 0.2)
		s.tint = t.card.mix(s.accent, t.tint)
		if t.canBeRead(s) {
			break
		}
	}
	return s
}

func (t theme) canBeRead(s shades) bool {
	for _, ground := range t.grounds {
		if contrast(s.accent, ground) < readable {
			return false
		}
	}
	return contrast(s.accent, s.on) >= readable && contrast(s.deep, s.on) >= readable && contrast(s.deep, s.tint) >= readable
}

func (s shades) css(brick rgb) string {
	return fmt.Sprintf(":root{--accent:%s;--accent-deep:%s;--accent-tint:%s;--on-accent:%s;--brick:%s}", s.accent, s.deep, s.tint, s.on, brick)
}

// Stylesheet returns the sheet that puts a colour such as #ab3d1b in the place of
// our own, made readable in both themes.
func Stylesheet(colour string) (string, error) {
	wanted, err := parseColour(colour)
	if err != nil {
		return "", err
	}
	return light().shades(wanted).css(wanted) +
		"\n@media (prefers-color-scheme: dark){" + dark().shades(wanted).css(wanted) + "}\n", nil
}

const accentPrefix = assets.Prefix + "accent."

// accentPath carries the colour, so that any server can make the sheet again,
// and a hash of the sheet, so that it may be kept for ever.
func accentPath(colour string) (string, error) {
	sheet, err := Stylesheet(colour)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256([]byte(sheet))
	return accentPrefix + strings.ToLower(colour[1:]) + "-" + hex.EncodeToString(sum[:6]) + ".css", nil
}

// ServeAccent answers a request for an accent's sheet and reports whether the
// path names one.
func ServeAccent(w http.ResponseWriter, path string) bool {
	rest, ok := strings.CutPrefix(path, accentPrefix)
	if !ok || len(rest) < 6 {
		return false
	}
	colour := "#" + rest[:6]
	if right, err := accentPath(colour); err != nil || right != path {
		return false
	}
	sheet, err := Stylesheet(colour)
	if err != nil {
		return false
	}
	w.Header().Set("Content-Type", "text/css; charset=utf-8")
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	_, _ = w.Write([]byte(sheet)) // the reader may be gone
	return true
}
