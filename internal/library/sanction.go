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

// lateness is a due date that was missed, up to the moment at which that ends.
type lateness struct {
	loan   int64
	due    time.Time
	end    time.Time
	branch *branch
	rule   *circulation.RuleEntry
}

// late is the lateness of a loan that would end at end.
func (a *answer) late(r *store.LoanRow, end time.Time) lateness {
	return lateness{loan: r.ID, due: r.DueAt, end: end, branch: a.branch, rule: a.rule}
}

// sanctionFor is what a lateness comes to, with a suspension that is running.
// Where another system keeps the record, sanctions are that system's.
func (p *policy) sanctionFor(n lateness, running circulation.Day) (s Sanction) {
	if p.mirror || !n.due.Before(n.end) {
		return s
	}
	zone := n.branch.zone
	s.Fine = circulation.FineFor(n.rule.Fine, n.branch.calendar, zone, n.due, n.end)
	if until := circulation.SuspensionUntil(n.rule.Suspension, zone, n.due, n.end, running); until != running {
		s.SuspendedUntil = until
	}
	if s.Any() {
		s.LateDays, s.LegalBasis = circulation.LateDays(zone, n.due, n.end), n.rule.Fine.LegalBasis
	}
	return s
}

// sanctions books what latenesses of a member come to, once for each due date
// that was missed. Several suspensions follow on each other.
type sanctions struct {
	tx      *store.Tx
	policy  *policy
	now     time.Time
	member  int64
	audit   func(action, subject string, id int64, detail string) error
	running circulation.Day // the member's last suspended day so far
	own     string          // the same, of what was booked here; "" for none
	fines   int64           // rupiah booked in this request
	longer  bool            // running has moved
}

// sanctionsOf begins with how a member stands.
func sanctionsOf(tx *store.Tx, p *policy, m *Member, now time.Time,
	audit func(action, subject string, id int64, detail string) error) *sanctions {
	return &sanctions{tx: tx, policy: p, now: now, member: m.ID, audit: audit, running: m.SuspendedUntil, own: m.ownSuspension}
}

// book books a lateness that a renewal or a return has ended; the other is 0.
func (s *sanctions) book(n lateness, renewal, back int64) (Sanction, error) {
	due := s.policy.sanctionFor(n, s.running)
	if !due.Any() {
		return Sanction{}, nil
	}
	row := store.SanctionRow{
		MemberID: s.member, LoanID: n.loan, RenewalID: renewal, ReturnID: back, BookedAt: s.now, DueAt: n.due,
		LateDays: due.LateDays, Fine: due.Fine, LegalBasis: due.LegalBasis, SuspendedUntil: due.SuspendedUntil.String(),
	}
	if !due.SuspendedUntil.IsZero() {
		row.SuspendedBefore = s.own
	}
	first, err := store.BookSanction(s.tx, row)
	if err != nil || !first { // a lateness that was sanctioned costs nothing more
		return Sanction{}, err
	}
	s.fines += due.Fine
	if !due.SuspendedUntil.IsZero() {
		s.running, s.own, s.longer = due.SuspendedUntil, row.SuspendedUntil, true
	}
	detail, err := json.Marshal(struct {
		Loan           int64  `json:"loan"`
		LateDays       int    `json:"late_days"`
		Fine           int64  `json:"fine"`
		SuspendedUntil string `json:"suspended_until,omitempty"`
	}{n.loan, due.LateDays, due.Fine, row.SuspendedUntil})
	if err != nil {
		return Sanction{}, err
	}
	return due, s.audit("member.sanctioned", "member", s.member, string(detail))
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
	return store.SanctionMember(s.tx, s.member, s.fines, until)
}
