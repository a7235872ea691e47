package library

import (
	"encoding/json"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/store"
)

// Sanction is what a lateness comes to; the zero Sanction is nothing.
type Sanction struct {
	LateDays       int             // calendar days
	Fine           int64           // rupiah
	LegalBasis     string          // of the fine, as the library gives it
	SuspendedUntil circulation.Day // last suspended day; none where nobody is suspended by it
}

// Any reports whether there is anything to pay or to wait for.
func (s *Sanction) Any() bool { return s.Fine != 0 || !s.SuspendedUntil.IsZero() }

// sanctionFor is what ending a loan's lateness now would come to, with a
// suspension that is running. Where another system keeps the record, sanctions
// are that system's.
func (p *policy) sanctionFor(r *store.LoanRow, a *answer, now time.Time, running circulation.Day) (s Sanction) {
	if p.mirror || !r.DueAt.Before(now) {
		return s
	}
	zone := a.branch.zone
	s.Fine = circulation.FineFor(a.rule.Fine, a.branch.calendar, zone, r.DueAt, now)
	if until := circulation.SuspensionUntil(a.rule.Suspension, zone, r.DueAt, now, running); until != running {
		s.SuspendedUntil = until
	}
	if s.Any() {
		s.LateDays, s.LegalBasis = circulation.LateDays(zone, r.DueAt, now), a.rule.Fine.LegalBasis
	}
	return s
}

// sanctions books what the lateness of loans that were just renewed comes to,
// once for each due date that was missed. Several suspensions follow on each
// other.
type sanctions struct {
	*renewing
	running circulation.Day // the member's last suspended day so far
	fines   int64           // rupiah booked in this request
	longer  bool            // running has moved
}

// book books the lateness that a renewal has ended.
func (s *sanctions) book(n *line, renewal int64) error {
	due := s.policy.sanctionFor(n.loan, &n.answer, s.now, s.running)
	if !due.Any() {
		return nil
	}
	row := store.SanctionRow{
		MemberID: s.member.ID, LoanID: n.loan.ID, RenewalID: renewal, BookedAt: s.now, DueAt: n.loan.DueAt,
		LateDays: due.LateDays, Fine: due.Fine, LegalBasis: due.LegalBasis, SuspendedUntil: due.SuspendedUntil.String(),
	}
	first, err := store.BookSanction(s.tx, row)
	if err != nil || !first { // a renewal that was undone and is made again costs nothing more
		return err
	}
	s.fines += due.Fine
	if !due.SuspendedUntil.IsZero() {
		s.running, s.longer = due.SuspendedUntil, true
	}
	detail, err := json.Marshal(struct {
		Loan           int64  `json:"loan"`
		LateDays       int    `json:"late_days"`
		Fine           int64  `json:"fine"`
		SuspendedUntil string `json:"suspended_until,omitempty"`
	}{n.loan.ID, due.LateDays, due.Fine, row.SuspendedUntil})
	if err != nil {
		return err
	}
	return s.audit("member.sanctioned", "member", s.member.ID, string(detail))
}

// settle writes the sum of what was booked to the member.
func (s *sanctions) settle() error {
	if s.fines == 0 && !s.longer {
		return nil
	}
	until := ""
	if s.longer {
		until = s.running.String()
	}
	return store.SanctionMember(s.tx, s.member.ID, s.fines, until)
}
