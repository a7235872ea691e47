package library_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"simpanbudi/internal/library"
	"simpanbudi/internal/librarytest"
)

// shelve puts books in the catalogue: title, author, ISBN and call number of one copy each.
func shelve(h *librarytest.House, books ...[4]string) {
	for i, b := range books {
		h.Exec(`insert into titles (title, author, isbn, match_key) values (?, ?, ?, ?)`, b[0], b[1], b[2], fmt.Sprint("k", i))
		h.Exec(`insert into items (title_id, branch_id, barcode, call_number, item_type) select max(id), 1, 'KUD-' || max(id), ?, 'book' from titles`, b[3])
	}
}

func titlesFor(t *testing.T, h *librarytest.House, text string) *library.TitlesFound {
	t.Helper()
	found, err := h.Library.SearchTitles(t.Context(), text, "", 20)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func named(f *library.TitlesFound) (list []string) {
	for _, t := range f.Titles {
		list = append(list, t.Title)
	}
	return list
}

func TestTitlesAreFoundHoweverTheyAreAskedFor(t *testing.T) {
	h := monday(t)
	shelve(h,
		[4]string{"Laskar Pelangi", "Andrea Hirata", "978-979-3062-79-2", "899.221 3 HIR l"},
		[4]string{"Bumi Manusia", "Pramoedya Ananta Toer", "9799731232", "899.221 3 TOE b"},
		[4]string{"Di Bawah Bendera Revolusi", "Ir. Soekarno", "", "959.8 SOE d"},
		[4]string{"Si Djamin dan Si Djohan", "Merari Siregar", "", ""},
		[4]string{"Café Étoile", "Amélie", "", ""},
		[4]string{"Ensiklopedia bumi manusia", "Tim", "", "030"},
	)
	for text, want := range map[string][]string{
		"laskar":            {"Laskar Pelangi"},
		"pel lask":          {"Laskar Pelangi"},
		"HIRATA laskar":     {"Laskar Pelangi"},
		"9789793062792":     {"Laskar Pelangi"},
		"9793062797":        {"Laskar Pelangi"}, // the same in ten digits
		"978-979-97312-3-4": {"Bumi Manusia"},
		"979-97312-3-2":     {"Bumi Manusia"},
		"kud-1":             {"Laskar Pelangi"},
		"899.221 3 hir L":   {"Laskar Pelangi"},
		"bumi manusia":      {"Bumi Manusia", "Ensiklopedia bumi manusia"}, // called just so comes first
		"Pramudya":          {"Bumi Manusia"},
		"Sukarno revolusi":  {"Di Bawah Bendera Revolusi"},
		"jamin johan":       {"Si Djamin dan Si Djohan"},
		"cafe etoile":       {"Café Étoile"},
		"CAFÉ":              {"Café Étoile"},
		`"laskar" AND (*`:   {"Laskar Pelangi"},
		"%":                 nil,
		"":                  {"Ensiklopedia bumi manusia", "Café Étoile", "Si Djamin dan Si Djohan", "Di Bawah Bendera Revolusi", "Bumi Manusia", "Laskar Pelangi"},
	} {
		found := titlesFor(t, h, text)
		if got := named(found); !slices.Equal(got, want) {
			t.Errorf("%q: %q, not %q", text, got, want)
		}
		if found.Read != "" {
			t.Errorf("%q was read as %q", text, found.Read)
		}
	}
	if found := titlesFor(t, h, "KUD-3"); found.Item != h.Int(`select id from items where barcode = 'KUD-3'`) {
		t.Error("a barcode does not name its copy")
	}
}

func TestASearchThatFindsNothingForgives(t *testing.T) {
	h := monday(t)
	shelve(h, [4]string{"Laskar Pelangi", "Andrea Hirata", "", ""}, [4]string{"Perpustakaan Digital", "Tim", "", ""})
	for text, read := range map[string]string{
		"laskar pelagni":     "laskar pelangi", // two letters changed about
		"lasker":             "laskar",         // a wrong one
		"pelangii":           "pelangi",        // one too many
		"elangi":             "pelangi",        // one missing
		"perpustakaanku":     "perpustakaan",   // shortened
		"laskar zzzzzzz":     "laskar",         // left out
		"laskar digital":     "laskar",         // never together: without the last
		"qqqqq":              "",
		"perpustakaan xyzzy": "perpustakaan",
	} {
		found := titlesFor(t, h, text)
		if found.Read != read || (read == "") != (len(found.Titles) == 0) {
			t.Errorf("%q was read as %q, not %q: %q", text, found.Read, read, named(found))
		}
	}
}

func TestPagesOfTitlesFollowOneAnotherWithoutGapOrRepeat(t *testing.T) {
	h := monday(t)
	var books [][4]string
	for i := range 37 {
		books = append(books, [4]string{[]string{"Kamus", "Kamus besar", "Seri kamus"}[i%3], "Tim", "", []string{"kamus", "413"}[i%2]})
	}
	shelve(h, books...)
	for _, text := range []string{"kamus", "413", "kud-5", "", "tim"} {
		seen, after := map[int64]bool{}, ""
		for range 20 {
			page, err := h.Library.SearchTitles(t.Context(), text, after, 5)
			if err != nil {
				t.Fatal(err)
			}
			for _, title := range page.Titles {
				if seen[title.ID] {
					t.Fatalf("%q: %d comes twice", text, title.ID)
				}
				seen[title.ID] = true
			}
			if after = page.Next; after == "" {
				break
			}
		}
		if want := map[string]int{"413": 18, "kud-5": 1}[text]; len(seen) != want && (want != 0 || len(seen) != 37) {
			t.Errorf("%q: %d titles", text, len(seen))
		}
	}
	for _, strange := range []string{"x1", "w", "w-5", "c0", "%", strings.Repeat("9", 400)} {
		if page, err := h.Library.SearchTitles(t.Context(), "kamus", strange, 5); err != nil || len(page.Titles) != 5 {
			t.Errorf("after %q: %v", strange, err)
		}
	}
}

func TestATitleFoundTellsItsCopiesAndQueue(t *testing.T) {
	h := monday(t)
	title := h.Title()
	title.Copy()
	title.Copy().Status("not_for_loan")
	title.Copy().Status("lost")
	h.Member("umum").Loan(librarytest.Of(title.Copy()))
	h.Member("umum").HoldTitle(title)
	found := titlesFor(t, h, title.Name).Titles
	if len(found) != 1 || found[0].Copies != 3 || found[0].Free != 1 || found[0].Queue != 1 || found[0].CallNumber != "813" {
		t.Errorf("%+v", found)
	}
}
