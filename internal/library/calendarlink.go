package library

import (
	"context"
	"crypto/subtle"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/store"
)

// CalendarChoice is how a member wants the calendar.
type CalendarChoice struct {
	Member   int64
	Titles   bool   // show the titles of books
	Language string // of the words in it; "" for the library's
	Door     string
}

// endedCalendars is how many ended links of a member are remembered: a program
// that still asks by one of them is not somebody who guesses.
const endedCalendars = 20

// NewCalendar makes the private link of a member's calendar and returns its token,
// of which only a hash is kept. The member's earlier link ends at once.
// fault.NotFound where there is no such member.
func (l *Library) NewCalendar(ctx context.Context, c CalendarChoice) (token string, err error) {
	token = newCalendarToken()
	err = l.db.Write(ctx, func(tx *store.Tx) error {
		now := l.moment()
		if _, _, err := readMember(tx, c.Member); err != nil {
			return err
		}
		if _, err := store.RevokeCalendarToken(tx, c.Member, now, endedCalendars); err != nil {
			return err
		}
		err := store.InsertCalendarToken(tx, store.CalendarToken{
			Hash: calendarTokenHash(token), Member: c.Member, Titles: c.Titles, Language: c.Language, Created: now,
		})
		if err != nil {
			return err
		}
		return auditCalendar(tx, "calendar.created", c.Member, c.Door, now)
	})
	if err != nil {
		return "", err
	}
	return token, nil
}

// RevokeCalendar ends the private link of a member's calendar at once; where there
// is none nothing happens.
func (l *Library) RevokeCalendar(ctx context.Context, member int64, door string) error {
	return l.db.Write(ctx, func(tx *store.Tx) error {
		now := l.moment()
		revoked, err := store.RevokeCalendarToken(tx, member, now, endedCalendars)
		if err != nil || !revoked {
			return err
		}
		return auditCalendar(tx, "calendar.revoked", member, door, now)
	})
}

func auditCalendar(tx *store.Tx, action string, member int64, door string, now time.Time) error {
	return store.AppendAudit(tx, store.AuditRow{
		At: now, Actor: string(circulation.ActorMember), ActorID: member, Door: door, Action: action, Subject: "member", SubjectID: member,
	})
}

// CalendarLink is the private link of a member's calendar, without the token.
type CalendarLink struct {
	Since  time.Time // in the library's zone; zero: there is none
	Titles bool
	Opens  bool // the token asked about is that of this link
}

// CalendarLink tells of a member's link, and whether a token is its.
func (l *Library) CalendarLink(ctx context.Context, member int64, token string) (CalendarLink, error) {
	var link CalendarLink
	err := l.reading(ctx, func(q store.Queryer, p *policy) error {
		row, found, err := store.ActiveCalendarToken(q, member)
		if err != nil || !found {
			return err
		}
		link = CalendarLink{
			Since: row.Created.In(p.zone), Titles: row.Titles,
			Opens: subtle.ConstantTimeCompare([]byte(row.Hash), []byte(calendarTokenHash(token))) == 1,
		}
		return nil
	})
	return link, err
}

// Calendar returns the due dates that a token opens. fault.NotFound for a token
// that never was, fault.CalendarEnded for one that has been revoked.
func (l *Library) Calendar(ctx context.Context, token string) (*DueDates, error) {
	due := &DueDates{}
	err := l.db.Read(ctx, func(q store.Queryer) error {
		row, found, err := store.FindCalendarToken(q, calendarTokenHash(token))
		switch {
		case err != nil:
			return err
		case !found:
			return fault.New(fault.NotFound, "there is no such calendar")
		case row.Revoked:
			return fault.New(fault.CalendarEnded, "")
		}
		due.Titles, due.Language = row.Titles, row.Language
		return l.readDueDates(q, due, row.Member, row.Created, store.DueOf)
	})
	if err != nil {
		return nil, err
	}
	return due, nil
}
