package intake

import (
	"encoding/json"
	"time"

	"simpanbudi/internal/identity"
	"simpanbudi/internal/store"
)

// loanStep is a batch of loan rows with everything here that they can be about.
type loanStep struct {
	*step
	members  map[string]int64 // by card key
	shelves  map[string]store.IntakeShelf
	bySource map[string]*store.IntakeLoan
	byPair   map[pair][]*store.IntakeLoan
	open     map[int64]*store.IntakeLoan // by item
	ours     map[int64][]store.DoneRenewal
}

// pair is a copy and a member.
type pair struct{ item, member int64 }

// loans compares a batch of open loans and writes what has changed.
func (s *step) loans(b batch[Loan]) error {
	l, err := s.loadLoans(b)
	if err != nil {
		return err
	}
	for i := range b.rows {
		if err := l.loan(&b.rows[i], s.older.has(b.at[i])); err != nil {
			return err
		}
	}
	return nil
}

// loadLoans reads in a few queries what the rows of a batch can be about.
func (s *step) loadLoans(b batch[Loan]) (*loanStep, error) {
	l := &loanStep{step: s, bySource: map[string]*store.IntakeLoan{}, byPair: map[pair][]*store.IntakeLoan{},
		open: map[int64]*store.IntakeLoan{}, ours: map[int64][]store.DoneRenewal{}}
	cards, barcodes := make([]string, len(b.rows)), make([]string, len(b.rows))
	var ids []string
	for i := range b.rows {
		cards[i], barcodes[i] = identity.CardKey(b.rows[i].Card), b.rows[i].Barcode
		if id := b.rows[i].SourceID; id != "" {
			ids = append(ids, id)
		}
	}
	var err error
	if l.members, err = store.IntakeMemberIDs(s.q, cards); err != nil {
		return nil, err
	}
	if l.shelves, err = store.IntakeShelves(s.q, barcodes); err != nil {
		return nil, err
	}
	known := &loanIndex{loanStep: l, byID: map[int64]*store.IntakeLoan{}}
	if err := known.fill(cards, barcodes, ids); err != nil {
		return nil, err
	}
	return l, nil
}

// loan compares one row. older says that the source has a newer one for the copy.
func (l *loanStep) loan(row *Loan, older bool) error {
	shelf := l.shelves[row.Barcode]
	zone := l.zone(shelf)
	at := pair{shelf.ItemID, l.memberOf(row)}
	found := l.match(row, at, zone)
	if older {
		l.keep(l.difference(OlderLoan, row, found, zone))
		return nil
	}
	if found != nil {
		l.met = append(l.met, found.ID)
		if found.Closed && !(l.options.Complete && found.Status == "returned_elsewhere") {
			l.keep(l.difference(StaysClosed, row, found, zone))
			return nil
		}
	}
	if free, err := l.freeCopy(row, found, at, zone); err != nil || !free {
		return err
	}
	if found == nil {
		return l.lend(row, at, zone)
	}
	return l.update(row, found, zone)
}

func (l *loanStep) memberOf(row *Loan) int64 { return l.members[identity.CardKey(row.Card)] }

// zone returns the zone of the copy's branch. A copy that a dry run has not
// really made is in the main branch's.
func (l *loanStep) zone(shelf store.IntakeShelf) *time.Location {
	if shelf.ItemID == 0 {
		return l.places.zoneOf("")
	}
	return l.places.zoneByID(shelf.BranchID)
}

// lend opens a new loan.
func (l *loanStep) lend(row *Loan, at pair, zone *time.Location) error {
	l.counts.Created++
	loan := store.IntakeLoan{MemberID: at.member, ItemID: at.item,
		BorrowedAt: row.BorrowedAt.begins(zone), DueAt: row.DueAt.ends(zone),
		Renewals: row.Renewals.Value, Imported: row.Renewals.Value, SourceSystem: l.options.SourceSystem, SourceID: row.SourceID}
	loan.FileDueAt.V, loan.FileDueAt.Valid = loan.DueAt, true
	loan.FileRenewals.V, loan.FileRenewals.Valid = row.Renewals.Value, row.Renewals.Given
	return l.write(func(tx *store.Tx) error { return store.InsertIntakeLoan(tx, &loan) })
}

