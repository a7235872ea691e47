package library

import (
	"context"
	"io"
	"slices"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/store"
)

// MadeHere is a renewal made here.
type MadeHere struct {
	PastRenewal
	ID         int64
	Number     int // the loan's renewals after it
	Item       int64
	Barcode    string
	Member     int64
	MemberName string
	Card       string
}

// RenewalsBy returns the renewals of the last LatelyDays by a door, "" for all,
// newest first.
func (l *Library) RenewalsBy(ctx context.Context, door string, before ListKey, limit int) (list []MadeHere, next ListKey, err error) {
	if door != "" && door != "other" && !slices.Contains(store.Doors[:], door) {
		return nil, next, fault.New(fault.NotFound, "nobody renews by this door")
	}
	if before == (ListKey{}) {
		before.At = 1 << 60
	}
	err = l.today(ctx, 0, func(q store.Queryer, d *day) error {
		rows, err := store.MadePage(q, (d.here() - LatelyDays).Start(d.policy.zone), before.At, before.ID, door, limit+1)
		rows, next = paged(rows, limit, func(r *store.MadeRow) ListKey { return ListKey{r.RenewedAt.Unix(), r.ID} })
		list = d.madeHere(rows)
		return err
	})
	return list, next, err
}

// RenewalsToEnter returns the renewals that staff have not entered yet in the
// system that keeps the record, oldest first. Where the record is kept here there
// are none.
func (l *Library) RenewalsToEnter(ctx context.Context, after ListKey, limit int) (list []MadeHere, next ListKey, err error) {
	err = l.today(ctx, 0, func(q store.Queryer, d *day) error {
		if !d.policy.mirror {
			return nil
		}
		rows, err := store.ToEnterPage(q, after.ID, limit+1)
		rows, next = paged(rows, limit, func(r *store.MadeRow) ListKey { return ListKey{0, r.ID} })
		list = d.madeHere(rows)
		return err
	})
	return list, next, err
}

func (d *day) madeHere(rows []store.MadeRow) (list []MadeHere) {
	for _, r := range rows {
		zone := d.policy.branch(r.BranchID).zone
		list = append(list, MadeHere{
			PastRenewal: PastRenewal{Ref: r.Ref, Title: r.Title, At: r.RenewedAt.In(zone), OldDueAt: r.OldDueAt.In(zone),
				NewDueAt: r.NewDueAt.In(zone), Zone: zone, Door: r.Door},
			ID: r.ID, Number: r.Number, Item: r.ItemID, Barcode: r.Barcode, Member: r.MemberID, MemberName: r.Member, Card: r.Card,
		})
	}
	return list
}

// EnterRenewals notes that renewals are entered in the system that keeps the
// record, and returns how many were not noted before. Where the record is kept
// here there is nothing to enter: fault.Invalid.
func (l *Library) EnterRenewals(ctx context.Context, c Clerk, ids []int64) (n int, err error) {
	now := l.moment()
	err = l.writingElsewhere(ctx, func(tx *store.Tx, _ *policy) error {
		for _, id := range ids {
			noted, err := store.EnterRenewal(tx, id, c.Staff, now)
			if err != nil {
				return err
			}
			if !noted {
				continue
			}
			n++
			if err := auditClerk(tx, c, now, "renewal.entered", "renewal", id, nil); err != nil {
				return err
			}
		}
		return nil
	})
	return n, err
}

// enteredAtOnce bounds how long one write notes what is entered.
const enteredAtOnce = 1000

// EnterRenewalsThrough notes it of every renewal up to an id, which a page has
// shown, and returns of how many.
func (l *Library) EnterRenewalsThrough(ctx context.Context, c Clerk, through int64) (n int, err error) {
	now := l.moment()
	for {
		some := 0
		err = l.writingElsewhere(ctx, func(tx *store.Tx, _ *policy) (err error) {
			if some, err = store.EnterThrough(tx, through, c.Staff, now, enteredAtOnce); err != nil || some == 0 {
				return err
			}
			return auditClerk(tx, c, now, "renewal.all_entered", "renewal", through, map[string]int{"n": some})
		})
		n += some
		if err != nil || some < enteredAtOnce {
			return n, err
		}
	}
}

// writingElsewhere writes where another system keeps the record.
func (l *Library) writingElsewhere(ctx context.Context, fn func(tx *store.Tx, p *policy) error) error {
	return l.db.Write(ctx, func(tx *store.Tx) error {
		pulse, err := store.ReadPulse(tx)
		if err != nil {
			return err
		}
		p, err := l.inForce(tx, pulse.Config)
		if err != nil {
			return err
		}
		if !p.mirror {
			return fault.New(fault.Invalid, "the record is kept here, so nothing is entered elsewhere")
		}
		return fn(tx, p)
	})
}

// ExportToEnter writes the renewals that are not entered yet as CSV, with the
// columns of ExportRenewals.
func (l *Library) ExportToEnter(ctx context.Context, w io.Writer) error {
	return l.export(ctx, w, func(q store.Queryer, p *policy, fn func(*store.PastRenewal) error) error {
		if !p.mirror {
			return nil
		}
		return store.EachToEnter(q, fn)
	})
}
