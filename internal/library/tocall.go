package library

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"time"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/store"
)

// CallChannels are the ways of speaking to a member about what is late.
var CallChannels = [...]string{"whatsapp", "phone", "visit", "letter"}

// CallOutcomes are what may have come of it.
var CallOutcomes = [...]string{"reached", "promised", "message", "no_answer", "wrong_number"}

// ToCall is a member with late books whom nobody has called of late.
type ToCall struct {
	Member     int64
	MemberName string
	Card       string
	Language   string // of the member; "" is the library's
	Phone      string // as it is on file; "" where there is none
	Guardian   string // whose phone it is where the member has none; else ""
	Email      bool   // there is an address
	Late       []LoanOut
	LastCall   int64     // id of the newest call, to be given back with a new one; 0: none
	CalledAt   time.Time // when that was, in the library's zone; zero: never
}

// MembersToCall returns the members with a late book of a branch, 0 for all, whom
// nobody has called in CalledDays, those who are late longest first.
func (l *Library) MembersToCall(ctx context.Context, branch int64, after ListKey, limit int) (list []ToCall, next ListKey, err error) {
	err = l.today(ctx, branch, func(q store.Queryer, d *day) error {
		rows, err := store.ToCall(q, d.within, d.late(), d.called(), after.At, after.ID, limit+1)
		if err != nil {
			return err
		}
		rows, next = paged(rows, limit, func(r *store.ToCallRow) ListKey { return ListKey{r.DueAt, r.LoanID} })
		late, err := d.lateBooks(q, rows)
		for _, r := range rows {
			c := ToCall{
				Member: r.MemberID, MemberName: r.Name, Card: r.Card, Language: r.Language, Phone: r.Phone, Guardian: r.Guardian,
				Email: r.Email, Late: late[r.MemberID], LastCall: r.LastCall,
			}
			if r.CalledAt != 0 {
				c.CalledAt = time.Unix(r.CalledAt, 0).In(d.policy.zone)
			}
			list = append(list, c)
		}
		return err
	})
	return list, next, err
}

// lateBooks are the late books of members, of whatever branch.
func (d *day) lateBooks(q store.Queryer, of []store.ToCallRow) (map[int64][]LoanOut, error) {
	ids := make([]int64, len(of))
	for i := range of {
		ids[i] = of[i].MemberID
	}
	rows, err := store.LateOf(q, store.IDList(ids), d.late())
	late := map[int64][]LoanOut{}
	for i := range rows {
		late[rows[i].MemberID] = append(late[rows[i].MemberID], d.loanOut(&rows[i]))
	}
	return late, err
}

// Call is a call that was made, or whatever was said to a member instead.
type Call struct {
	ID         int64
	At         time.Time // in the library's zone
	Channel    string    // one of CallChannels
	Outcome    string    // one of CallOutcomes, or "" where nobody said
	Staff      string    // who; "" where that is not known any more
	Undone     bool
	Member     int64
	MemberName string
	Card       string
}

// CallRequest notes a call.
type CallRequest struct {
	Clerk    Clerk
	Member   int64
	Channel  string
	Outcome  string // may be ""
	LastCall int64  // the member's newest call as the page showed it, 0 for none
}

// sameCall is how long the same call noted again by the same clerk is a button
// pressed twice.
const sameCall = 2 * time.Minute

