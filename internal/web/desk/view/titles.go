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

// CataloguePath is where a code that nothing here has is catalogued: an ISBN is
// looked for, a barcode is carried on to the copy that gets it. What may be the
// number of a person stays out of the address.
func CataloguePath(code string) string {
	switch code = strings.TrimSpace(code); {
	case MaskID(code) != code || len(code) > longestCarried:
		return TitlesPath
	case IsISBN(code):
		return TitlesPath + "?" + url.Values{"q": {code}}.Encode()
	}
	return WithBarcode(TitlesPath, code)
}

// longestCarried is longer than any barcode.
const longestCarried = 60

// IsISBN reports whether a code is what the publisher has printed on a book: an
// EAN of the book trade.
func IsISBN(code string) bool {
	return len(code) == 13 && (strings.HasPrefix(code, "978") || strings.HasPrefix(code, "979")) && strings.Trim(code, "0123456789") == ""
}

// WithBarcode is a path of the catalogue that carries the barcode of a copy that
// is to be added; the path itself where there is none.
func WithBarcode(path, barcode string) string {
	if barcode == "" {
		return path
	}
	mark := "?"
	if strings.Contains(path, "?") {
		mark = "&"
	}
	return path + mark + url.Values{"barcode": {barcode}}.Encode()
}

// TitleForCopy is where a copy with a barcode is added to a title; the title alone
// where there is none.
func TitleForCopy(id int64, barcode string) string { return toAdd(TitlePath(id), barcode) }

func toAdd(path, barcode string) string {
	if barcode == "" {
		return path
	}
	return WithBarcode(path, barcode) + "#part-add"
}

// Titles is the catalogue and what is found in it.
type Titles struct {
	page.Desk
	Found   TitlesFound
	Barcode string // of a copy that is to be added to one of them; "" for none
	New     string // the path of the form for a new title
}

// NewTitles shows the catalogue; a barcode is carried on to wherever it leads.
func NewTitles(l *i18n.Language, d page.Desk, text, barcode string, found *library.TitlesFound) *Titles {
	if d.Mirror { // nothing is added here
		barcode = ""
	}
	v := &Titles{Desk: d, Found: NewTitlesFound(l, TitlesPath, text, found), Barcode: barcode, New: TitlesPath + "/new"}
	if len(v.Found.Rows) == 0 && v.Found.Text != "" {
		v.New += "?" + url.Values{"q": {v.Found.Text}}.Encode()
	}
	v.New = WithBarcode(v.New, barcode)
	if barcode == "" {
		return v
	}
	for i := range v.Found.Rows {
		v.Found.Rows[i].Path = toAdd(v.Found.Rows[i].Path, barcode)
	}
	if v.Found.Next != "" {
		v.Found.Next = WithBarcode(v.Found.Next, barcode)
	}
	return v
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
