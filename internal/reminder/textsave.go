package reminder

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
	"simpanbudi/internal/store"
)

// What a text may be long, in runes. WhatsApp takes 4,096 with everything filled in.
const (
	longestSubject = 200
	longestBody    = 3000
)

// Mistakes in a text, as the argument "why" of the fault says.
const (
	TextEmpty     = "empty"
	TextTooLong   = "too_long"  // with "most"
	TextUnknown   = "unknown"   // a variable that there is not; with "name"
	TextMalformed = "malformed" // something in braces that is no variable; with "name"
	TextNeeds     = "needs"     // a variable that must be there is not; with "name"
)

// textVersion names a text by what it says, so that two desks can tell whether they
// have seen the same.
func textVersion(r *store.TextRow) string {
	sum := sha256.Sum256([]byte(r.Subject + "\x00" + r.Body))
	return hex.EncodeToString(sum[:8])
}

// clean is a text as it is kept.
func (t OwnText) clean(channel string) OwnText {
	t.Body = strings.TrimSpace(strings.ReplaceAll(t.Body, "\r\n", "\n"))
	if t.Subject = oneLine(t.Subject); !HasSubject(channel) {
		t.Subject = ""
	}
	return t
}

// check returns what is wrong with a text: fault.Invalid with the "field", subject or
// body, and "why".
func (s *Service) check(k TextKey, t OwnText) error {
	if HasSubject(k.Channel) {
		if err := checkText("subject", t.Subject, longestSubject, k.Kind); err != nil {
			return err
		}
	}
	if err := checkText("body", t.Body, longestBody, k.Kind); err != nil {
		return err
	}
	for _, name := range NeededVariables(s.o.Texts.Language(k.Language), k.Kind, k.Channel) {
		if !names(t.Body, name) {
			return wrongText("body", TextNeeds).With("name", name)
		}
	}
	return nil
}

func wrongText(field, why string) *fault.Error {
	return fault.New(fault.Invalid, "correct the text").With("field", field).With("why", why)
}

func checkText(field, text string, most int, kind string) error {
	switch n := utf8.RuneCountInString(text); {
	case n == 0:
		return wrongText(field, TextEmpty)
	case n > most:
		return wrongText(field, TextTooLong).With("most", most)
	}
	_, err := i18n.ParseOwn(text, Variables(kind)...)
	if unknown, ok := errors.AsType[*i18n.UnknownArgument](err); ok {
		return wrongText(field, TextUnknown).With("name", unknown.Name)
	}
	if malformed, ok := errors.AsType[*i18n.MalformedArgument](err); ok {
		return wrongText(field, TextMalformed).With("name", malformed.Text)
	}
	return err
}

// names reports whether a text that can be read names a variable.
func names(text, name string) bool {
	own, err := i18n.ParseOwn(text, name)
	if err == nil {
		return own.Fill(name, "") != own.Fill(name, "x")
	}
	return strings.Contains(strings.ReplaceAll(text, " ", ""), "{{."+name+"}}")
}

// SaveText stores the library's own text in the place of the one that was shown by
// its version. One that somebody has changed meanwhile is fault.Conflict; for what
// is wrong with it see check. Saving what is in force anyway changes nothing.
func (s *Service) SaveText(ctx context.Context, by library.Clerk, k TextKey, t OwnText, version string) error {
	if !k.valid(s.o.Texts) {
		return errNoText
	}
	t = t.clean(k.Channel)
	if err := s.check(k, t); err != nil {
		return err
	}
	return s.db.Write(ctx, func(tx *store.Tx) error {
		row, found, err := store.MessageText(tx, k.stored(), k.Channel, k.Language)
		if err != nil {
			return err
		}
		standing, err := fallback(tx, s.o.Texts.Language(k.Language), k)
		if err != nil {
			return err
		}
		if found {
			standing = OwnText{row.Subject, row.Body}
		}
		if standing == t {
			return nil
		}
		if now := versionOf(&row, found); now != version {
			return fault.New(fault.Conflict, "the text was changed meanwhile")
		}
		row = store.TextRow{Kind: k.stored(), Channel: k.Channel, Language: k.Language, Subject: t.Subject, Body: t.Body,
			ChangedAt: s.moment(), StaffID: by.Staff}
		if err := store.PutMessageText(tx, &row); err != nil {
			return err
		}
		return audit(tx, by, s.moment(), "message.text_changed", "message", 0, k.detail())
	})
}

// ResetText goes back to the text that ships, or for a step to that of its kind.
// Doing it twice is doing it once; fault.Conflict as SaveText.
func (s *Service) ResetText(ctx context.Context, by library.Clerk, k TextKey, version string) error {
	if !k.valid(s.o.Texts) {
		return errNoText
	}
	return s.db.Write(ctx, func(tx *store.Tx) error {
		row, found, err := store.MessageText(tx, k.stored(), k.Channel, k.Language)
		if err != nil || !found {
			return err
		}
		if textVersion(&row) != version {
			return fault.New(fault.Conflict, "the text was changed meanwhile")
		}
		if err := store.DeleteMessageText(tx, k.stored(), k.Channel, k.Language); err != nil {
			return err
		}
		return audit(tx, by, s.moment(), "message.text_reset", "message", 0, k.detail())
	})
}

func versionOf(r *store.TextRow, found bool) string {
	if !found {
		return ""
	}
	return textVersion(r)
}

// detail is a text's name for the audit trail.
func (k TextKey) detail() map[string]any {
	d := map[string]any{"message": k.Kind, "by": k.Channel, "language": k.Language}
	if k.Step != "" {
		d["step"] = k.Step
	}
	return d
}

// TextSteps are the steps for which a kind may have a text of its own: those that
// some category has.
func (s *Service) TextSteps(ctx context.Context, kind string) (keys []string, err error) {
	err = s.db.Read(ctx, func(q store.Queryer) error {
		rows, err := store.Steps(q)
		for _, r := range rows {
			key := circulation.Step{Days: r.Days, Letter: r.Letter}.Key()
			if fits(kind, key) && !slices.Contains(keys, key) {
				keys = append(keys, key)
			}
		}
		return err
	})
	return keys, err
}