// RecordCall notes that a member was called, and returns the call's id. Who was
// called meanwhile by somebody else is fault.Conflict; the same note twice is one.
// A channel or outcome that is none is fault.Invalid with the field.
func (l *Library) RecordCall(ctx context.Context, r CallRequest) (id int64, err error) {
	switch {
	case !slices.Contains(CallChannels[:], r.Channel):
		return 0, fault.New(fault.Invalid, "choose how the member was reached").With("field", "channel")
	case r.Outcome != "" && !slices.Contains(CallOutcomes[:], r.Outcome):
		return 0, fault.New(fault.Invalid, "choose what came of it").With("field", "outcome")
	}
	now := l.moment()
	err = l.db.Write(ctx, func(tx *store.Tx) error {
		if _, _, err := readMember(tx, r.Member); err != nil {
			return err
		}
		row := store.CallRow{MemberID: r.Member, At: now, Channel: r.Channel, Outcome: r.Outcome, StaffID: r.Clerk.Staff}
		if id, err = store.InsertCall(tx, row, r.LastCall); err != nil {
			return err
		}
		if id == 0 {
			id, err = calledTwice(tx, &row)
			return err
		}
		return auditClerk(tx, r.Clerk, now, "member.called", "member", r.Member,
			map[string]any{"call": id, "channel": r.Channel, "outcome": r.Outcome})
	})
	return id, err
}

// calledTwice finds the call that the same clerk has just noted.
func calledTwice(q store.Queryer, row *store.CallRow) (int64, error) {
	newest, err := store.CallsOf(q, row.MemberID, 1)
	if err != nil {
		return 0, err
	}
	if len(newest) == 1 {
		if c := newest[0]; !c.Undone && c.StaffID == row.StaffID && c.Channel == row.Channel && c.Outcome == row.Outcome &&
			row.At.Sub(c.At) < sameCall {
			return c.ID, nil
		}
	}
	return 0, fault.New(fault.Conflict, "somebody has called this member meanwhile")
}

// UndoCall takes a call back, so that the member is to be called again. One that
// was taken back already stays so; fault.NotFound for none.
func (l *Library) UndoCall(ctx context.Context, c Clerk, id int64) error {
	now := l.moment()
	return l.db.Write(ctx, func(tx *store.Tx) error {
		call, err := store.ReadCall(tx, id)
		if errors.Is(err, sql.ErrNoRows) {
			return fault.New(fault.NotFound, "there is no such call")
		}
		if err != nil {
			return err
		}
		return undoCall(tx, c, &call, now)
	})
}

func undoCall(tx *store.Tx, c Clerk, call *store.CallRow, now time.Time) error {
	undone, err := store.UndoCall(tx, call.ID, now)
	if err != nil || !undone {
		return err
	}
	return auditClerk(tx, c, now, "member.call_undone", "member", call.MemberID, map[string]any{"call": call.ID})
}

// CallMade returns a call; fault.NotFound for none.
func (l *Library) CallMade(ctx context.Context, id int64) (*Call, error) {
	var call Call
	err := l.reading(ctx, func(q store.Queryer, p *policy) error {
		row, err := store.ReadCall(q, id)
		if errors.Is(err, sql.ErrNoRows) {
			return fault.New(fault.NotFound, "there is no such call")
		}
		call = callOf(&row, p.zone)
		return err
	})
	if err != nil {
		return nil, err
	}
	return &call, nil
}

// CallsMade returns the calls of the last CalledDays that stand, newest first.
func (l *Library) CallsMade(ctx context.Context, before ListKey, limit int) (list []Call, next ListKey, err error) {
	if before == (ListKey{}) {
		before.At = 1 << 60
	}
	err = l.today(ctx, 0, func(q store.Queryer, d *day) error {
		rows, err := store.CallPage(q, d.called(), before.At, before.ID, limit+1)
		rows, next = paged(rows, limit, func(r *store.CallRow) ListKey { return ListKey{r.At.Unix(), r.ID} })
		for i := range rows {
			list = append(list, callOf(&rows[i], d.policy.zone))
		}
		return err
	})
	return list, next, err
}

func callOf(r *store.CallRow, zone *time.Location) Call {
	return Call{
		ID: r.ID, At: r.At.In(zone), Channel: r.Channel, Outcome: r.Outcome, Staff: r.Staff, Undone: r.Undone,
		Member: r.MemberID, MemberName: r.Member, Card: r.Card,
	}
}
