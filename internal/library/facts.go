package library

import (
	"log/slog"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/store"
)

// question asks for decisions on loans of one member, on facts that were all
// read at one moment.
type question struct {
	log    *slog.Logger
	policy *policy
	member circulation.MemberFacts
	group  string // the member's category
	open   []store.LoanRow
	actor  circulation.Actor
	now    time.Time
}

func (l *Library) question(p *policy, m *Member, open []store.LoanRow, actor circulation.Actor, now time.Time) *question {
	return &question{log: l.log, policy: p, member: m.facts(), group: m.Category, open: open, actor: actor, now: now}
}

// answer is a decision with what it was made on.
type answer struct {
	branch   *branch
	rule     *circulation.RuleEntry
	decision circulation.Decision
}

// place returns the loan's home branch and the rule in force for it there.
func (q *question) place(r *store.LoanRow) (*branch, *circulation.RuleEntry) {
	b := q.policy.branch(r.BranchID)
	return b, q.policy.rules.Match(b.code, q.group, r.ItemType)
}

// decide answers for one loan of the member.
func (q *question) decide(r *store.LoanRow) answer {
	var a answer
	a.branch, a.rule = q.place(r)
	facts := q.facts(r, a.branch, a.rule)
	decision, err := circulation.DecideRenewal(&facts, q.now)
	if err != nil {
		// A calendar that never opens is the library's mistake, not the member's: the
		// loan is shown and refused for want of a due day, and the log says why.
		q.log.Warn("no due date can be found", slog.Int64("loan", r.ID), slog.Any("error", err))
		decision = noDueDay(&facts)
	}
	a.decision = decision
	return a
}

func (q *question) facts(r *store.LoanRow, b *branch, rule *circulation.RuleEntry) circulation.RenewalFacts {
	f := circulation.RenewalFacts{
		Zone:     b.zone,
		Rule:     &rule.Rule,
		Calendar: b.calendar,
		Member:   q.member,
		Loan: circulation.LoanFacts{
			BorrowedAt: r.BorrowedAt, DueAt: r.DueAt, LastRenewedAt: r.LastRenewedAt,
			Renewals: r.Renewals, UnseenRenewals: r.UnseenRenewals,
			Status: statusOf(r), Own: true,
		},
		ItemRenewable: r.ItemRenewable,
		Holds:         circulation.HoldFacts{OnCopy: r.OnCopy, OnTitle: r.OnTitle, FreeCopies: r.FreeCopies},
		Actor:         q.actor,
		Paused:        q.policy.paused,
	}
	f.Member.OverdueLoans = q.otherOverdue(r, &rule.Rule)
	return f
}

// otherOverdue counts the member's other loans that are late by this loan's
// rule, each by the days of its own branch. Only books that are still out count:
// one that is lost, or said to be back, cannot be brought back in time any more
// and is settled at the desk.
func (q *question) otherOverdue(r *store.LoanRow, rule *circulation.Rule) int {
	late := 0
	for i := range q.open {
		o := &q.open[i]
		if o.DueAt.Before(q.now) && o.ID != r.ID && stillOut(o) &&
			circulation.IsLate(rule, q.policy.branch(o.BranchID).zone, o.DueAt, q.now) {
			late++
		}
	}
	return late
}

// stillOut reports whether the book is in the member's hands.
func stillOut(r *store.LoanRow) bool {
	status := statusOf(r)
	return status == circulation.LoanOpen || status == circulation.LoanOnSite
}

// statusOf knows one state more than a decision does: returned at the system
// this library is mirrored from.
func statusOf(r *store.LoanRow) circulation.LoanStatus {
	if r.Status == "returned_elsewhere" {
		return circulation.LoanReturned
	}
	return circulation.LoanStatus(r.Status)
}

func noDueDay(f *circulation.RenewalFacts) circulation.Decision {
	d := circulation.Decision{RenewalsUsed: f.Loan.Renewals, RenewalsLeft: circulation.NoLimit}
	if allowed := f.Rule.RenewalsAllowed; allowed != nil {
		d.RenewalsLeft = max(0, *allowed-f.Loan.Renewals)
	}
	code := circulation.OutsideSchedule
	d.Reasons = []circulation.Reason{{Code: code, Override: circulation.OverrideOf(code)}}
	return d
}

// byHours reports whether people need the time of day of a rule's due dates.
func byHours(rule *circulation.Rule) bool {
	return rule.Loan.IsElapsed() || len(rule.Schedule) == 0 && rule.Renewal.IsElapsed()
}
