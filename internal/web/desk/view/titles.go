package view

import (
	"net/url"
	"strconv"
	"strings"

	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/page"
)

// The paths of the catalogue.
const (
	TitlesPath = "/desk/titles"
	HoldsPath  = "/desk/holds"
)

// TitlePath is the path of a title at the desk.
func TitlePath(id int64) string { return TitlesPath + "/" + strconv.FormatInt(id, 10) }

// Titles is the catalogue and what is found in it.
type Titles struct {
	page.Desk
	Found TitlesFound
}

// Template names the page's file.
func (*Titles) Template() string { return "desk/titles" }

// TitlesFound is a search with what it found.
type TitlesFound struct {
	Text   string // as it was typed
	Read   string // that something near it was looked for; "" where not
	Copy   string // the path of the copy whose barcode was typed; "" where it was none
	Rows   []CatalogueRow
	Next   string // the path of the next page; "" where there is none
	Newest bool   // nothing was asked for: the newest titles
	Empty  string // said where nothing was found
}

// CatalogueRow is a title in a list.
type CatalogueRow struct {
	ID, Path      string
	Title, Author string
	Known         string // call number and ISBN
	Copies        string
	Tone          string // good where one can be had now
	Queue         string // "" where nobody waits
}

// NewTitlesFound puts what a search found in words; further pages are at path.
func NewTitlesFound(l *i18n.Language, path, text string, found *library.TitlesFound) TitlesFound {
	v := TitlesFound{Text: text, Newest: strings.TrimSpace(text) == ""}
	asked := text
	if found.Read != "" {
		v.Read, asked = l.Text("desk_catalogue.read_as", "text", text, "read", found.Read), found.Read
	}
	if found.Item != 0 {
		v.Copy = ItemPath(found.Item)
	}
	if found.Next != "" {
		v.Next = path + "?" + url.Values{"q": {asked}, "after": {found.Next}}.Encode()
	}
	for i := range found.Titles {
		v.Rows = append(v.Rows, newCatalogueRow(l, &found.Titles[i]))
	}
	if len(v.Rows) == 0 {
		v.Empty = l.Text("desk_catalogue.none_found")
		if v.Newest {
			v.Empty = l.Text("desk_catalogue.none_yet")
		}
	}
	return v
}

func newCatalogueRow(l *i18n.Language, t *library.TitleFound) CatalogueRow {
	r := CatalogueRow{ID: strconv.FormatInt(t.ID, 10), Path: TitlePath(t.ID), Title: t.Title, Author: t.Author,
		Known: joined(" · ", t.CallNumber, t.ISBN), Copies: l.Text("desk_catalogue.no_copies")}
	if t.Copies > 0 {
		r.Copies = l.Count("desk_catalogue.free_of", t.Copies, "free", l.Number(int64(t.Free)))
	}
	if t.Free > 0 {
		r.Tone = "good"
	}
	if t.Queue > 0 {
		r.Queue = l.Count("desk_catalogue.waiting", t.Queue)
	}
	return r
}

// joined joins what is not empty.
func joined(by string, parts ...string) string {
	var kept []string
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, by)
}
