package library

import (
	"context"
	"slices"
	"strings"
	"time"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/store"
)

// Consent is what a member has agreed to or withdrawn (UU 27/2022, articles 20 to 22).
type Consent struct {
	Channel string
	Given   bool
	Wording string    // the sentence, as it was shown
	At      time.Time // in the library's zone
	Door    string
	By      string // the colleague who noted it; "" for the member
}

// Channels are the ways to reach a member that need consent.
func Channels() []string { return []string{"whatsapp", "sms", "email", "phone", "letter", "telegram"} }

// RecordConsent notes what a member agrees to, or withdraws, in which words.
// Saying the same again notes nothing more. It is on where another system keeps
// the record, too: the reminders are ours.
//
// Errors: fault.Invalid (field channel or wording), fault.NotFound, fault.ClockWrong.
func (l *Library) RecordConsent(ctx context.Context, c Clerk, member int64, channel string, given bool, wording string) error {
	wording = strings.TrimSpace(wording)
	switch {
	case !slices.Contains(Channels(), channel):
		return fault.New(fault.Invalid, "name a channel").With("field", "channel")
	case lineWrong(wording, longestNote, true) != "":
		return fault.New(fault.Invalid, "give the sentence that was agreed to").With("field", "wording")
	}
	return l.atDesk(ctx, c, false, func(w *deskwork) error {
		if _, err := readRecordRow(w.tx, member); err != nil {
			return err
		}
		news, err := store.RecordConsent(w.tx, member, c.Staff, store.Consent{Channel: channel, Given: given, Wording: wording, At: w.now, Door: c.Door})
		if err != nil || !news {
			return err
		}
		return w.audit("member.consent", "member", member, map[string]any{"channel": channel, "given": given})
	})
}
