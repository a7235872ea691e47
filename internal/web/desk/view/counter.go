package view

import "simpanbudi/internal/web/page"

// Counter is the desk's first page: one box that takes whatever is scanned, while
// no member is open.
type Counter struct {
	page.Desk
	Place                  Place
	Item                   *ItemCard
	People                 []PersonRow
	Titles                 []TitleRow
	MorePeople, MoreTitles bool   // than are shown
	Near                   string // what titles were looked for by instead, where nothing is called as asked
	Asked                  string // what was looked for; "" where nothing was
	None                   bool   // and nothing was found
	Fresh                  bool   // nothing has been scanned: say what the box takes
}

// ItemCard is a copy with its state and what can be done with it.
type ItemCard struct {
	Title, Author, Barcode, CallNumber string
	Path                               string // the copy's own page
	Badges                             []Badge
	Facts                              []Fact
	Buttons                            []Button
	Links                              []Link
}

// Fact is a word with its value.
type Fact struct {
	Label, Value string
	Path         string // where the value leads; "" for nowhere
}

// PersonRow is a member who was found.
type PersonRow struct{ Path, Name, Card, More, Loans string }

// TitleRow is a title that was found.
type TitleRow struct {
	Path, Title, Author string
	More                string // how many copies are there
	Free                bool   // one of them can be taken
}

// Template names the page's file.
func (*Counter) Template() string { return "desk/counter" }
