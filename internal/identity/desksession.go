package identity

import (
	"context"
	"net/http"
	"time"

	"simpanbudi/internal/store"
)

// DeskRules are the settings that a session at the desk follows.
type DeskRules struct {
	LockAfter  time.Duration // without use a session locks itself; 0: never
	AdminCodes bool          // admins have to set up one-time codes before anything else opens
}

// Find returns who is signed in at the desk a request comes from, nil where
// nobody is, and notes that the session is in use.
func (d *Desk) Find(ctx context.Context, r *http.Request, rules DeskRules) (*StaffVisit, error) {
	c, err := r.Cookie(cookieName(deskCookie, d.secure))
	if err != nil || len(c.Value) != tokenLen {
		return nil, nil
	}
	var row store.StaffSessionRow
	var found bool
	err = d.s.db.Read(ctx, func(q store.Queryer) (err error) {
		row, found, err = store.FindStaffSession(q, tokenHash(c.Value))
		return err
	})
	now := d.s.o.Now()
	if err != nil || !found || !row.Expires.After(now) {
		return nil, err
	}
	v := visitOf(row)
	v.Stage = stageOf(row, rules, now)
	return v, d.noteUse(ctx, row, v.Stage, rules, now)
}

func stageOf(row store.StaffSessionRow, rules DeskRules, now time.Time) Stage {
	switch {
	case row.Factor != "full":
		return CodeToDo
	case !row.LockedAt.IsZero() || rules.LockAfter > 0 && now.Sub(row.Seen) >= rules.LockAfter:
		return Locked
	case rules.AdminCodes && row.Role == "admin" && !row.TOTPActive:
		return EnrolToDo
	}
	return Open
}

// noteUse keeps that a session is used, or that it was found idle for too long:
// then it stays locked whatever the setting says later.
func (d *Desk) noteUse(ctx context.Context, row store.StaffSessionRow, stage Stage, rules DeskRules, now time.Time) error {
	switch {
	case stage == Locked && row.LockedAt.IsZero():
		return d.s.db.Write(ctx, func(tx *store.Tx) error { return store.LockStaffSession(tx, row.ID, now) })
	case (stage == Open || stage == EnrolToDo) && now.Sub(row.Seen) >= noteEvery(rules.LockAfter):
		return d.s.db.Write(ctx, func(tx *store.Tx) error { return store.TouchStaffSession(tx, row.ID, now) })
	}
	return nil
}

// noteEvery is how far apart the uses are that are written down: a minute, and
// less where a session locks itself within minutes. By so much it may lock early,
// never late.
func noteEvery(lockAfter time.Duration) time.Duration {
	if lockAfter <= 0 {
		return touchEvery
	}
	return min(touchEvery, lockAfter/4)
}

// Lock closes a session until its password is given again.
func (d *Desk) Lock(ctx context.Context, v *StaffVisit) error {
	return d.s.db.Write(ctx, func(tx *store.Tx) error { return store.LockStaffSession(tx, v.Session, d.s.o.Now()) })
}

// Unlock opens a session again by its password, counted and answered as SignIn is.
func (d *Desk) Unlock(ctx context.Context, r *http.Request, v *StaffVisit, password, address string) error {
	return d.prove(ctx, d.attemptOf(r, v, password, address), func(tx *store.Tx, _ store.StaffRow) error {
		return store.UnlockStaffSession(tx, v.Session, d.s.o.Now())
	})
}

// DeskSession is a session as its owner sees it.
type DeskSession struct {
	ID      int64
	Agent   string // the browser in two words
	Started time.Time
	Seen    time.Time
	Locked  bool
	Current bool
}

// Sessions returns a person's own sessions, the last used first.
func (d *Desk) Sessions(ctx context.Context, v *StaffVisit) ([]DeskSession, error) {
	var rows []store.StaffSessionRow
	err := d.s.db.Read(ctx, func(q store.Queryer) (err error) {
		rows, err = store.StaffSessionsOf(q, v.ID, d.s.o.Now())
		return err
	})
	list := make([]DeskSession, len(rows))
	for i, r := range rows {
		list[i] = DeskSession{ID: r.ID, Agent: r.Agent, Started: r.Started, Seen: r.Seen, Locked: !r.LockedAt.IsZero(), Current: r.ID == v.Session}
	}
	return list, err
}

// EndSession ends one of a person's own sessions; one that has ended is no fault.
func (d *Desk) EndSession(ctx context.Context, v *StaffVisit, session int64) error {
	return d.s.db.Write(ctx, func(tx *store.Tx) error {
		had, err := store.DeleteOwnStaffSession(tx, session, v.ID)
		if err != nil || !had {
			return err
		}
		return d.audit(tx, v.ID, "staff.session_ended", v.ID, "")
	})
}

// EndOthers ends all of a person's sessions but this one.
func (d *Desk) EndOthers(ctx context.Context, v *StaffVisit) error {
	return d.s.db.Write(ctx, func(tx *store.Tx) error {
		n, err := store.DeleteStaffSessionsOf(tx, v.ID, v.Session)
		if err != nil || n == 0 {
			return err
		}
		return d.audit(tx, v.ID, "staff.session_ended", v.ID, "")
	})
}
