package intake

import (
	"time"

	"simpanbudi/internal/circulation"
)

// Place says where a row stands in its source, so that a person can find it.
type Place struct {
	File string // "members.csv"; for a live source the name of its table
	Line int    // first line of the row, counted from 1; 0 where there are no lines
}

// Stated is a value that a source may leave unsaid. The zero Stated says
// nothing: the database keeps what it has. An empty stated value means empty.
type Stated[T any] struct {
	Value T
	Given bool
}

// State returns v as something a source says.
func State[T any](v T) Stated[T] { return Stated[T]{Value: v, Given: true} }

// or returns the stated value, and kept where nothing is stated.
func (s Stated[T]) or(kept T) T {
	if s.Given {
		return s.Value
	}
	return kept
}

// Moment is an instant, or a day whose instant depends on the zone of the
// item's branch: its start for what begins, its end for what is due.
type Moment struct {
	At  time.Time       // the instant, where Day is no day
	Day circulation.Day // the day, where only a day is known
}

// Instant returns the moment of an instant.
func Instant(t time.Time) Moment { return Moment{At: t} }

// OnDay returns the moment of a day.
func OnDay(d circulation.Day) Moment { return Moment{Day: d} }

// Member is a person with a card. Card and Name are always given.
type Member struct {
	Place
	Card           string // as printed
	Name           string
	Category       Stated[string] // a code; empty: the library's general one
	Phone          Stated[string]
	Email          Stated[string]
	BirthDate      Stated[circulation.Day]
	PIN            Stated[string] // six digits; never replaces one the member has set
	CardExpiresOn  Stated[circulation.Day]
	Branch         Stated[string] // a code; empty: the main branch
	Status         Stated[circulation.MemberStatus]
	SuspendedUntil Stated[circulation.Day] // last suspended day
	Fines          Stated[int64]           // rupiah owed in the other system
	GuardianCard   Stated[string]
	SourceID       Stated[string]
}

// Item is one copy with what is known of its title. Barcode and Title are
// always given.
type Item struct {
	Place
	Barcode    string
	Title      string
	Author     Stated[string]
	ISBN       Stated[string]
	CallNumber Stated[string]
	ItemType   Stated[string] // a code; empty: book
	Branch     Stated[string] // a code; empty: the main branch
	TitleID    Stated[string] // what joins the copies of a title in the source
	Status     Stated[string] // available, not_for_loan, lost, damaged, withdrawn
	Renewable  Stated[bool]
	SourceID   Stated[string]
}

// Loan is an open loan: who has which copy until when.
type Loan struct {
	Place
	Card       string
	Barcode    string
	BorrowedAt Moment
	DueAt      Moment
	Renewals   Stated[int]
	SourceID   string // "" where the source has none
}

// Hold is a member's wish for a copy, or for any copy of its title.
type Hold struct {
	Place
	Card     string
	Barcode  string
	Copy     bool // this very copy; otherwise any of its title
	PlacedAt Moment
}

// Closure is a day, or a day of every week, on which a branch is closed.
type Closure struct {
	Place
	Date    circulation.Day // no day: every Weekday
	Weekday time.Weekday
	Branch  string // a code; "" is every branch
	Name    string
}
