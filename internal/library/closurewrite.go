package library

import (
	"context"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/store"
)

// ChangeClosures makes a change that was shown as a plan of this version: it is
// in force at once, and the loans due on what is closed now are to be moved
// ([Library.MoveDueDates]). It returns the id of that, 0 where there are none.
// Where anything of the configuration has changed since the plan was made it is
// fault.Conflict, and nothing is written; otherwise as for PlanClosures.
//
// Removing a closed day moves nothing back: members have been told the later date.
func (l *Library) ChangeClosures(ctx context.Context, c Clerk, change ClosureChange, version int64) (int64, error) {
	plan, err := l.PlanClosures(ctx, change)
	if err != nil {
		return 0, err
	}
	if plan.Version != version {
		return 0, staleClosures()
	}
	var move int64
	err = l.db.Write(ctx, func(tx *store.Tx) (err error) {
		move, err = l.changeClosures(tx, c, plan)
		return err
	})
	if err != nil {
		return 0, err
	}
	l.MoveDueDatesSoon()
	if plan.Moves == 0 { // nothing to wait for, but a loan lent in between is still found
		return 0, nil
	}
	return move, nil
}

func staleClosures() error {
	return conflict(WhyRulesChanged)
}

func (l *Library) changeClosures(tx *store.Tx, c Clerk, plan *ClosurePlan) (int64, error) {
	now := l.moment()
	pulse, err := store.ReadPulse(tx)
	if err != nil {
		return 0, err
	}
	if pulse.Config != plan.Version {
		return 0, staleClosures()
	}
	rows, err := store.IntakeClosures(tx)
	if err != nil {
		return 0, err
	}
	_, steps, err := plan.Change.apply(rows)
	if err != nil {
		return 0, err
	}
	p, err := l.inForce(tx, pulse.Config)
	if err != nil {
		return 0, err
	}
	// Asked again: a book may have been lent meanwhile to a day the plan did not have.
	days, err := plan.Change.closedDays(tx, p, steps, now)
	if err != nil {
		return 0, err
	}
	for i := range steps {
		if err := writeClosure(tx, c, now, &steps[i]); err != nil {
			return 0, err
		}
	}
	if p.mirror || len(days) == 0 {
		return 0, nil
	}
	return noteMove(tx, c, now, plan, days)
}

func writeClosure(tx *store.Tx, c Clerk, now time.Time, s *closureStep) error {
	r, met := &s.row, true
	var err error
	switch s.kind {
	case "added":
		r.ID, err = store.AddClosure(tx, r)
	case "turned":
		met, err = store.TurnClosure(tx, r.ID, !r.Open, r.Name)
	case "removed":
		met, err = store.DeleteClosure(tx, r.ID)
	}
	if err != nil {
		return err
	}
	if !met {
		return staleClosures()
	}
	detail := closureDetail{Branch: r.BranchID, Date: r.Date, Kind: "closed", Name: r.Name}
	if r.Open {
		detail.Kind = "open"
	}
	if r.Date == "" {
		detail.Weekday = &r.Weekday
	}
	return auditClerk(tx, c, now, "closure."+s.kind, "closure", r.ID, detail)
}

// closureDetail is what the audit trail keeps of a row of the calendars.
type closureDetail struct {
	Branch  int64  `json:"branch,omitempty"` // 0: every one
	Date    string `json:"date,omitempty"`
	Weekday *int   `json:"weekday,omitempty"` // 0 is Sunday
	Kind    string `json:"kind"`
	Name    string `json:"name,omitempty"`
}

// noteMove leaves the mark by which the loans are moved, also after a crash.
func noteMove(tx *store.Tx, c Clerk, now time.Time, plan *ClosurePlan, days []circulation.Day) (int64, error) {
	row := store.DueMoveRow{BranchID: plan.Change.Branch, StaffID: c.Staff, Door: c.Door, BegunAt: now, Total: plan.Moves}
	for _, d := range days {
		row.Days = append(row.Days, d.String())
	}
	return store.InsertDueMove(tx, &row)
}
