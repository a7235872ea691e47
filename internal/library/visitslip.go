package library

import (
	"context"
	"slices"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/store"
)

// What a line of a visit slip says.
const (
	VisitLent     = "lent"
	VisitRenewed  = "renewed"
	VisitReturned = "returned"
	VisitPaid     = "payment"
	VisitWaived   = "waiver"
	VisitCharged  = "charge"
	VisitReversed = "reversal"
)

// VisitSlip is what was done for a member today, on one paper.
type VisitSlip struct {
	Site   *Site
	Member Member
	Now    time.Time
	Lines  []VisitLine // in the order in which it was done
	Out    int         // how many books the member has now
}

// VisitLine is one thing that was done.
type VisitLine struct {
	What     string // VisitLent, …
	At       time.Time
	Title    string
	Barcode  string
	DueAt    time.Time // in the item's zone; of a return the due date that was kept or missed
	ByHours  bool
	Sanction Sanction
	Amount   int64  // rupiah; of money only
	Ref      string // of its receipt
}

// LoansToday returns the slip of a member; fault.NotFound for nobody.
func (l *Library) LoansToday(ctx context.Context, member int64) (*VisitSlip, error) {
	slip := &VisitSlip{}
	news := false
	err := l.db.Read(ctx, func(q store.Queryer) error {
		m, pulse, err := readMember(q, member)
		if err != nil {
			return err
		}
		p, err := l.inForce(q, pulse.Config)
		if err != nil {
			return err
		}
		now := l.moment()
		slip.Member, slip.Now = m, now.In(p.zone)
		slip.Site, news = l.siteIn(p, pulse, now)
		return slip.fill(q, p, circulation.DayOf(now, p.zone).Start(p.zone))
	})
	if err = l.noteIf(ctx, news, err); err != nil {
		return nil, err
	}
	return slip, nil
}

// fill adds what was done since the day began in the library's zone. A loan that
// was lent and came back on the same day is told as returned only.
func (s *VisitSlip) fill(q store.Queryer, p *policy, since time.Time) error {
	lent, out, err := store.LentSince(q, s.Member.ID, since)
	if err != nil {
		return err
	}
	s.Out = out
	renewed, err := store.RenewedSince(q, s.Member.ID, since)
	if err != nil {
		return err
	}
	returned, err := store.ReturnsOf(q, s.Member.ID, since)
	if err != nil {
		return err
	}
	for _, r := range lent {
		s.add(p, VisitLent, &r)
	}
	for _, r := range renewed {
		s.add(p, VisitRenewed, &r)
	}
	for i := range returned {
		r, err := p.pastReturn(&returned[i], s.Now)
		if err != nil {
			return err
		}
		s.Lines = append(s.Lines, VisitLine{What: VisitReturned, At: r.RecordedAt, Title: r.Item.Title, Barcode: r.Item.Barcode,
			DueAt: r.DueAt, ByHours: r.ByHours, Sanction: r.Sanction})
	}
	money, err := store.MoneySince(q, s.Member.ID, since)
	if err != nil {
		return err
	}
	for _, r := range money {
		s.Lines = append(s.Lines, VisitLine{What: r.Kind, At: r.At.In(p.zone), Amount: r.Amount, Ref: r.Ref})
	}
	slices.SortStableFunc(s.Lines, func(a, b VisitLine) int { return a.At.Compare(b.At) })
	return nil
}

func (s *VisitSlip) add(p *policy, what string, r *store.VisitRow) {
	b := p.branch(r.BranchID)
	s.Lines = append(s.Lines, VisitLine{
		What: what, At: r.At.In(b.zone), Title: r.Title, Barcode: r.Barcode, DueAt: r.DueAt.In(b.zone),
		ByHours:  byHours(&p.rules.Match(b.code, s.Member.Category, r.ItemType).Rule),
		Sanction: Sanction{LateDays: r.LateDays, Fine: r.Fine, LegalBasis: r.LegalBasis, SuspendedUntil: dayOrNone(r.Suspended)},
	})
}

// dayOrNone reads a day that the store keeps.
func dayOrNone(text string) (d circulation.Day) {
	_ = d.UnmarshalText([]byte(text)) // written by us
	return d
}
