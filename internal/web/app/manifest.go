package app

import (
	"encoding/json"
	"fmt"
	"net/http"

	"simpanbudi/internal/web/assets"
	"simpanbudi/internal/web/visit"
)

// manifest describes the site to whoever installs it (W3C Application Manifest).
type manifest struct {
	ID         string `json:"id"`
	Name       string `json:"name"`
	ShortName  string `json:"short_name"`
	Lang       string `json:"lang"`
	Dir        string `json:"dir"`
	Start      string `json:"start_url"`
	Scope      string `json:"scope"`
	Display    string `json:"display"`
	Background string `json:"background_color"`
	Theme      string `json:"theme_color"`
	Icons      []icon `json:"icons"`
}

type icon struct {
	Source  string `json:"src"`
	Sizes   string `json:"sizes"`
	Type    string `json:"type"`
	Purpose string `json:"purpose"`
}

// paper is the colour behind every page in the light theme, as in css/site.
const paper = "#f3f6fa"

func icons(files *assets.Set) ([]icon, error) {
	list := []icon{
		{"icon.svg", "any", "image/svg+xml", "any"},
		{"icons/mark-192.png", "192x192", "image/png", "any"},
		{"icons/mark-512.png", "512x512", "image/png", "any"},
		{"icons/mark-maskable-512.png", "512x512", "image/png", "maskable"},
	}
	for i := range list {
		name := list[i].Source
		if list[i].Source = files.Path(name); list[i].Source == "" {
			return nil, fmt.Errorf("the manifest names static/%s, which there is not", name)
		}
	}
	return list, nil
}

// Manifest answers GET /manifest.webmanifest, in the library's own name.
func (p *Pages) Manifest(v *visit.Visit) {
	site, err := v.Site()
	if err != nil {
		v.Fail(err)
		return
	}
	name := site.LibraryName
	if name == "" {
		name = v.Language().Text("site.product")
	}
	text, err := json.Marshal(manifest{
		ID: "/", Name: name, ShortName: v.Language().Text("site.product"), Lang: v.Language().Code, Dir: "ltr",
		Start: "/", Scope: "/", Display: "standalone", Background: paper, Theme: paper, Icons: p.icons,
	})
	if err != nil {
		v.Fail(err)
		return
	}
	h := v.Writer.Header()
	h.Set("Content-Type", "application/manifest+json")
	h.Set("Cache-Control", "no-cache")
	h.Set("Vary", "Accept-Language, Cookie")
	v.Writer.WriteHeader(http.StatusOK)
	_, _ = v.Writer.Write(text) // whoever asked may be gone
}
