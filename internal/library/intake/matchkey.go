package intake

import (
	"strings"

	"simpanbudi/internal/library/titlekey"
	"simpanbudi/internal/store"
)

// titleKey is how an import finds a title again: its id in the source, else its
// ISBN, else title and author. cur is the title the copy has now, nil for a new
// copy; it answers for columns the source does not have, where the row calls it
// by the same name.
func titleKey(row *Item, cur *store.IntakeTitle) string {
	if row.TitleID.Value != "" {
		return "id:" + row.TitleID.Value
	}
	author, isbn := row.Author.Value, row.ISBN.Value
	if cur != nil && sameTitle(row, cur) {
		author, isbn = row.Author.or(cur.Author), row.ISBN.or(cur.ISBN)
		if !row.TitleID.Given && strings.HasPrefix(cur.MatchKey, "id:") {
			return cur.MatchKey
		}
	}
	return titlekey.Of(row.Title, author, isbn)
}

// keyStrength orders keys by how surely they tell titles apart. A title takes a
// stronger key as its own, never a weaker one: other copies still have that.
func keyStrength(key string) int {
	switch {
	case strings.HasPrefix(key, "id:"):
		return 2
	case strings.HasPrefix(key, "isbn:"):
		return 1
	}
	return 0
}

// sameTitle reports whether a row says what a title is called already.
func sameTitle(row *Item, t *store.IntakeTitle) bool {
	return titlekey.Words(row.Title) == titlekey.Words(t.Title) && titlekey.Words(row.Author.or(t.Author)) == titlekey.Words(t.Author)
}
