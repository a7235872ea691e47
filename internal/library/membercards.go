package library

import (
	"context"
	"strconv"
	"strings"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/identity"
	"simpanbudi/internal/store"
)

// cardMonths is for how long a card is made, in months; 0: for always.
func (p *policy) cardMonths() int {
	n, _ := strconv.Atoi(p.site.Settings["card_valid_months"]) // config has checked it
	return n
}

// extended is the day to which a card is good when it is extended on a day: one
// that is still good loses nothing.
func extended(expires, today circulation.Day, months int) circulation.Day {
	return max(expires, today).AddMonths(months)
}

// ExtendCard makes a member's card good for as long again as a new one is, and
// returns its last day.
//
// Errors: fault.Invalid where cards do not expire, fault.Conflict
// (WhyMemberChanged), fault.NotFound, fault.Mirrored, fault.ClockWrong.
func (l *Library) ExtendCard(ctx context.Context, c MemberChange) (until circulation.Day, err error) {
	err = l.changeMember(ctx, c.Clerk, ownRecord, c.Member, c.Version, func(w *deskwork, old *store.MemberRecordRow) error {
		months := w.policy.cardMonths()
		var expires circulation.Day
		if err := expires.UnmarshalText([]byte(old.CardExpiresOn)); err != nil {
			return err
		}
		if months == 0 || expires.IsZero() {
			return fault.New(fault.Invalid, "this card does not expire").With("field", "expires_on")
		}
		until = extended(expires, circulation.DayOf(w.now, w.policy.zone), months)
		if err := w.changed(store.SetCardExpiry(w.tx, c.Member, c.Version, until.String())); err != nil {
			return err
		}
		return w.audit("member.card_extended", "member", c.Member, map[string]any{"from": expires, "to": until})
	})
	return until, err
}

// ReplaceCard gives a member another card number; the old one, and the code of the
// old card, name nobody from then on. What was kept of the birth date is of no
// use with the new number, so it is to be given again by who has no PIN yet.
//
// Errors: *Mistakes (card, birth_date), fault.Conflict (WhyMemberChanged),
// fault.NotFound, fault.Mirrored, fault.ClockWrong.
func (l *Library) ReplaceCard(ctx context.Context, c MemberChange, card string, birth circulation.Day, keys BirthKeeper) error {
	card = strings.Join(strings.Fields(card), " ")
	return l.changeMember(ctx, c.Clerk, ownRecord, c.Member, c.Version, func(w *deskwork, old *store.MemberRecordRow) error {
		m := &Mistakes{}
		if birth > circulation.DayOf(w.now, w.policy.zone) {
			m.add("birth_date", WrongFuture)
		}
		if err := w.checkCard(m, "card", card, c.Member); err != nil {
			return err
		}
		if err := m.or(); err != nil {
			return err
		}
		key := identity.CardKey(card)
		if err := w.changed(store.ReplaceCard(w.tx, c.Member, c.Version, card, key, birthMAC(keys, key, birth))); err != nil {
			return err
		}
		if _, err := store.ReplaceCardToken(w.tx, c.Member, newCardToken(), w.now, -time.Second); err != nil {
			return err
		}
		return w.audit("member.card_replaced", "member", c.Member, because(c.Reason))
	})
}

// NewMember is what the form for a new member begins with.
type NewMember struct {
	NextCard    string // the number after the newest ones; "" where they follow no pattern
	ExpiresOn   circulation.Day
	Choices     MemberChoices
	ValidMonths int
	Mirror      bool // another system registers members
}

// cardsCompared is how many of the newest cards are looked at for a pattern.
const cardsCompared = 3

// NewMember returns it.
func (l *Library) NewMember(ctx context.Context) (*NewMember, error) {
	n := &NewMember{}
	err := l.reading(ctx, func(q store.Queryer, p *policy) (err error) {
		n.Mirror, n.ValidMonths = p.mirror, p.cardMonths()
		if n.ValidMonths > 0 {
			n.ExpiresOn = circulation.DayOf(l.moment(), p.zone).AddMonths(n.ValidMonths)
		}
		if n.Choices, err = readChoices(q, p); err != nil {
			return err
		}
		cards, err := store.NewestCards(q, cardsCompared)
		if err != nil {
			return err
		}
		n.NextCard, err = freeCard(q, nextCard(cards))
		return err
	})
	if err != nil {
		return nil, err
	}
	return n, nil
}

// freeCard is the first number from this one on that nobody has, "" where that
// would be far to look for.
func freeCard(q store.Queryer, card string) (string, error) {
	for range 20 {
		if card == "" {
			return "", nil
		}
		taken, err := store.CardTaken(q, identity.CardKey(card))
		if err != nil || !taken {
			return card, err
		}
		card = after(card)
	}
	return "", nil
}

// nextCard proposes the number after the newest cards, where they are alike but
// for the digits at their end. Numbers that may be national IDs are not counted on.
func nextCard(newest []string) string {
	if len(newest) == 0 {
		return ""
	}
	highest := ""
	for _, card := range newest {
		stem, digits := stemAndDigits(card)
		first, firstDigits := stemAndDigits(newest[0])
		if digits == "" || stem != first || len(digits) != len(firstDigits) || len(card) == 16 && stem == "" {
			return ""
		}
		highest = max(highest, card)
	}
	return after(highest)
}

// after is the number after this one, "" where its digits are all nines.
func after(card string) string {
	stem, digits := stemAndDigits(card)
	n, err := strconv.ParseUint(digits, 10, 63)
	if err != nil {
		return ""
	}
	next := strconv.FormatUint(n+1, 10)
	if len(next) > len(digits) {
		return ""
	}
	return stem + strings.Repeat("0", len(digits)-len(next)) + next
}

// stemAndDigits cuts the digits off the end of a card number.
func stemAndDigits(card string) (stem, digits string) {
	stem = strings.TrimRight(card, "0123456789")
	return stem, card[len(stem):]
}

// DeskCardToken returns the token of a member's card, made by a clerk where there is none.
//
// Errors: fault.NotFound, fault.ClockWrong.
func (l *Library) DeskCardToken(ctx context.Context, c Clerk, member int64) (token string, err error) {
	err = l.atDesk(ctx, c, false, func(w *deskwork) error {
		if _, err := readRecordRow(w.tx, member); err != nil {
			return err
		}
		made, err := store.MakeCardToken(w.tx, member, newCardToken(), w.now)
		if err == nil && made {
			err = w.audit("card.token_made", "member", member, nil)
		}
		if err == nil {
			token, err = store.CardToken(w.tx, member)
		}
		return err
	})
	return token, err
}
