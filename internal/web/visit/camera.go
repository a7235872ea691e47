package visit

import (
	"slices"
	"strings"

	"github.com/gin-gonic/gin"
)

// AllowCamera lets the page look through the camera for a barcode, and run the
// WebAssembly that reads it where the browser cannot.
func (v *Visit) AllowCamera() {
	allow(v.Context, "script-src", "'self'", "'wasm-unsafe-eval'")
	h := v.Writer.Header()
	h["Permissions-Policy"] = []string{strings.Replace(h.Get("Permissions-Policy"), "camera=()", "camera=(self)", 1)}
}

// allow adds sources to a directive of this answer's content policy.
func allow(c *gin.Context, directive string, sources ...string) {
	h := c.Writer.Header()
	var directives []string
	found := false
	for d := range strings.SplitSeq(h.Get("Content-Security-Policy"), ";") {
		words := strings.Fields(d)
		if len(words) > 0 && words[0] == directive {
			words, found = with(words, sources), true
		}
		directives = append(directives, strings.Join(words, " "))
	}
	if !found {
		directives = append(directives, strings.Join(with([]string{directive}, sources), " "))
	}
	// A new slice: the one in place is shared by all answers.
	h["Content-Security-Policy"] = []string{strings.Join(directives, "; ")}
}

func with(words, more []string) []string {
	for _, w := range more {
		if !slices.Contains(words, w) {
			words = append(words, w)
		}
	}
	return words
}
