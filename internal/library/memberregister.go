package library

import (
	"context"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/identity"
	"simpanbudi/internal/phone"
	"simpanbudi/internal/store"
)

// Registration asks to register a member, or to edit one.
type Registration struct {
	Clerk  Clerk
	Form   MemberForm
	Keys   BirthKeeper
	Anyway bool // although somebody of the same name has the same telephone number
}

// BirthKeeper makes the keyed hash that is kept of a birth date, of a card key and DDMMYYYY.
type BirthKeeper interface {
	BirthMAC(cardKey, ddmmyyyy string) []byte
}

// Twin is the answer to a registration of somebody who may be registered already:
// of the same name and telephone number. Nothing was written. Its code is fault.Conflict.
type Twin struct {
	Members []FoundMember
	err     error
}

// Error tells it without naming anybody.
func (t *Twin) Error() string { return "somebody of this name and number is registered" }

// Unwrap returns the fault.
func (t *Twin) Unwrap() error { return t.err }

// RegisterMember registers a member and returns the id.
//
// Errors: *Mistakes, *Twin, fault.Mirrored, fault.ClockWrong.
func (l *Library) RegisterMember(ctx context.Context, r Registration) (id int64, err error) {
	r.Form.tidy()
	err = l.atDesk(ctx, r.Clerk, ownRecord, func(w *deskwork) error {
		row, err := w.checked(&r.Form, 0)
		if err != nil {
			return err
		}
		if !r.Anyway {
			if err := twins(w.tx, &row); err != nil {
				return err
			}
		}
		row.RegisteredAt = w.now
		key := identity.CardKey(r.Form.Card)
		if id, err = store.RegisterMember(w.tx, &row, key, birthMAC(r.Keys, key, r.Form.BirthDate)); err != nil {
			return err
		}
		return w.audit("member.registered", "member", id, nil)
	})
	return id, err
}

// checked looks at a form and returns the row it stands for. member is who is
// edited, 0 for somebody new, whose card and guardian are looked at too.
func (w *deskwork) checked(f *MemberForm, member int64) (row store.MemberRecordRow, err error) {
	choices, err := readChoices(w.tx, w.policy)
	if err != nil {
		return row, err
	}
	today := circulation.DayOf(w.now, w.policy.zone)
	m := f.check(&choices, today)
	row = store.MemberRecordRow{ID: member, Card: f.Card, Name: f.Name, Category: f.Category, BranchID: f.Branch, Phone: f.Phone,
		Email: f.Email, Address: f.Address, Language: f.Language, CardExpiresOn: f.ExpiresOn.String()}
	if member == 0 {
		if f.ExpiresOn != 0 && f.ExpiresOn < today {
			m.add("expires_on", WrongPast)
		}
		if err := w.checkCard(m, "card", f.Card, 0); err != nil {
			return row, err
		}
		if row.GuardianID, err = w.checkGuardian(m, "guardian", f.Guardian, f.Card, 0); err != nil {
			return row, err
		}
	}
	return row, m.or()
}

// checkCard looks whether a number can be that of a new card.
func (w *deskwork) checkCard(m *Mistakes, field, card string, member int64) error {
	if wrong := cardWrong(card); wrong != "" {
		m.add(field, wrong)
		return nil
	}
	key := identity.CardKey(card)
	rows, err := foundList(store.MemberByCard(w.tx, key))
	if err != nil {
		return err
	}
	switch {
	case len(rows) == 1 && rows[0].ID == member:
		m.add(field, WrongSame)
	case len(rows) == 1:
		m.List = append(m.List, Mistake{Field: field, Wrong: WrongTaken, Member: &rows[0]})
	default: // the card of somebody who was erased is not given to another either
		taken, err := store.CardTaken(w.tx, key)
		if err != nil {
			return err
		}
		if taken {
			m.add(field, WrongTaken)
		}
	}
	return nil
}

// checkGuardian finds the guardian by the card; 0 where none is named.
func (w *deskwork) checkGuardian(m *Mistakes, field, card, own string, member int64) (int64, error) {
	key := identity.CardKey(card)
	if token, ok := cardToken(card); ok {
		scanned, _, err := store.CardByToken(w.tx, token)
		if err != nil {
			return 0, err
		}
		key = identity.CardKey(scanned)
	}
	switch {
	case strings.TrimSpace(card) == "":
		return 0, nil
	case key == identity.CardKey(own):
		m.add(field, WrongSelf)
		return 0, nil
	}
	rows, err := store.MemberByCard(w.tx, key)
	if err != nil || len(rows) == 0 {
		m.add(field, WrongUnknown)
		return 0, err
	}
	guardian, err := store.ReadMemberRecord(w.tx, rows[0].ID)
	if err == nil && member != 0 && guardian.GuardianID == member {
		m.add(field, WrongCircle)
	}
	return rows[0].ID, err
}

// twins finds out whether somebody of this name and number is registered.
func twins(q store.Queryer, row *store.MemberRecordRow) error {
	key := phone.Key(row.Phone)
	if key == "" {
		return nil
	}
	same, err := foundList(store.MembersOfPhone(q, key, row.ID))
	if err != nil {
		return err
	}
	t := &Twin{err: fault.New(fault.Conflict, "look whether it is the same person")}
	for _, m := range same {
		if folded(m.Name) == folded(row.Name) {
			t.Members = append(t.Members, m)
		}
	}
	if len(t.Members) == 0 {
		return nil
	}
	return t
}

// folded is a name without case, accents and spaces to spare.
func folded(name string) string {
	name = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(name))
	return strings.Join(strings.Fields(name), " ")
}

// birthMAC is what is kept of a birth date: nothing that could be read.
func birthMAC(keys BirthKeeper, cardKey string, day circulation.Day) []byte {
	if day.IsZero() {
		return nil
	}
	return keys.BirthMAC(cardKey, birthDigits(day))
}

// birthDigits writes a day as members type it: DDMMYYYY.
func birthDigits(day circulation.Day) string {
	s := day.String()
	return s[8:10] + s[5:7] + s[:4]
}