// update reconciles a loan with its row.
func (l *loanStep) update(row *Loan, old *store.IntakeLoan, zone *time.Location) error {
	v := reconcile(*old, l.ours[old.ID], said{row.DueAt, row.Renewals, zone})
	want := &v.loan
	if like := row.BorrowedAt.fits(old.BorrowedAt, zone); like < sameDay || like == sameDay && row.BorrowedAt.Day.IsZero() {
		want.BorrowedAt = row.BorrowedAt.begins(zone)
	}
	if row.SourceID != "" {
		want.SourceSystem, want.SourceID = l.options.SourceSystem, row.SourceID
	}
	if old.Closed {
		want.Closed, want.Status = false, "open"
		l.counts.Reopened++
		l.differ(l.difference(Reopened, row, old, zone))
	}
	if v.kind != "" {
		l.differ(l.difference(v.kind, row, old, zone))
	}
	visible := want.DueAt != old.DueAt || want.Renewals != old.Renewals || want.BorrowedAt != old.BorrowedAt
	switch {
	case old.Closed: // counted already
	case visible:
		l.counts.Updated++
	case v.kind == KeptOurs:
		l.counts.Kept++
	default:
		l.counts.Unchanged++
	}
	if *want == *old {
		return nil
	}
	l.open[want.ItemID] = want
	return l.write(func(tx *store.Tx) error { return l.writeLoan(tx, old, v, visible) })
}

// writeLoan writes a reconciled loan, with a row of the audit trail where a
// person can see that something has changed.
func (l *loanStep) writeLoan(tx *store.Tx, old *store.IntakeLoan, v verdict, visible bool) error {
	if v.undoing {
		if err := store.SupersedeRenewals(tx, old.ID, v.loan.Renewals, l.now); err != nil {
			return err
		}
		if err := l.record(tx, "renewal.superseded", old.ID, map[string]any{"beyond": v.loan.Renewals}); err != nil {
			return err
		}
	}
	if err := store.UpdateIntakeLoan(tx, &v.loan); err != nil {
		return err
	}
	if len(l.ours[old.ID]) > 0 && v.kind != KeptOurs { // the source knows of these, or has decided anew
		if err := store.EnterKnown(tx, old.ID, v.loan.Renewals, l.now); err != nil {
			return err
		}
	}
	if old.Closed {
		return l.record(tx, "loan.reopened", old.ID, nil)
	}
	if !visible {
		return nil
	}
	return l.record(tx, "loan.imported", old.ID, map[string]any{
		"old_due_at": old.DueAt, "due_at": v.loan.DueAt, "old_renewals": old.Renewals, "renewals": v.loan.Renewals})
}

// record adds a row about a loan to the audit trail.
func (s *step) record(tx *store.Tx, action string, loan int64, detail map[string]any) error {
	if detail == nil {
		detail = map[string]any{}
	}
	detail["import"] = s.report.Import
	text, err := json.Marshal(detail)
	if err != nil {
		return err
	}
	return store.AppendAudit(tx, s.audit(action, "loan", loan, string(text)))
}

// difference describes a row and the loan here that it does not agree with.
func (l *loanStep) difference(kind string, row *Loan, loan *store.IntakeLoan, zone *time.Location) Difference {
	d := difference(kind, row, zone)
	if loan != nil {
		d.Loan, d.OurDue, d.OurRenewals = loan.ID, time.Unix(loan.DueAt, 0), loan.Renewals
	}
	return d
}

// difference describes what a row says.
func difference(kind string, row *Loan, zone *time.Location) Difference {
	d := Difference{Kind: kind, Barcode: row.Barcode, SourceID: row.SourceID, Line: row.Line, Zone: zone,
		SourceDue: time.Unix(row.DueAt.ends(zone), 0), SourceRenewals: -1, OurRenewals: -1}
	if row.Renewals.Given {
		d.SourceRenewals = row.Renewals.Value
	}
	return d
}

// keep notes a difference in which what stands here stays.
func (s *step) keep(d Difference) {
	s.counts.Kept++
	s.differ(d)
}
