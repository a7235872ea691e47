package library

import (
	"context"
	"slices"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/store"
)

// doorAuto names the nightly run in receipts and in the audit trail.
const doorAuto = "auto"

// autoMissed is how many days after its due day a loan is still renewed by itself:
// enough for a run or two that were missed.
const autoMissed = 3

// autoBatch is how many loans are looked at in one read.
const autoBatch = 500

// AutoRenewed is what a nightly run of renewing did, or would do.
type AutoRenewed struct {
	Looked  int64 // loans that fall due and whose rule renews by itself
	Renewed int64
	Refused int64 // for a reason that their members find on their page
}

// AutoRenew renews the loans that fall due today, by their branch's days, and
// whose rule renews by itself, each as the decision on it says; nobody is told of a
// refusal here, that is for reminders. It is off as long as no rule asks for it.
// Running it twice renews nothing more: a loan that was renewed falls due later.
func (l *Library) AutoRenew(ctx context.Context, at time.Time, dryRun bool) (sum AutoRenewed, err error) {
	asked := false
	if err := l.withPolicy(ctx, func(p *policy) {
		asked = slices.ContainsFunc(p.rules.Entries(), func(e circulation.RuleEntry) bool { return e.Rule.AutoRenew })
	}); err != nil || !asked {
		return sum, err
	}
	after, loan := at.AddDate(0, 0, -autoMissed-2), int64(0)
	for {
		var due []store.DueMember
		err := l.db.Read(ctx, func(q store.Queryer) (err error) {
			// A day ahead, as a branch may be ahead of the library.
			due, after, err = store.DueBetween(q, after, loan, at.Add(48*time.Hour), autoBatch)
			return err
		})
		if err != nil {
			return sum, err
		}
		if err := l.autoRenewMembers(ctx, due, at, dryRun, &sum); err != nil {
			return sum, err
		}
		if len(due) < autoBatch {
			return sum, nil
		}
		loan = due[len(due)-1].LoanID
	}
}

// autoRenewMembers renews what of these loans is to be renewed, all of a member's at once.
func (l *Library) autoRenewMembers(ctx context.Context, due []store.DueMember, at time.Time, dryRun bool, sum *AutoRenewed) error {
	loans := map[int64][]int64{}
	var members []int64
	for _, d := range due {
		if loans[d.MemberID] == nil {
			members = append(members, d.MemberID)
		}
		loans[d.MemberID] = append(loans[d.MemberID], d.LoanID)
	}
	for _, member := range members {
		refs, err := l.autoRenewable(ctx, member, loans[member], at, sum)
		if fault.CodeOf(err) == fault.NotFound {
			continue // erased; the others have their turn
		}
		if err != nil {
			return err
		}
		if len(refs) == 0 {
			continue
		}
		if !dryRun {
			if _, err := l.Renew(ctx, RenewRequest{Member: member, Loans: refs, Actor: circulation.ActorAutomatic, Door: doorAuto}); err != nil {
				return err
			}
		}
		sum.Renewed += int64(len(refs))
	}
	return nil
}

// autoRenewable decides which of a member's loans are renewed by themselves.
func (l *Library) autoRenewable(ctx context.Context, member int64, ids []int64, at time.Time, sum *AutoRenewed) (refs []LoanRef, err error) {
	err = l.db.Read(ctx, func(q store.Queryer) error {
		m, pulse, err := readMember(q, member)
		if err != nil {
			return err
		}
		p, err := l.inForce(q, pulse.Config)
		if err != nil {
			return err
		}
		open, err := store.OpenLoans(q, member, at)
		if err != nil {
			return err
		}
		ask := l.question(p, &m, open, circulation.ActorAutomatic, at)
		for _, id := range ids {
			row := rowOf(open, id)
			if row == nil {
				continue
			}
			branch, rule := ask.place(row)
			today, dueDay := circulation.DayOf(at, branch.zone), circulation.DayOf(row.DueAt, branch.zone)
			if !rule.Rule.AutoRenew || dueDay > today || dueDay < today-autoMissed {
				continue
			}
			sum.Looked++
			if a := ask.decide(row); !a.decision.Allowed {
				sum.Refused++
				continue
			}
			refs = append(refs, LoanRef{ID: row.ID, Renewals: row.Renewals})
		}
		return nil
	})
	return refs, err
}
