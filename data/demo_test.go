package data_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"
)

// callNumber is a Dewey number as Indonesian libraries print it: groups of three decimals, the author's mark, the
// title's initial; an R before it stands on the reference shelf.
var callNumber = regexp.MustCompile(`^(R )?\d{3}(\.\d{1,3}( \d{1,3})*)? [A-Z]{3} [a-z0-9]$`)

// requireText fails unless the field is what a person would have typed: not empty, no stray spaces, valid UTF-8,
// nothing invisible.
func requireText(t *testing.T, what, text string) {
	t.Helper()
	stray := strings.Join(strings.Fields(text), " ") != text
	if text == "" || stray || !utf8.ValidString(text) || strings.ContainsFunc(text, unicode.IsControl) {
		t.Errorf("%s: %q", what, text)
	}
}

func TestThreeHundredDistinctTitles(t *testing.T) {
	rows := readTable(t, "demo/titles.csv", "title", "author", "isbn", "call_number", "item_type")
	if len(rows) != 300 {
		t.Errorf("%d titles", len(rows))
	}
	seen := map[string]bool{}
	for _, row := range rows {
		title := strings.ToLower(row[0])
		if seen[title] {
			t.Errorf("%q stands there twice", row[0])
		}
		seen[title] = true
	}
}

func TestTitlesHaveSaneFields(t *testing.T) {
	types := map[string]int{"book": 0, "reference": 0, "children": 0, "magazine": 0}
	longest := 0
	for _, row := range readTable(t, "demo/titles.csv", "title", "author", "isbn", "call_number", "item_type") {
		title, author, isbn, call, itemType := row[0], row[1], row[2], row[3], row[4]
		requireText(t, "title", title)
		requireText(t, "author of "+title, author)
		if isbn != "" && len(isbn) != 10 && len(isbn) != 13 {
			t.Errorf("%s: ISBN %q", title, isbn)
		}
		if !callNumber.MatchString(call) {
			t.Errorf("%s: call number %q", title, call)
		}
		if strings.HasPrefix(call, "R ") != (itemType == "reference") {
			t.Errorf("%s: call number %q of a %s", title, call, itemType)
		}
		if _, known := types[itemType]; !known {
			t.Errorf("%s: item type %q", title, itemType)
		}
		types[itemType]++
		longest = max(longest, utf8.RuneCountInString(title))
	}
	for itemType, count := range types {
		if count == 0 {
			t.Errorf("no %s to show", itemType)
		}
	}
	if longest < 100 {
		t.Errorf("the longest title has %d letters; a page must be seen with a longer one", longest)
	}
}

func TestSixtyMembersOfEveryKindOfName(t *testing.T) {
	rows := readTable(t, "demo/members.csv", "name", "gender", "birth_date", "category")
	if len(rows) != 60 {
		t.Errorf("%d members", len(rows))
	}
	var names []string
	for _, row := range rows {
		requireText(t, "name", row[0])
		names = append(names, row[0])
	}
	slices.Sort(names)
	if len(slices.Compact(slices.Clone(names))) != len(names) {
		t.Error("two members have the same name")
	}
	kinds := map[string]func(string) bool{
		"one word":    func(name string) bool { return !strings.Contains(name, " ") },
		"very long":   func(name string) bool { return len(name) > 50 },
		"apostrophe":  func(name string) bool { return strings.Contains(name, "'") },
		"with a dot":  func(name string) bool { return strings.Contains(name, ".") },
		"with commas": func(name string) bool { return strings.Contains(name, ",") },
	}
	for kind, is := range kinds {
		if !slices.ContainsFunc(names, is) {
			t.Errorf("no name that is %s", kind)
		}
	}
}

func TestMembersFitTheirCategory(t *testing.T) {
	// Birth years for the school years around 2026/2027, when the demonstration was written.
	born := map[string][2]int{"anak": {2014, 2020}, "pelajar": {2008, 2014}, "mahasiswa": {2002, 2008}, "umum": {1940, 2004}}
	seen := map[string]bool{}
	for _, row := range readTable(t, "demo/members.csv", "name", "gender", "birth_date", "category") {
		name, gender, birth, category := row[0], row[1], row[2], row[3]
		if gender != "female" && gender != "male" {
			t.Errorf("%s: gender %q", name, gender)
		}
		day, err := time.Parse(time.DateOnly, birth)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		years, known := born[category]
		if !known || day.Year() < years[0] || day.Year() > years[1] {
			t.Errorf("%s: born %s, category %q", name, birth, category)
		}
		seen[category] = true
	}
	if len(seen) != len(born) {
		t.Errorf("categories %v, want all of %v", seen, born)
	}
}
