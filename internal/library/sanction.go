package library

import (
	"encoding/json"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/store"
)

// sanctions books what the lateness of loans that were just renewed comes to,
// once for each due date that was missed. Several suspensions follow on each
// other.
type sanctions struct {
	*renewing
	running circulation.Day // the member's last suspended day so far
	fines   int64           // rupiah booked in this request
	longer  bool            // running has moved
}

// book books the lateness that a renewal has ended. Where another system keeps
// the record, sanctions are that system's.
func (s *sanctions) book(n *line, renewal int64) error {
	loan, zone, rule := n.loan, n.answer.branch.zone, n.answer.rule
	if s.policy.mirror || !loan.DueAt.Before(s.now) {
		return nil
	}
	fine := circulation.FineFor(rule.Fine, n.answer.branch.calendar, zone, loan.DueAt, s.now)
	until := circulation.SuspensionUntil(rule.Suspension, zone, loan.DueAt, s.now, s.running)
	if fine == 0 && until == s.running {
		return nil
	}
	row := store.SanctionRow{
		MemberID: s.member.ID, LoanID: loan.ID, RenewalID: renewal, BookedAt: s.now, DueAt: loan.DueAt,
		LateDays: circulation.LateDays(zone, loan.DueAt, s.now), Fine: fine, LegalBasis: rule.Fine.LegalBasis,
	}
	if until != s.running {
		row.SuspendedUntil = until.String()
	}
	first, err := store.BookSanction(s.tx, row)
	if err != nil || !first { // a renewal that was undone and is made again costs nothing more
		return err
	}
	s.fines += fine
	s.longer = s.longer || until != s.running
	s.running = until
	detail, err := json.Marshal(struct {
		Loan           int64  `json:"loan"`
		LateDays       int    `json:"late_days"`
		Fine           int64  `json:"fine"`
		SuspendedUntil string `json:"suspended_until,omitempty"`
	}{loan.ID, row.LateDays, fine, row.SuspendedUntil})
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
