// Package channel carries messages out of the house: e-mail, WhatsApp, any HTTP
// gateway, and a log for trying out. Each channel sends one message and says what
// became of it in the provider's own words; when and whether is not its business.
package channel

import (
	"context"
	"time"
)

// Channel sends messages.
type Channel interface {
	// Name is the channel's, such as email.
	Name() string
	// Send sends one message and waits for the provider's answer as long as ctx
	// allows. It never panics and logs nothing.
	Send(ctx context.Context, m *Message) Result
}

// Message is one message to one address.
type Message struct {
	ID       int64 // ours, the same at every try
	Created  time.Time
	To       string // an e-mail address, or a number such as +6281234567890
	Language string // id, en or jv
	Kind     string // reminder, code, …
	Library  string
	Greeting string // such as "Halo Budi,"
	Subject  string
	Body     string
	Link     string // a signed link, "" for none
	Stop     string // where these messages are stopped at a post (RFC 8058), "" for none
	Loans    int    // told of, for templates that count
	First    string // the first title, for templates that name one
	Due      string // its due date in words
}

// Outcome is what became of a try.
type Outcome string

// The outcomes of a try.
const (
	Sent    Outcome = "sent"    // the provider has taken it
	Later   Outcome = "later"   // it may succeed later: busy, greylisted, unreachable
	Never   Outcome = "never"   // it cannot succeed here: no such address, refused for good
	Unknown Outcome = "unknown" // no answer came: it may have gone out
)

// Result is the answer of a provider.
type Result struct {
	Outcome Outcome
	ID      string        // the provider's name for the message, "" where it gave none
	Words   string        // its own words, for the desk; no secrets
	Wait    time.Duration // how long it asks to wait; 0: nothing said
}

// LongestWords bounds what is kept of a provider's answer, in runes.
const LongestWords = 300

// Clip shortens a provider's words and makes them one line.
func Clip(words string) string {
	runes := []rune(words)
	for i, r := range runes {
		if r < ' ' || r == 0x7f {
			runes[i] = ' '
		}
	}
	if len(runes) > LongestWords {
		runes = append(runes[:LongestWords-1], '…')
	}
	return string(runes)
}
