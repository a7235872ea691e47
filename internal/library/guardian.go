package library

import (
	"context"

	"simpanbudi/internal/store"
)

// SetGuardian names by the card who answers for a member; "" is nobody.
//
// Errors: *Mistakes (guardian), fault.Conflict (WhyMemberChanged), fault.NotFound,
// fault.Mirrored, fault.ClockWrong.
func (l *Library) SetGuardian(ctx context.Context, c MemberChange, card string) error {
	return l.changeMember(ctx, c.Clerk, ownRecord, c.Member, c.Version, func(w *deskwork, old *store.MemberRecordRow) error {
		m := &Mistakes{}
		guardian, err := w.checkGuardian(m, "guardian", card, old.Card, c.Member)
		if err != nil {
			return err
		}
		if err := m.or(); err != nil || guardian == old.GuardianID {
			return err
		}
		if err := w.changed(store.ChangeGuardian(w.tx, c.Member, c.Version, guardian)); err != nil {
			return err
		}
		if guardian == 0 {
			return w.audit("member.guardian_removed", "member", c.Member, nil)
		}
		return w.audit("member.guardian_set", "member", c.Member, map[string]any{"guardian": guardian})
	})
}
