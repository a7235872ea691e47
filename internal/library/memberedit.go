package library

import (
	"context"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/identity"
	"simpanbudi/internal/store"
)

// WhyMemberChanged is the Args["why"] of fault.Conflict where a member's record was
// edited since the page was shown.
const WhyMemberChanged = "member_changed"

// EditMember writes what was typed over a record of a version. The card and the
// guardian are left as they are.
//
// Errors: *Mistakes, *Twin where name or number are new, fault.Conflict
// (WhyMemberChanged), fault.NotFound, fault.Mirrored, fault.ClockWrong.
func (l *Library) EditMember(ctx context.Context, member, version int64, r Registration) error {
	r.Form.tidy()
	return l.atDesk(ctx, r.Clerk, ownRecord, func(w *deskwork) error {
		old, err := readRecordRow(w.tx, member)
		if err != nil {
			return err
		}
		if old.Version != version {
			return conflict(WhyMemberChanged)
		}
		row, err := w.checked(&r.Form, member)
		if err != nil {
			return err
		}
		if !r.Anyway && (row.Name != old.Name || row.Phone != old.Phone) {
			if err := twins(w.tx, &row); err != nil {
				return err
			}
		}
		row.Version = version
		changed := editedFields(&old, &row)
		if !r.Form.BirthDate.IsZero() {
			changed = append(changed, "birth_date")
		}
		if len(changed) == 0 {
			return nil
		}
		if err := w.changed(store.EditMember(w.tx, &row)); err != nil {
			return err
		}
		if mac := birthMAC(r.Keys, identity.CardKey(old.Card), r.Form.BirthDate); mac != nil {
			if err := store.SetBirthMAC(w.tx, member, mac); err != nil {
				return err
			}
		}
		return w.audit("member.edited", "member", member, map[string]any{"fields": changed})
	})
}

// editedFields names what is new; the values are in the record and nowhere else.
func editedFields(old, row *store.MemberRecordRow) (fields []string) {
	for _, f := range []struct {
		name string
		same bool
	}{
		{"name", old.Name == row.Name}, {"category", old.Category == row.Category}, {"branch", old.BranchID == row.BranchID},
		{"phone", old.Phone == row.Phone}, {"email", old.Email == row.Email}, {"address", old.Address == row.Address},
		{"language", old.Language == row.Language}, {"expires_on", old.CardExpiresOn == row.CardExpiresOn},
	} {
		if !f.same {
			fields = append(fields, f.name)
		}
	}
	return fields
}

// changed says of a conditional update that it has found the record as it was shown.
func (w *deskwork) changed(ok bool, err error) error {
	if err == nil && !ok {
		err = conflict(WhyMemberChanged)
	}
	return err
}

// SetMemberLanguage sets in which language a member is written to, "" for the
// library's. It is on where another system keeps the record, which does not know it.
//
// Errors: fault.Invalid (field language), fault.Conflict (WhyMemberChanged), fault.NotFound, fault.ClockWrong.
func (l *Library) SetMemberLanguage(ctx context.Context, c Clerk, member, version int64, language string) error {
	if len(language) > 8 {
		return fault.New(fault.Invalid, "name a language").With("field", "language")
	}
	return l.changeMember(ctx, c, false, member, version, func(w *deskwork, old *store.MemberRecordRow) error {
		if old.Language == language {
			return nil
		}
		if err := w.changed(store.SetMemberLanguage(w.tx, member, version, language)); err != nil {
			return err
		}
		return w.audit("member.edited", "member", member, map[string]any{"fields": []string{"language"}})
	})
}

// changeMember runs a change of a record of a version.
func (l *Library) changeMember(ctx context.Context, c Clerk, own bool, member, version int64,
	change func(w *deskwork, old *store.MemberRecordRow) error) error {
	return l.atDesk(ctx, c, own, func(w *deskwork) error {
		old, err := readRecordRow(w.tx, member)
		if err != nil {
			return err
		}
		if old.Version != version {
			return conflict(WhyMemberChanged)
		}
		return change(w, &old)
	})
}
