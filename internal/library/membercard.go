package library

import (
	"context"
	"crypto/rand"
	"strings"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/store"
)

// MemberCard is what a member's own card shows.
type MemberCard struct {
	Site   *Site
	Now    time.Time
	Member Member
	Token  string // what its QR code carries; "" where none has been made
}

// MemberCard returns a member's card; fault.NotFound where there is no such member.
func (l *Library) MemberCard(ctx context.Context, member int64) (*MemberCard, error) {
	card := &MemberCard{}
	err := l.db.Read(ctx, func(q store.Queryer) error {
		m, pulse, err := readMember(q, member)
		if err != nil {
			return err
		}
		p, err := l.inForce(q, pulse.Config)
		if err != nil {
			return err
		}
		card.Member = m
		card.Now = l.moment()
		card.Site, _ = l.siteIn(p, pulse, card.Now) // a wrong clock concerns loans, not cards
		card.Token, err = store.CardToken(q, member)
		return err
	})
	if err != nil {
		return nil, err
	}
	return card, nil
}

// youngCard is the age below which a token is not replaced: a double click makes one
// new card.
const youngCard = 10 * time.Second

// MakeCardToken returns the token of a member's card, making it where there is none.
// A token is an identifier to be scanned at the desk or a kiosk, as the card's number
// is; it never signs anybody in.
func (l *Library) MakeCardToken(ctx context.Context, member int64, door string) (token string, err error) {
	err = l.db.Write(ctx, func(tx *store.Tx) error {
		if _, _, err := readMember(tx, member); err != nil {
			return err
		}
		now := l.moment()
		made, err := store.MakeCardToken(tx, member, newCardToken(), now)
		if err == nil && made {
			err = auditCard(tx, now, member, door, "card.token_made")
		}
		if err == nil {
			token, err = store.CardToken(tx, member)
		}
		return err
	})
	return token, err
}

// ReplaceCardToken gives a member's card a new token; the old one names nobody from
// then on. fault.NotFound where there is no such member.
func (l *Library) ReplaceCardToken(ctx context.Context, member int64, door string) error {
	return l.db.Write(ctx, func(tx *store.Tx) error {
		if _, _, err := readMember(tx, member); err != nil {
			return err
		}
		now := l.moment()
		replaced, err := store.ReplaceCardToken(tx, member, newCardToken(), now, youngCard)
		if err != nil || !replaced {
			return err
		}
		return auditCard(tx, now, member, door, "card.token_replaced")
	})
}

func auditCard(tx *store.Tx, at time.Time, member int64, door, action string) error {
	return store.AppendAudit(tx, store.AuditRow{
		At: at, Actor: string(circulation.ActorMember), ActorID: member, Door: door,
		Action: action, Subject: "member", SubjectID: member,
	})
}

// CardScanned returns the card number that a scanned or typed text stands for: of the
// QR code of a member's card the number of that card, "" where the code is revoked or
// was never made, and of everything else the text itself.
func (l *Library) CardScanned(ctx context.Context, text string) (card string, err error) {
	token, ok := cardToken(text)
	if !ok {
		return text, nil
	}
	err = l.db.Read(ctx, func(q store.Queryer) (err error) {
		card, _, err = store.CardByToken(q, token)
		return err
	})
	return card, err
}

// cardTokenLength is 26 of 32 letters: 130 bits.
const cardTokenLength = 26

// longestScan bounds what is looked at, in bytes.
const longestScan = 256

// cardToken finds the token in what a scanner has read. Keyboards that a scanner
// pretends to be sometimes have other letters for : and /, or no capitals, so only
// what follows the address is looked at, and in any case.
func cardToken(text string) (token string, ok bool) {
	text = strings.TrimSpace(text)
	if len(text) > longestScan || len(text) <= cardTokenLength || !strings.HasPrefix(strings.ToLower(text), "http") {
		return "", false
	}
	token = strings.ToUpper(text[len(text)-cardTokenLength:])
	return token, strings.Trim(token, refAlphabet) == ""
}

// newCardToken returns a random token.
func newCardToken() string {
	var b [cardTokenLength]byte
	_, _ = rand.Read(b[:]) // never fails
	for i := range b {
		b[i] = refAlphabet[b[i]%byte(len(refAlphabet))] // 256 is a multiple of 32: no letter is likelier
	}
	return string(b[:])
}
