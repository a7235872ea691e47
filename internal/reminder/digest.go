package reminder

import (
	"strings"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/library"
)

// Digest is what one message tells of loans, as they are when it is sent.
type Digest struct {
	Library string
	Contact string // how to reach the library; "" where it gave none
	Now     time.Time
	People  []Person
}

// Person is whose loans they are. A family may share an address.
type Person struct {
	Member    int64
	FirstName string
	Loans     []Told
	Token     string // of the signed link to these loans; "" where links cannot be offered
}

// Told is one loan as a message tells of it.
type Told struct {
	Notice  int64
	Step    string
	Loan    library.Loan
	Renewal Renewal
}

// Renewal is whether a loan can be renewed.
type Renewal int

// What a message says of renewing a loan.
const (
	CanRenew  Renewal = iota // now, until the date of the decision
	RenewsOn                 // from a day on that is before it is due
	BringBack                // not any more, and why
)

// renewalOf is what a message says of renewing, from the same decision as a page.
func renewalOf(loan *library.Loan) Renewal {
	d := &loan.Decision
	switch {
	case d.Allowed:
		return CanRenew
	case len(d.Reasons) == 1 && d.Reasons[0].Code == circulation.TooSoon && d.Reasons[0].OpensAt.Before(loan.DueAt):
		return RenewsOn
	}
	return BringBack
}

// firstName is how somebody is called in a message that others may see: one word
// of the name, or two where the first is an initial.
func firstName(name string) string {
	words := strings.Fields(name)
	switch {
	case len(words) == 0:
		return ""
	case len(words) > 1 && len([]rune(strings.Trim(words[0], "."))) <= 1:
		return words[0] + " " + words[1]
	}
	return words[0]
}
