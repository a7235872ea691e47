package library

import (
	"context"
	"strconv"
	"strings"
	"unicode"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/identity"
	"simpanbudi/internal/phone"
	"simpanbudi/internal/store"
)

// FoundMember is a member as lists at the desk show them.
type FoundMember struct {
	ID            int64
	Name          string
	Card          string
	Phone         string // as it was typed
	Category      string // its name
	Status        circulation.MemberStatus
	CardExpiresOn circulation.Day
	OpenLoans     int
}

// FoundMembers is a page of them.
type FoundMembers struct {
	Members []FoundMember
	Next    string          // where the next page begins; "" where this is the last one
	ByCard  bool            // the text is the whole number, or the code, of the only member in it
	Today   circulation.Day // in the library's zone
}

// maxFound bounds a page of found members.
const maxFound = 100

// SearchMembers finds members by what was typed or scanned: the whole number or
// the code of a card (then nobody else is found), the beginning of a number of a
// card or telephone, or the beginnings of words of a name, whatever their case and accents. after
// is the Next of the page before, "" for the first. Without a text it returns
// everybody, the newest first. The work is bounded however many are found:
// whoever is registered last comes first, whole words before beginnings of words.
func (l *Library) SearchMembers(ctx context.Context, text, after string, limit int) (*FoundMembers, error) {
	limit = min(max(limit, 1), maxFound)
	if text = strings.TrimSpace(text); len(text) > longestScan {
		text = strings.ToValidUTF8(text[:longestScan], "")
	}
	found := &FoundMembers{}
	err := l.reading(ctx, func(q store.Queryer, p *policy) error {
		found.Today = circulation.DayOf(l.moment(), p.zone)
		s := memberSearch{q: q, into: found, limit: limit}
		if after == "" {
			if err := s.byWholeCard(text); err != nil || found.ByCard {
				return err
			}
		}
		return s.run(memberWays(text), after)
	})
	if err != nil {
		return nil, err
	}
	return found, nil
}

// way is one way of finding members: those before the end of a name or number,
// beyond the last id that was found, 0 for the first.
type way func(q store.Queryer, last int64, limit int) ([]store.FoundMember, error)

// memberWays are the ways in which a text finds members, in the order of what is
// likelier meant. What they are depends on the text alone, so that the next page
// goes on where the last one ended. A member is found by one way only.
func memberWays(text string) []way {
	key := identity.CardKey(text)
	if key == "" {
		return []way{func(q store.Queryer, last int64, limit int) ([]store.FoundMember, error) {
			return store.NewestMembers(q, below(last), limit)
		}}
	}
	var ways []way
	if strings.ContainsFunc(key, unicode.IsDigit) { // "KA" begins many numbers, and more names
		ways = append(ways, func(q store.Queryer, last int64, limit int) ([]store.FoundMember, error) {
			return store.MembersByCard(q, key, last, limit)
		})
	}
	if number := phone.Key(text); phone.Looks(text) && len(number) >= shortestNumber {
		return append(ways, func(q store.Queryer, last int64, limit int) ([]store.FoundMember, error) {
			return store.MembersByPhone(q, number, key, last, limit)
		})
	}
	whole, beginnings := nameMatch(text)
	for _, match := range []string{whole, beginnings} {
		if match == "" {
			continue
		}
		ways = append(ways, func(q store.Queryer, last int64, limit int) ([]store.FoundMember, error) {
			return store.MembersByName(q, match, below(last), limit)
		})
	}
	return ways
}

// shortestNumber is from how many digits on a telephone number is looked for.
const shortestNumber = 4

// below is the bound of ids that fall.
func below(last int64) int64 {
	if last == 0 {
		return 1 << 62
	}
	return last
}

// memberSearch collects a page.
type memberSearch struct {
	q     store.Queryer
	into  *FoundMembers
	limit int
}

// byWholeCard finds who has this card.
func (s *memberSearch) byWholeCard(text string) error {
	key := identity.CardKey(text)
	if token, ok := cardToken(text); ok {
		card, _, err := store.CardByToken(s.q, token)
		if err != nil {
			return err
		}
		key = identity.CardKey(card)
	}
	if key == "" {
		return nil
	}
	rows, err := store.MemberByCard(s.q, key)
	if err != nil || len(rows) == 0 {
		return err
	}
	s.into.ByCard = true
	return s.add(rows)
}

// run goes through the ways from where the page before has ended until this one is full.
func (s *memberSearch) run(ways []way, after string) error {
	from, last := readPlace(after)
	for n := from; n < len(ways); n++ {
		want := s.limit - len(s.into.Members)
		rows, err := ways[n](s.q, last, want+1)
		if err != nil {
			return err
		}
		if len(rows) > want {
			if want > 0 {
				last = rows[want-1].ID
			}
			s.into.Next = strconv.Itoa(n) + "-" + strconv.FormatInt(last, 10)
			return s.add(rows[:want])
		}
		if err := s.add(rows); err != nil {
			return err
		}
		last = 0
	}
	return nil
}

// readPlace reads where a page begins; what makes no sense is the beginning.
func readPlace(text string) (way int, last int64) {
	n, id, _ := strings.Cut(text, "-")
	way, err := strconv.Atoi(n)
	if err != nil || way < 0 {
		return 0, 0
	}
	if last, err = strconv.ParseInt(id, 10, 64); err != nil || last < 0 {
		return 0, 0
	}
	return way, last
}

func (s *memberSearch) add(rows []store.FoundMember) error {
	list, err := foundList(rows, nil)
	s.into.Members = append(s.into.Members, list...)
	return err
}

// found turns a row into what lists show.
func found(r *store.FoundMember) (FoundMember, error) {
	m := FoundMember{ID: r.ID, Name: r.Name, Card: r.Card, Phone: r.Phone, Category: r.Category,
		Status: circulation.MemberStatus(r.Status), OpenLoans: r.OpenLoans}
	return m, m.CardExpiresOn.UnmarshalText([]byte(r.CardExpiresOn))
}
