package library

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/identity"
	"simpanbudi/internal/store"
)

// longestBarcode bounds what is looked up, in bytes.
const longestBarcode = 128

// findCopy returns the copy of a barcode. Scanners with a wrong keyboard setting
// send small letters. fault.NotFound (field barcode) where there is none; card
// says that it is the number of somebody's card.
func findCopy(q store.Queryer, barcode string) (store.CopyRow, error) {
	barcode = strings.TrimSpace(barcode)
	if barcode == "" || len(barcode) > longestBarcode {
		return store.CopyRow{}, unknownBarcode(false)
	}
	c, err := store.CopyByBarcode(q, barcode)
	if upper := strings.ToUpper(barcode); errors.Is(err, sql.ErrNoRows) && upper != barcode {
		c, err = store.CopyByBarcode(q, upper)
	}
	if !errors.Is(err, sql.ErrNoRows) {
		return c, err
	}
	_, isCard, err := store.PersonByCard(q, identity.CardKey(barcode))
	if err != nil {
		return c, err
	}
	return c, unknownBarcode(isCard)
}

func unknownBarcode(card bool) error {
	return fault.New(fault.NotFound, "no copy has this barcode").With("field", "barcode").With("card", card)
}

// deskItem is a copy as the desk shows it.
func (p *policy) deskItem(c *store.CopyRow) DeskItem {
	return DeskItem{
		ID: c.ID, TitleID: c.TitleID, Title: c.Title, Author: c.Author, Barcode: c.Barcode, CallNumber: c.CallNumber,
		ItemType: c.ItemType, BranchID: c.BranchID, Zone: p.branch(c.BranchID).zone, Status: circulation.ItemStatus(c.Status),
	}
}

// readPersonOf names a member, erased or not.
func readPersonOf(q store.Queryer, id int64) (Person, error) {
	row, err := store.ReadPerson(q, id)
	return Person(row), err
}

// lentTo is who has a copy, nil where nobody has.
func (p *policy) lentTo(q store.Queryer, c *store.CopyRow, now time.Time) (*LentTo, error) {
	if c.LoanID == 0 {
		return nil, nil
	}
	who, category, err := store.ReadPersonAndCategory(q, c.MemberID)
	if err != nil {
		return nil, err
	}
	b := p.branch(c.BranchID)
	status := circulation.LoanStatus(c.LoanStatus)
	return &LentTo{
		Person: Person(who), Loan: LoanRef{ID: c.LoanID, Renewals: c.Renewals}, Status: status,
		BorrowedAt: c.BorrowedAt.In(b.zone), DueAt: c.DueAt.In(b.zone),
		ByHours: byHours(&p.rules.Match(b.code, category, c.ItemType).Rule),
		Overdue: c.DueAt.Before(now) && (status == circulation.LoanOpen || status == circulation.LoanOnSite),
	}, nil
}

// heldFor is for whom a copy is set aside, nil where for nobody.
func (p *policy) heldFor(q store.Queryer, c *store.CopyRow) (*HeldFor, error) {
	if c.HoldID == 0 {
		return nil, nil
	}
	who, err := readPersonOf(q, c.HoldMember)
	if err != nil {
		return nil, err
	}
	return p.held(c.HoldID, who, c.HoldPickup, c.ReadyAt, c.ShelfUntil), nil
}

func (p *policy) held(hold int64, who Person, pickup int64, since, until time.Time) *HeldFor {
	zone := p.branch(pickup).zone
	h := &HeldFor{Person: who, Hold: hold, Since: inZone(since, zone), Pickup: p.pickup(pickup)}
	if !until.IsZero() {
		h.Until = circulation.DayOf(until, zone)
	}
	return h
}

// pickup names the branch where a book is fetched, where there are several.
func (p *policy) pickup(branch int64) Pickup {
	at := Pickup{PickupID: branch}
	if len(p.branches) > 1 {
		at.PickupAt = p.branch(branch).name
	}
	return at
}

// FindBarcode finds a copy by its barcode; fault.NotFound where there is none.
func (l *Library) FindBarcode(ctx context.Context, text string) (*FoundItem, error) {
	var f *FoundItem
	err := l.reading(ctx, func(q store.Queryer, p *policy) error {
		c, err := findCopy(q, text)
		if err != nil {
			return err
		}
		now := l.moment()
		f = &FoundItem{DeskItem: p.deskItem(&c), Now: now.In(p.branch(c.BranchID).zone)}
		if f.Lent, err = p.lentTo(q, &c, now); err != nil {
			return err
		}
		if f.Held, err = p.heldFor(q, &c); err != nil || !c.Awaited {
			return err
		}
		f.Waiting, err = store.CountWaiting(q, c.TitleID, c.ID, 0, now)
		return err
	})
	if err != nil {
		return nil, err
	}
	return f, nil
}

// FindCard finds a member by the number or the QR code of their card;
// fault.NotFound where it is nobody's.
func (l *Library) FindCard(ctx context.Context, text string) (*Person, error) {
	if len(text) > longestScan {
		return nil, unknownCard()
	}
	card, err := l.CardScanned(ctx, text)
	if err != nil {
		return nil, err
	}
	key := identity.CardKey(card)
	if key == "" {
		return nil, unknownCard()
	}
	var who store.PersonRow
	found := false
	err = l.db.Read(ctx, func(q store.Queryer) (err error) {
		who, found, err = store.PersonByCard(q, key)
		return err
	})
	if err != nil {
		return nil, err
	}
	if !found {
		return nil, unknownCard()
	}
	p := Person(who)
	return &p, nil
}

func unknownCard() error {
	return fault.New(fault.NotFound, "this card is nobody's").With("field", "card")
}
