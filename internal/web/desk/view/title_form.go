package view

import (
	"strconv"

	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/page"
)

// TitleForm is a title to be added or changed.
type TitleForm struct {
	page.Desk
	Heading, Action, Back string
	Title, Author, ISBN   Field
	Version               string // of the record that is changed; "" for a new one
	Other                 string // the path of the record that has it already; "" for none
	Barcode               string // of the copy that is to follow; "" for none
	Stale                 string // that the record was changed meanwhile; "" where it was not
}

// Template names the page's file.
func (*TitleForm) Template() string { return "desk/title_form" }

// NewTitleForm returns the form for a title as it was typed, with what is wrong.
func NewTitleForm(l *i18n.Language, d page.Desk, f library.TitleForm, done *library.Catalogued) *TitleForm {
	v := &TitleForm{Desk: d, Heading: l.Text("desk_catalogue.new_title"), Action: TitlesPath + "/new", Back: TitlesPath,
		Title:  Field{Name: "title", Label: l.Text("desk_catalogue.title"), Value: f.Title, Required: true},
		Author: Field{Name: "author", Label: l.Text("desk_catalogue.author"), Hint: l.Text("desk_catalogue.author_hint"), Value: f.Author},
		ISBN:   Field{Name: "isbn", Label: l.Text("desk_catalogue.isbn"), Hint: l.Text("desk_catalogue.isbn_hint"), Value: f.ISBN},
	}
	if done != nil {
		if done.Other != 0 {
			v.Other = TitlePath(done.Other)
		}
		catalogueWrong(l, done, &v.Title, &v.Author, &v.ISBN)
	}
	return v
}

// Of makes it the form of a title that is there already.
func (v *TitleForm) Of(l *i18n.Language, id, version int64) *TitleForm {
	v.Heading, v.Action, v.Back = l.Text("desk_catalogue.edit_title"), TitlePath(id)+"/edit", TitlePath(id)
	v.Version = strconv.FormatInt(version, 10)
	return v
}

// For carries the barcode of the copy that is to follow.
func (v *TitleForm) For(barcode string) {
	v.Barcode = barcode
	v.Back = WithBarcode(v.Back, barcode)
	if v.Other != "" {
		v.Other = toAdd(v.Other, barcode)
	}
}

// catalogueWrong says beside each field what is wrong with it.
func catalogueWrong(l *i18n.Language, done *library.Catalogued, fields ...*Field) {
	for _, f := range fields {
		if why := done.Wrong[f.Name]; why != "" {
			f.Error = l.Text("catalogue_wrong." + f.Name + "." + why)
		}
	}
}
