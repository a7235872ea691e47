package library

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/store"
)

// sameNote is how long the same words about a member are one note: a form posted twice.
const sameNote = 30 * time.Second

// AddNote notes something about a member that colleagues should know.
//
// Errors: fault.Invalid (field note; why missing or long), fault.NotFound, fault.ClockWrong.
func (l *Library) AddNote(ctx context.Context, c Clerk, member int64, text string) error {
	text = strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n"))
	switch {
	case text == "":
		return fault.New(fault.Invalid, "write the note").With("field", "note").With("why", WrongMissing)
	case utf8.RuneCountInString(text) > longestNote || !utf8.ValidString(text):
		return fault.New(fault.Invalid, "write at most 2000 characters").With("field", "note").With("why", WrongLong)
	}
	return l.atDesk(ctx, c, false, func(w *deskwork) error {
		if _, err := readRecordRow(w.tx, member); err != nil {
			return err
		}
		same, err := store.SameNote(w.tx, member, text, w.now.Add(-sameNote))
		if err != nil || same {
			return err
		}
		id, err := store.AddMemberNote(w.tx, member, c.Staff, w.now, text)
		if err != nil {
			return err
		}
		return w.audit("member.note_added", "member", member, map[string]any{"note": id})
	})
}

// RemoveNote takes a note off a member's record; that it was there stays known.
// One that is gone already is no error.
//
// Errors: fault.ClockWrong.
func (l *Library) RemoveNote(ctx context.Context, c Clerk, member, note int64) error {
	return l.atDesk(ctx, c, false, func(w *deskwork) error {
		removed, err := store.RemoveMemberNote(w.tx, member, note, w.now)
		if err != nil || !removed {
			return err
		}
		return w.audit("member.note_removed", "member", member, map[string]any{"note": note})
	})
}
