package library

import (
	"context"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/store"
)

// MemberChange is who changes what of a member, in which state the page showed them.
type MemberChange struct {
	Clerk   Clerk
	Member  int64
	Version int64
	Reason  string
}

// BlockMember keeps a member from borrowing and renewing, for a reason.
//
// Errors: fault.Invalid (field reason; why short or long), fault.Conflict (WhyMemberChanged),
// fault.NotFound, fault.Mirrored, fault.ClockWrong.
func (l *Library) BlockMember(ctx context.Context, c MemberChange) error {
	reason, err := reasonGiven(c.Reason)
	if err != nil {
		return err
	}
	return l.setStatus(ctx, c, circulation.MemberBlocked, reason, "member.blocked", reason)
}

// UnblockMember lets a member borrow and renew again. A reason may be left out.
//
// Errors: those of BlockMember.
func (l *Library) UnblockMember(ctx context.Context, c MemberChange) error {
	reason, err := reasonIfAny(c.Reason)
	if err != nil {
		return err
	}
	return l.setStatus(ctx, c, circulation.MemberActive, "", "member.unblocked", reason)
}

func (l *Library) setStatus(ctx context.Context, c MemberChange, to circulation.MemberStatus, kept, action, reason string) error {
	return l.changeMember(ctx, c.Clerk, ownRecord, c.Member, c.Version, func(w *deskwork, old *store.MemberRecordRow) error {
		if old.Status == string(to) {
			return nil
		}
		if err := w.changed(store.SetMemberStatus(w.tx, c.Member, c.Version, string(to), kept)); err != nil {
			return err
		}
		return w.audit(action, "member", c.Member, because(reason))
	})
}

// because is the detail of an audit row with a reason.
func because(reason string) map[string]any {
	if reason == "" {
		return nil
	}
	return map[string]any{"reason": reason}
}

// furthestSuspension is how far ahead a suspension may end: more is a slip.
const furthestSuspension = 5 * 366 // days

// SuspendMember sets the last day on which a member may not borrow, or with the
// zero day lifts the suspension, in either case for a reason.
//
// Errors: fault.Invalid (field until; why past or far) and those of BlockMember.
func (l *Library) SuspendMember(ctx context.Context, c MemberChange, until circulation.Day) error {
	reason, err := reasonGiven(c.Reason)
	if err != nil {
		return err
	}
	return l.changeMember(ctx, c.Clerk, ownRecord, c.Member, c.Version, func(w *deskwork, old *store.MemberRecordRow) error {
		today := circulation.DayOf(w.now, w.policy.zone)
		action, detail := "member.suspended", because(reason)
		switch {
		case until.IsZero():
			action = "member.suspension_lifted"
		case until < today:
			return fault.New(fault.Invalid, "give a day from today on").With("field", "until").With("why", WrongPast)
		case until > today+furthestSuspension:
			return fault.New(fault.Invalid, "give a day within five years").With("field", "until").With("why", "far")
		default:
			detail["until"] = until
		}
		m, _, err := readMember(w.tx, c.Member)
		if err != nil || m.SuspendedUntil == until {
			return err
		}
		if err := w.changed(store.SuspendMember(w.tx, c.Member, c.Version, until.String())); err != nil {
			return err
		}
		return w.audit(action, "member", c.Member, detail)
	})
}
