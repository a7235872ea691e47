package brand

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"time"
)

// LargestLogo bounds the file: everybody loads it with the first page.
const LargestLogo = 200 << 10

// lookAgain is how long a logo is believed to be what it was.
const lookAgain = 5 * time.Second

// LogoPath is where the logo is served; its query names the version.
const LogoPath = "/logo"

type logo struct {
	file   string
	looked time.Time
	kind   string // "" where it cannot be shown
	body   []byte
	hash   string
}

// Logo returns the path of the library's logo, "" where it has none that can be shown.
func (b *Brand) Logo(settings map[string]string) string {
	l := b.logoOf(settings["logo_file"])
	if l == nil || l.kind == "" {
		return ""
	}
	return LogoPath + "?v=" + l.hash
}

// ServeLogo answers with the logo and reports whether there is one. A logo drawn
// in SVG may carry anything, so it is given no rights at all.
func (b *Brand) ServeLogo(w http.ResponseWriter, version string, settings map[string]string) bool {
	l := b.logoOf(settings["logo_file"])
	if l == nil || l.kind == "" {
		return false
	}
	h := w.Header()
	h.Set("Content-Type", l.kind)
	h.Set("Content-Length", strconv.Itoa(len(l.body)))
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")
	h.Set("Cache-Control", "public, max-age=300")
	if version == l.hash {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	_, _ = w.Write(l.body) // the reader may be gone
	return true
}

func (b *Brand) logoOf(file string) *logo {
	if file == "" {
		return nil
	}
	known := b.logo.Load()
	if known != nil && known.file == file && time.Since(known.looked) < lookAgain {
		return known
	}
	fresh := &logo{file: file, looked: time.Now()}
	if err := fresh.read(); err != nil {
		fresh.kind = ""
		if b.log != nil && (known == nil || known.file != file || known.kind != "") {
			b.log.Warn("the logo cannot be shown; see the setting logo_file", "error", err)
		}
	}
	b.logo.Store(fresh)
	return fresh
}

func (l *logo) read() error {
	f, err := os.Open(l.file)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }() // it was only read
	if l.body, err = io.ReadAll(io.LimitReader(f, LargestLogo+1)); err != nil {
		return err
	}
	if len(l.body) > LargestLogo {
		return fmt.Errorf("it is larger than %d kB", LargestLogo>>10)
	}
	if l.kind = kindOf(l.body); l.kind == "" {
		return fmt.Errorf("it is neither PNG nor JPEG nor SVG")
	}
	sum := sha256.Sum256(l.body)
	l.hash = hex.EncodeToString(sum[:6])
	return nil
}

// kindOf looks at the content: a name says nothing.
func kindOf(body []byte) string {
	switch kind := http.DetectContentType(body); {
	case kind == "image/png", kind == "image/jpeg":
		return kind
	case bytes.Contains(body, []byte("<svg")) && bytes.Contains(body, []byte("http://www.w3.org/2000/svg")):
		return "image/svg+xml"
	}
	return ""
}
