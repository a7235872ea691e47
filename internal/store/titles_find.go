package store

import "database/sql"

// Each way of finding titles gives them newest first, from the one before the id
// given: a page is found by its key and costs the same wherever it is. What is
// found by one way is left out of the next, so that no title comes twice.
const (
	titlesByWordsSQL = `select f.rowid from titles_fts f join titles t on t.id = f.rowid
where titles_fts match ?5 and f.rowid < ?1 and t.title <> ?2 collate nocase
  and not exists (select 1 from items c where c.title_id = t.id and c.call_number = ?2 collate nocase and c.call_number <> '')
  and t.id not in (select value from json_each(?3))
order by f.rowid desc limit ?4`
	titlesByTitleSQL = `select t.id from titles t where t.title = ?2 collate nocase and t.id < ?1
  and not exists (select 1 from items c where c.title_id = t.id and c.call_number = ?2 collate nocase and c.call_number <> '')
  and t.id not in (select value from json_each(?3))
order by t.id desc limit ?4`
	titlesByCallNumberSQL = `select distinct c.title_id from items c
where c.call_number = ?2 collate nocase and c.call_number <> '' and c.title_id < ?1
  and c.title_id not in (select value from json_each(?3))
order by c.title_id desc limit ?4`
	newestTitlesSQL = `select t.id from titles t where t.id < ? order by t.id desc limit ?`
)

// TitleQuery says which titles are asked for.
type TitleQuery struct {
	Match  string // of the full-text index; for FindByWords only
	Before int64  // only titles with lower ids
	Text   string // as it was typed, for a title or a call number that is just this
	Except string // a JSON array of ids that are left out
	Limit  int
}

// FindByWords returns titles whose words match, without those that the other
// ways find for the same text.
func FindByWords(q Queryer, t TitleQuery) ([]int64, error) { return findTitles(q, titlesByWordsSQL, t) }

// FindByTitle returns titles that are called just like the text.
func FindByTitle(q Queryer, t TitleQuery) ([]int64, error) { return findTitles(q, titlesByTitleSQL, t) }

// FindByCallNumber returns titles of which a copy stands under the text.
func FindByCallNumber(q Queryer, t TitleQuery) ([]int64, error) {
	return findTitles(q, titlesByCallNumberSQL, t)
}

// NewestTitles returns titles with lower ids, the newest first.
func NewestTitles(q Queryer, before int64, limit int) ([]int64, error) {
	return ids(q, newestTitlesSQL, before, limit)
}

func findTitles(q Queryer, query string, t TitleQuery) ([]int64, error) {
	return ids(q, query, t.Before, t.Text, t.Except, t.Limit, t.Match)
}

func ids(q Queryer, query string, args ...any) ([]int64, error) {
	var list []int64
	err := eachRow(q, func(scan func(...any) error) error {
		var id int64
		err := scan(&id)
		list = append(list, id)
		return err
	}, query, args...)
	return list, err
}

const titleOfBarcodeSQL = `select i.id, i.title_id from items i where i.barcode = ?`

// TitleOfBarcode returns a copy and its title; [sql.ErrNoRows] where there is none.
func TitleOfBarcode(q Queryer, barcode string) (item, title int64, err error) {
	err = q.QueryRow(titleOfBarcodeSQL, barcode).Scan(&item, &title)
	return item, title, err
}

const titlesByISBNSQL = `select t.id from titles t
where replace(replace(upper(t.isbn), '-', ''), ' ', '') in (select value from json_each(?)) and t.isbn <> ''
order by t.id desc limit ?`

// TitlesByISBN returns titles with one of these ISBN, which are given without
// dashes and spaces.
func TitlesByISBN(q Queryer, isbn []string, limit int) ([]int64, error) {
	return ids(q, titlesByISBNSQL, TextList(isbn), limit)
}

const wordIsKnownSQL = `select exists (select 1 from titles_words w where w.term >= ?1 and w.term <= ?1 || char(1114111))`

// WordIsKnown reports whether a word, or one that begins so, stands in some title
// or author.
func WordIsKnown(q Queryer, word string) (known bool, err error) {
	err = q.QueryRow(wordIsKnownSQL, word).Scan(&known)
	return known, err
}

const knownWordsSQL = `select j.value from json_each(?) j where exists (select 1 from titles_words w where w.term = j.value) limit ?`

// KnownWords returns those of the words that stand in some title or author.
func KnownWords(q Queryer, words []string, limit int) ([]string, error) {
	var list []string
	err := eachRow(q, func(scan func(...any) error) error {
		var s sql.NullString
		err := scan(&s)
		list = append(list, s.String)
		return err
	}, knownWordsSQL, TextList(words), limit)
	return list, err
}
