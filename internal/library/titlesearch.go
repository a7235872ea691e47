package library

import (
	"context"
	"database/sql"
	"errors"
	"math"
	"strconv"
	"strings"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/library/titlekey"
	"simpanbudi/internal/store"
)

// TitleFound is a title in a list, with its copies and who waits.
type TitleFound = store.TitleShown

// TitlesFound is a page of titles.
type TitlesFound struct {
	Titles []TitleFound
	Next   string // asks for the page after it; "" where there is none
	Item   int64  // the copy whose barcode the text is; 0 where it is none
	// Where nothing was found for the text, something near it was looked for: Read is
	// that, to be shown and to be asked with for further pages; "" where the text was
	// taken as it is.
	Read string
}

const (
	// TitlesAtOnce is how many titles one search gives at most.
	TitlesAtOnce = 50
	// longestSearch is how much of a text is looked at, in bytes.
	longestSearch = 200
	// exactAtMost bounds what is found by a number that titles should not share.
	exactAtMost = 10
)

// The ways titles are found, in their order; a page's key begins with the way.
const (
	byCallNumber = "c"
	byTitle      = "t"
	byWords      = "w"
)

// SearchTitles finds titles by the beginnings of their words and authors' names in
// any order, whatever the accents and the spelling of the time; by ISBN, barcode and
// call number; "" finds all, the newest first. after is the Next of the page before,
// "" for the first; limit is at most [TitlesAtOnce].
func (l *Library) SearchTitles(ctx context.Context, text, after string, limit int) (*TitlesFound, error) {
	s := &titleSearch{text: cutSearch(text), limit: min(max(limit, 1), TitlesAtOnce), found: &TitlesFound{}}
	s.words = wordsOf(s.text)
	if err := l.indexTitles(ctx); err != nil {
		return nil, err
	}
	err := l.db.Read(ctx, func(q store.Queryer) error {
		s.q = q
		if err := s.run(after); err != nil {
			return err
		}
		return s.show(l.moment().Unix())
	})
	if err != nil {
		return nil, err
	}
	return s.found, nil
}

// indexTitles sees to it that a search knows every title. What writes titles does it
// itself; only one that was put there by other hands waits for this.
func (l *Library) indexTitles(ctx context.Context) error {
	for {
		waiting := false
		err := l.db.Read(ctx, func(q store.Queryer) (err error) {
			waiting, err = store.TitlesWaitForIndex(q)
			return err
		})
		if err != nil || !waiting {
			return err
		}
		err = l.db.Write(ctx, store.IndexTitles)
		if fault.CodeOf(err) == fault.ReadOnly {
			return nil // then the search does without them
		}
		if err != nil {
			return err
		}
	}
}

func cutSearch(text string) string {
	text = strings.ToValidUTF8(strings.TrimSpace(text), "")
	if len(text) > longestSearch {
		text = strings.ToValidUTF8(text[:longestSearch], "")
	}
	return strings.TrimSpace(strings.ReplaceAll(text, "\x00", ""))
}

// titleSearch is one search on its way.
type titleSearch struct {
	q     store.Queryer
	text  string
	words []string
	limit int
	exact []int64 // found by barcode or ISBN
	ids   []int64 // of the page, one more than limit where there are more
	ways  []string
	found *TitlesFound
}

func (s *titleSearch) run(after string) error {
	way, before := cutAfter(after)
	if s.text == "" {
		return s.collect(byWords, before, func(t store.TitleQuery) ([]int64, error) { return store.NewestTitles(s.q, t.Before, t.Limit) })
	}
	if err := s.findExact(); err != nil {
		return err
	}
	if way == "" {
		for _, id := range s.exact {
			s.add("", id)
		}
	}
	if err := s.findAlike(way, before); err != nil || way != "" || len(s.ids) > 0 {
		return err
	}
	return s.forgive()
}

// findExact asks for the numbers that are one title's.
func (s *titleSearch) findExact() error {
	for _, code := range []string{s.text, strings.ToUpper(s.text)} {
		item, title, err := store.TitleOfBarcode(s.q, code)
		if err == nil {
			s.found.Item, s.exact = item, []int64{title}
			break
		}
		if !errors.Is(err, sql.ErrNoRows) {
			return err
		}
	}
	isbn := titlekey.Forms(s.text)
	if len(isbn) == 0 {
		return nil
	}
	ids, err := store.TitlesByISBN(s.q, isbn, exactAtMost)
	for _, id := range ids {
		if len(s.exact) == 0 || s.exact[0] != id {
			s.exact = append(s.exact, id)
		}
	}
	return err
}

// findAlike goes on from a page's key through the ways that remain.
func (s *titleSearch) findAlike(from string, before int64) error {
	ways := []struct {
		name string
		find func(store.Queryer, store.TitleQuery) ([]int64, error)
	}{{byCallNumber, store.FindByCallNumber}, {byTitle, store.FindByTitle}, {byWords, store.FindByWords}}
	skip := from != ""
	for _, w := range ways {
		if skip && w.name != from {
			continue
		}
		if w.name == byWords && len(s.words) == 0 {
			continue // nothing but signs
		}
		err := s.collect(w.name, before, func(t store.TitleQuery) ([]int64, error) { return w.find(s.q, t) })
		if err != nil || len(s.ids) > s.limit {
			return err
		}
		skip, before = false, math.MaxInt64
	}
	return nil
}

// collect adds what one way finds.
func (s *titleSearch) collect(way string, before int64, find func(store.TitleQuery) ([]int64, error)) error {
	want := s.limit + 1 - len(s.ids)
	if want <= 0 {
		return nil
	}
	ids, err := find(store.TitleQuery{Match: matchAll(s.words), Before: before, Text: s.text, Except: store.IDList(s.exact), Limit: want})
	for _, id := range ids {
		s.add(way, id)
	}
	return err
}

func (s *titleSearch) add(way string, id int64) {
	s.ids, s.ways = append(s.ids, id), append(s.ways, way)
}

// show reads what is told of the titles and says how to go on. What is found by a
// number is never more than a page, so a key always names a way.
func (s *titleSearch) show(now int64) error {
	if len(s.ids) > s.limit {
		s.ids = s.ids[:s.limit]
		last := s.limit - 1
		s.found.Next = nextKey(s.ways[last], s.ids[last])
	}
	shown, err := store.TitlesShown(s.q, s.ids, now)
	for _, id := range s.ids {
		if t, ok := shown[id]; ok {
			s.found.Titles = append(s.found.Titles, t)
		}
	}
	return err
}

func nextKey(way string, id int64) string {
	if way == "" {
		way, id = byCallNumber, math.MaxInt64
	}
	return way + strconv.FormatInt(id, 10)
}

// cutAfter reads a page's key. One that is not ours begins anew.
func cutAfter(after string) (way string, before int64) {
	for _, w := range []string{byCallNumber, byTitle, byWords} {
		if number, ok := strings.CutPrefix(after, w); ok {
			if id, err := strconv.ParseInt(number, 10, 64); err == nil && id > 0 {
				return w, id
			}
		}
	}
	return "", math.MaxInt64
}
