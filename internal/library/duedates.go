package library

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/store"
)

// DueDates is what a calendar shows: the books a member has out, and nothing of
// the member. A book that was brought back is not in it any more.
type DueDates struct {
	Site     *Site
	Language string // the one that was chosen with the link; "" for none
	Titles   bool   // the member wants titles shown
	Loans    []DueDate
}

// DueDate is one loan that is still out.
type DueDate struct {
	UID       string // names it in calendars, the same through all renewals; tells nothing
	Changes   int    // how often the due date has changed: grows with every renewal
	ChangedAt time.Time
	DueAt     time.Time // in the zone of the item's home branch
	ByHours   bool      // the time of day matters
	Title     string    // "" unless Titles
}

// DueDates returns the due dates of a member who is signed in; fault.NotFound
// where there is no such member.
func (l *Library) DueDates(ctx context.Context, member int64, titles bool) (*DueDates, error) {
	return l.dueDates(ctx, &DueDates{Titles: titles}, member, store.DueOf)
}

// ReceiptDueDates returns the due dates of what a member's receipt has renewed,
// as they are now: a later renewal has moved them, a return has ended them.
// fault.NotFound where the member has no such receipt.
func (l *Library) ReceiptDueDates(ctx context.Context, member int64, ref string, titles bool) (*DueDates, error) {
	return l.dueDates(ctx, &DueDates{Titles: titles}, member, func(q store.Queryer, member int64) ([]store.DueRow, error) {
		row, err := store.ReadReceipt(q, member, cleanRef(ref))
		if errors.Is(err, sql.ErrNoRows) {
			return nil, fault.New(fault.NotFound, "the member has no such receipt")
		}
		if err != nil {
			return nil, err
		}
		return store.DueOfReceipt(q, row.ID)
	})
}

func (l *Library) dueDates(ctx context.Context, into *DueDates, member int64, read func(store.Queryer, int64) ([]store.DueRow, error)) (*DueDates, error) {
	err := l.db.Read(ctx, func(q store.Queryer) error { return l.readDueDates(q, into, member, time.Time{}, read) })
	if err != nil {
		return nil, err
	}
	return into, nil
}

// readDueDates fills in what there is. since is when the member last chose what
// the calendar shows: no event is older than that.
func (l *Library) readDueDates(q store.Queryer, into *DueDates, member int64, since time.Time, read func(store.Queryer, int64) ([]store.DueRow, error)) error {
	m, pulse, err := readMember(q, member)
	if err != nil {
		return err
	}
	p, err := l.inForce(q, pulse.Config)
	if err != nil {
		return err
	}
	secret, err := store.CalendarSecret(q)
	if err != nil {
		return err
	}
	rows, err := read(q, member)
	if err != nil {
		return err
	}
	into.Site, _ = l.siteIn(p, pulse, l.moment())
	into.Loans = make([]DueDate, len(rows))
	for i := range rows {
		into.Loans[i] = p.dueDate(&rows[i], secret, m.Category)
		if since.After(into.Loans[i].ChangedAt) {
			into.Loans[i].ChangedAt = since
		}
		if !into.Titles {
			into.Loans[i].Title = ""
		}
	}
	return nil
}

func (p *policy) dueDate(r *store.DueRow, secret []byte, category string) DueDate {
	b := p.branch(r.BranchID)
	d := DueDate{
		UID: eventUID(secret, r.LoanID), Changes: r.DueChanges, ChangedAt: r.BorrowedAt,
		DueAt:   r.DueAt.In(b.zone),
		ByHours: byHours(&p.rules.Match(b.code, category, r.ItemType).Rule),
		Title:   r.Title,
	}
	if r.LastRenewedAt.After(d.ChangedAt) {
		d.ChangedAt = r.LastRenewedAt
	}
	return d
}
