package reminder

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"simpanbudi/internal/phone"
	"simpanbudi/internal/store"
)

// Channels by which a message may go.
const (
	Email    = "email"
	WhatsApp = "whatsapp" // the Cloud API
	Gateway  = "gateway"  // an HTTP gateway that the library has described
	Hand     = "hand"     // staff write or call; the channel of a library without a budget
	Log      = "log"      // for trying out
)

// consentName is what a member agrees to or declines for a channel, as the table
// of consents names it.
func consentName(channel string) string {
	switch channel {
	case Gateway, Log:
		return WhatsApp
	case Hand:
		return "phone"
	}
	return channel
}

// rules of reaching people, of the settings.
type reach struct {
	order    []string // the library's channels that are ready, in order
	recorded []string // channels that need a recorded consent
}

// person is whom a message is to: the member, or a child's guardian.
type person struct {
	id           int64
	phone, email string // as channels write them; "" where there is none
	language     string
	said         map[string]bool // the last word on each channel, by consentName
}

// addressee is who is told of a member's loans. Children are told through their
// guardian; where the guardian cannot be reached, through what is on file for them.
func addressee(r *store.CandidateRow, said map[int64]map[string]bool) person {
	c := r.Contact
	if r.Guardian.ID != 0 && (r.Guardian.Phone != "" || r.Guardian.Email != "") {
		c = r.Guardian
	}
	return person{id: c.ID, phone: phone.E164(c.Phone), email: mailAddress(c.Email),
		language: cmp.Or(c.Language, r.Contact.Language), said: said[c.ID]}
}

// way is how somebody is reached, and how else if that fails.
type way struct {
	channel, address string
	others           []string
}

// choose returns the first way to reach somebody in the order of a step, else of
// the library; ok is false where they have declined all there are. Whoever has no
// address for any channel is on the hand list: that they cannot be reached is for
// staff to know.
func (r reach) choose(p person, step string) (w way, ok bool) {
	order := r.order
	if step != "" {
		order = slices.DeleteFunc(strings.Split(step, ","), func(c string) bool { return c != Hand && !slices.Contains(r.order, c) })
	}
	for i, channel := range order {
		address := p.address(channel)
		if address == "" || !r.may(p, channel) {
			continue
		}
		return way{channel, address, order[i+1:]}, true
	}
	if !r.may(p, Hand) {
		return way{}, false
	}
	return way{Hand, p.address(Hand), nil}, true
}

// of leaves the channels that can say what a kind of message is to say.
func (r reach) of(kind string) reach {
	r.order = slices.DeleteFunc(slices.Clone(r.order), func(channel string) bool { return !carries(channel, kind) })
	return r
}

// carries reports whether a channel can say what a kind of message is to say. The
// WhatsApp Cloud API takes the library's template, and that tells of loans to bring
// back or renew: it has no room for a code or for a book on the shelf.
func carries(channel, kind string) bool { return channel != WhatsApp || kind == KindReminder }

// may reports whether a channel may be used: not where it was declined, and where
// the library asks for a recorded consent only with one (UU 27/2022, article 20;
// public service is the basis otherwise).
func (r reach) may(p person, channel string) bool {
	given, said := p.said[consentName(channel)]
	if said {
		return given
	}
	return !slices.Contains(r.recorded, channel)
}

// mayLetter reports whether a letter may be written: whoever wants no calls has not
// said that they want no letters either.
func mayLetter(p person) bool {
	given, said := p.said["letter"]
	return given || !said
}

// address is the person's for a channel. On the hand list it is who they are, so
// that a family's books stand together there.
func (p person) address(channel string) string {
	switch channel {
	case Email:
		return p.email
	case WhatsApp, Gateway, Log:
		return p.phone
	case Hand:
		return "member:" + strconv.FormatInt(p.id, 10)
	}
	return ""
}

// mailAddress returns an address in the form it is compared in, "" where it cannot
// be one. More is found out by writing to it.
func mailAddress(text string) string {
	text = strings.TrimSpace(text)
	local, domain, found := strings.Cut(text, "@")
	if !found || local == "" || !strings.Contains(domain, ".") || strings.ContainsAny(text, " \t\r\n<>,;\"") || strings.Contains(domain, "@") {
		return ""
	}
	return local + "@" + strings.ToLower(domain)
}
