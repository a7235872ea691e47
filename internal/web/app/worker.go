package app

import (
	"crypto/sha256"
	_ "embed" // the worker's script
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"

	"simpanbudi/internal/web/assets"
	"simpanbudi/internal/web/visit"
)

//go:embed sw.js
var script []byte

// kept are the files of static/ that the page for no network needs. All others are
// immutable, so that the browser keeps them by itself.
var kept = []string{"css/site.css", "fonts/plus-jakarta-sans.woff2", "icon.svg", "js/house.js"}

// worker puts the names of the files, with their hashes, before the script. The
// version follows from both, so that a new one comes with every change and with
// nothing else.
func worker(files *assets.Set) ([]byte, error) {
	paths := make([]string, len(kept))
	for i, name := range kept {
		if paths[i] = files.Path(name); paths[i] == "" {
			return nil, fmt.Errorf("the worker keeps static/%s, which there is not", name)
		}
	}
	list, err := json.Marshal(paths)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(append(list, script...))
	head := fmt.Sprintf("const version = %q, files = %s;\n", hex.EncodeToString(sum[:6]), list)
	return append([]byte(head), script...), nil
}

// Worker answers GET /sw.js. It stands at the root, for a worker answers only for
// what lies below it; a browser asks for it anew each time, to find a new one.
func (p *Pages) Worker(v *visit.Visit) {
	h := v.Writer.Header()
	h.Set("Content-Type", "text/javascript; charset=utf-8")
	h.Set("Cache-Control", "no-cache")
	v.Writer.WriteHeader(http.StatusOK)
	_, _ = v.Writer.Write(p.worker) // whoever asked may be gone
}
