package library

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/library/titlekey"
	"simpanbudi/internal/store"
)

// TitleForm is what a clerk says of a title.
type TitleForm struct {
	Title, Author, ISBN string
}

// Catalogued is what a form of the catalogue came to.
type Catalogued struct {
	ID    int64             // of what was added or changed; 0 where something is wrong
	Wrong map[string]string // field to what is wrong: missing, long, form, taken, unknown or lent
	Other int64             // the record that has it already, where something is taken
}

// What a field of the catalogue takes, in characters.
const (
	longestTitle    = 500
	longestAuthor   = 300
	longestISBN     = 40
	longestCall     = 100
	longestItemNote = 1000
	longestBarText  = 60
)

// AddTitle adds a title that stands in no catalogue yet. An import finds it by the
// same key later. fault.Mirrored, fault.ClockWrong.
func (l *Library) AddTitle(ctx context.Context, c Clerk, f TitleForm) (*Catalogued, error) {
	done := &Catalogued{Wrong: f.clean()}
	err := l.atDesk(ctx, c, ownRecord, func(w *deskwork) (err error) {
		row := store.CatalogueTitle{Title: f.Title, Author: f.Author, ISBN: f.ISBN, MatchKey: titlekey.Of(f.Title, f.Author, f.ISBN)}
		if len(done.Wrong) > 0 {
			return nil
		}
		if err := done.taken(w.tx, &row); err != nil || done.Other != 0 {
			return err
		}
		if done.ID, err = store.InsertTitle(w.tx, &row); err != nil {
			return err
		}
		if err = store.IndexTitles(w.tx); err != nil {
			return err
		}
		return w.audit("title.added", "title", done.ID, nil)
	})
	return done, err
}

// EditTitle changes a title that is in the version shown; another one is
// fault.Conflict (WhyItemChanged). fault.NotFound, fault.Mirrored, fault.ClockWrong.
func (l *Library) EditTitle(ctx context.Context, c Clerk, id, version int64, f TitleForm) (*Catalogued, error) {
	done := &Catalogued{Wrong: f.clean()}
	err := l.atDesk(ctx, c, ownRecord, func(w *deskwork) error {
		old, err := readTitle(w.tx, id)
		if err != nil {
			return err
		}
		if old.Version != version {
			return conflict(WhyItemChanged)
		}
		row := old
		row.Title, row.Author, row.ISBN = f.Title, f.Author, f.ISBN
		if !strings.HasPrefix(old.MatchKey, "id:") { // the source's own id stays, whatever it is called
			row.MatchKey = titlekey.Of(f.Title, f.Author, f.ISBN)
		}
		if len(done.Wrong) > 0 {
			return nil
		}
		if err := done.taken(w.tx, &row); err != nil || done.Other != 0 {
			return err
		}
		done.ID = id
		if row == old {
			return nil
		}
		ok, err := store.UpdateTitle(w.tx, &row)
		if err == nil && !ok {
			err = conflict(WhyItemChanged)
		}
		if err != nil {
			return err
		}
		if err := store.IndexTitles(w.tx); err != nil {
			return err
		}
		return w.audit("title.changed", "title", id, map[string]any{"fields": changedFields(
			field{"title", old.Title, row.Title}, field{"author", old.Author, row.Author}, field{"isbn", old.ISBN, row.ISBN})})
	})
	return done, err
}

// taken finds out whether another title has the key.
func (d *Catalogued) taken(q store.Queryer, t *store.CatalogueTitle) error {
	other, err := store.TitleByKey(q, t.MatchKey)
	if err != nil || other == 0 || other == t.ID {
		return err
	}
	d.Other = other
	d.Wrong["title"] = "taken"
	if strings.HasPrefix(t.MatchKey, "isbn:") {
		delete(d.Wrong, "title")
		d.Wrong["isbn"] = "taken"
	}
	return nil
}

// clean takes needless spaces out and says what is wrong.
func (f *TitleForm) clean() map[string]string {
	wrong := map[string]string{}
	f.Title = cleanField(wrong, "title", f.Title, longestTitle)
	f.Author = cleanField(wrong, "author", f.Author, longestAuthor)
	f.ISBN = cleanField(wrong, "isbn", f.ISBN, longestISBN)
	if f.Title == "" {
		wrong["title"] = "missing"
	}
	if n := len(titlekey.ISBNDigits(f.ISBN)); f.ISBN != "" && wrong["isbn"] == "" &&
		(n != 8 && n != 10 && n != 13 || strings.Trim(f.ISBN, "0123456789xX- ") != "") {
		wrong["isbn"] = "form"
	}
	return wrong
}

// cleanField is one line of text as it is kept.
func cleanField(wrong map[string]string, name, text string, longest int) string {
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(text, ""))
	text = strings.Join(strings.Fields(text), " ")
	if utf8.RuneCountInString(text) > longest {
		wrong[name] = "long"
	}
	return text
}

// field is one of a record before and after.
type field struct{ name, before, after string }

func changedFields(all ...field) (names []string) {
	for _, f := range all {
		if f.before != f.after {
			names = append(names, f.name)
		}
	}
	return names
}

// readTitle returns a title; fault.NotFound where there is none.
func readTitle(q store.Queryer, id int64) (store.CatalogueTitle, error) {
	t, err := store.ReadTitle(q, id)
	if errors.Is(err, sql.ErrNoRows) {
		err = fault.New(fault.NotFound, "there is no such title").With("field", "title")
	}
	return t, err
}
