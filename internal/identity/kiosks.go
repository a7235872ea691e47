package identity

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/store"
)

// KioskCodeLife is how long the code that makes a device a kiosk can be typed.
const KioskCodeLife = 15 * time.Minute

// Kiosk is a shared screen in the library, as `kiosk list` tells of it.
type Kiosk struct {
	ID         int64
	Name       string
	Added      time.Time
	Registered time.Time // zero: no device has typed its code yet
	Waiting    bool      // its code can still be typed
}

// AddKiosk makes a kiosk and returns the code that its device is registered
// with; for one that waits already the new code takes the place of the old.
// fault.Invalid for a name that is no name, fault.Conflict where a device is
// registered under it.
func (s *Service) AddKiosk(ctx context.Context, name string) (code string, err error) {
	return s.addKiosk(ctx, name, 0)
}

// addKiosk is by somebody at the desk, 0 for the command line.
func (s *Service) addKiosk(ctx context.Context, name string, by int64) (code string, err error) {
	if name, err = kioskName(name); err != nil {
		return "", err
	}
	code = newKioskCode()
	err = s.db.Write(ctx, func(tx *store.Tx) error {
		now := s.o.Now()
		id, free, err := store.AddKiosk(tx, name, tokenHash(codeKey(code)), now, now.Add(KioskCodeLife))
		if err != nil {
			return err
		}
		if !free {
			return fault.Wrap(errors.New("a device is registered under this name"), fault.Conflict,
				`take another name, or make room with "simpanbudi kiosk remove"`)
		}
		door := "desk"
		if by == 0 {
			door = "cli"
		}
		return s.auditKiosk(tx, door, "kiosk.added", id, by)
	})
	if err != nil {
		return "", err
	}
	return code, nil
}

// RemoveKiosk makes a device an ordinary one again, at once. fault.NotFound
// where there is no kiosk of that name.
func (s *Service) RemoveKiosk(ctx context.Context, name string) error {
	return s.db.Write(ctx, func(tx *store.Tx) error {
		id, found, err := store.RemoveKiosk(tx, strings.TrimSpace(name))
		if err != nil {
			return err
		}
		if !found {
			return fault.Wrap(errors.New("there is no such kiosk"), fault.NotFound, `see: simpanbudi kiosk list`)
		}
		return s.auditKiosk(tx, "cli", "kiosk.removed", id, 0)
	})
}

// ListKiosks returns all kiosks by name; now is the machine's clock.
func ListKiosks(ctx context.Context, db *store.DB, now time.Time) ([]Kiosk, error) {
	var rows []store.KioskRow
	err := db.Read(ctx, func(q store.Queryer) (err error) {
		rows, err = store.Kiosks(q)
		return err
	})
	list := make([]Kiosk, len(rows))
	for i, k := range rows {
		list[i] = Kiosk{ID: k.ID, Name: k.Name, Added: k.Added, Registered: k.Registered, Waiting: k.CodeExpires.After(now)}
	}
	return list, err
}

// auditKiosk is by somebody at the desk, 0 for nobody who is known.
func (s *Service) auditKiosk(tx *store.Tx, door, action string, id, by int64) error {
	actor := "system"
	if by != 0 {
		actor = "librarian"
	}
	return store.AppendAudit(tx, store.AuditRow{At: s.o.LibraryNow(), Actor: actor, ActorID: by, Door: door,
		Action: action, Subject: "kiosk", SubjectID: id})
}

const longestKioskName = 60

func kioskName(name string) (string, error) {
	name = strings.TrimSpace(name)
	if name == "" || !utf8.ValidString(name) || utf8.RuneCountInString(name) > longestKioskName ||
		strings.ContainsFunc(name, unicode.IsControl) {
		return "", fault.Wrap(errors.New("this cannot be the name of a kiosk"), fault.Invalid,
			"say where it stands in one line of up to 60 characters")
	}
	return name, nil
}

// codeLetters are Crockford's 32, of which none looks like another.
const codeLetters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// newKioskCode returns 40 random bits as they are typed: 7K2M-9QXA.
func newKioskCode() string {
	var b [8]byte
	_, _ = rand.Read(b[:]) // never fails
	for i := range b {
		b[i] = codeLetters[b[i]%32]
	}
	return string(b[:4]) + "-" + string(b[4:])
}

// codeKey is the form in which codes are compared: as Crockford reads them.
func codeKey(code string) string {
	code = strings.ToUpper(without(code, func(r rune) bool { return unicode.IsSpace(r) || r == '-' }))
	return strings.NewReplacer("O", "0", "I", "1", "L", "1").Replace(code)
}

// tokenHash is what the database keeps of a token nobody can guess.
func tokenHash(token string) string {
	sum := sha256.Sum256([]byte(token))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

// newToken returns 32 random bytes as text.
func newToken() string {
	var b [32]byte
	_, _ = rand.Read(b[:]) // never fails
	return base64.RawURLEncoding.EncodeToString(b[:])
}
