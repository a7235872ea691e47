package library

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
)

// MemberForm is what is typed of a member at the desk.
type MemberForm struct {
	Card      string // of a new member; a card is replaced by ReplaceCard
	Name      string
	Category  string // code
	Branch    int64
	Phone     string
	Email     string
	Address   string
	Language  string          // code; "" is the library's
	BirthDate circulation.Day // zero leaves what is known
	ExpiresOn circulation.Day // last day on which the card is good; zero: always
	Guardian  string          // card number; of a new member
}

// What can be wrong with a field.
const (
	WrongMissing   = "missing"
	WrongLong      = "long"
	WrongCharacter = "character" // something that cannot be printed
	WrongEmail     = "email"
	WrongPhone     = "phone"
	WrongChoice    = "choice" // none of those there are
	WrongFuture    = "future" // a day to come
	WrongPast      = "past"
	WrongTaken     = "taken"   // somebody has this card
	WrongUnknown   = "unknown" // nobody has this card
	WrongSelf      = "self"    // the member's own card
	WrongCircle    = "circle"  // the guardian's own guardian
	WrongSame      = "same"    // the number the member has already
)

// Mistake is what is wrong with a field of a form.
type Mistake struct {
	Field  string
	Wrong  string
	Member *FoundMember // who has the card, where it is taken
}

// Mistakes are all that is wrong with a form. Their code is fault.Invalid.
type Mistakes struct {
	List []Mistake
	err  error
}

// Error names the fields.
func (m *Mistakes) Error() string {
	fields := make([]string, len(m.List))
	for i := range m.List {
		fields[i] = m.List[i].Field + " is " + m.List[i].Wrong
	}
	return strings.Join(fields, ", ")
}

// Unwrap returns the fault.
func (m *Mistakes) Unwrap() error { return m.err }

func (m *Mistakes) add(field, wrong string) {
	if wrong != "" {
		m.List = append(m.List, Mistake{Field: field, Wrong: wrong})
	}
}

// or returns the mistakes, nil where there are none.
func (m *Mistakes) or() error {
	if len(m.List) == 0 {
		return nil
	}
	m.err = fault.New(fault.Invalid, "correct the fields named").With("field", m.List[0].Field)
	return m
}

// Bounds in characters, as those of an import.
const (
	longestCard    = 64
	longestName    = 200
	longestEmail   = 254
	longestAddress = 500
	longestNote    = 2000
	shortestPhone  = 6 // digits
)

// tidy brings what was typed into the form in which it is kept.
func (f *MemberForm) tidy() {
	for _, text := range []*string{&f.Card, &f.Name, &f.Phone, &f.Email} {
		*text = strings.Join(strings.Fields(*text), " ")
	}
	f.Address = strings.TrimSpace(strings.ReplaceAll(f.Address, "\r\n", "\n"))
}

// check looks at each field by itself; places are what there is to choose from.
func (f *MemberForm) check(places *MemberChoices, today circulation.Day) *Mistakes {
	m := &Mistakes{}
	m.add("name", lineWrong(f.Name, longestName, true))
	if !slices.ContainsFunc(places.Categories, func(c Choice) bool { return c.Code == f.Category }) {
		m.add("category", WrongChoice)
	}
	if !slices.ContainsFunc(places.Branches, func(b BranchChoice) bool { return b.ID == f.Branch }) {
		m.add("branch", WrongChoice)
	}
	if wrong := lineWrong(f.Phone, longestCard, false); wrong != "" {
		m.add("phone", wrong)
	} else if f.Phone != "" && countDigits(f.Phone) < shortestPhone {
		m.add("phone", WrongPhone)
	}
	m.add("email", emailWrong(f.Email))
	if wrong := lineWrong(strings.ReplaceAll(f.Address, "\n", " "), longestAddress, false); wrong != "" {
		m.add("address", wrong)
	}
	if f.BirthDate > today {
		m.add("birth_date", WrongFuture)
	}
	return m
}

// cardWrong says what is wrong with a card's number by itself.
func cardWrong(card string) string { return lineWrong(card, longestCard, true) }

// lineWrong says what is wrong with a line of text, "" for nothing.
func lineWrong(text string, longest int, required bool) string {
	switch {
	case text == "" && required:
		return WrongMissing
	case utf8.RuneCountInString(text) > longest:
		return WrongLong
	case !utf8.ValidString(text) || strings.ContainsFunc(text, unicode.IsControl):
		return WrongCharacter
	}
	return ""
}

// emailWrong finds slips of the hand and no more: whether an address works only
// a message shows.
func emailWrong(text string) string {
	if text == "" {
		return ""
	}
	if wrong := lineWrong(text, longestEmail, false); wrong != "" {
		return wrong
	}
	name, host, ok := strings.Cut(text, "@")
	if !ok || name == "" || strings.ContainsAny(text, " ,;<>") || strings.Contains(host, "@") ||
		!strings.Contains(strings.Trim(host, "."), ".") || strings.HasSuffix(host, ".") {
		return WrongEmail
	}
	return ""
}

func countDigits(text string) (n int) {
	for _, r := range text {
		if r >= '0' && r <= '9' {
			n++
		}
	}
	return n
}
