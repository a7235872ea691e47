package identity

import (
	"context"
	"errors"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/store"
)

// Roles are what staff may be, from the least to the most.
func Roles() []string { return []string{"librarian", "supervisor", "admin"} }

// A password is long rather than odd, as NIST SP 800-63B, 5.1.1 has it; the
// upper bound, in bytes, only keeps a mistake out of the hash.
const (
	minPassword = 8
	maxPassword = 512
)

var usernameForm = regexp.MustCompile(`^[a-z][a-z0-9._-]{1,31}$`)

// AddStaff opens an account. fault.Invalid for a name, role or password that
// cannot be taken, fault.Conflict for a name that is taken.
func (s *Service) AddStaff(ctx context.Context, username, role, password string) error {
	name, err := staffName(username)
	if err != nil {
		return err
	}
	if !slices.Contains(Roles(), role) {
		return fault.Wrap(errors.New("there is no such role"), fault.Invalid, "give --role one of: "+strings.Join(Roles(), ", "))
	}
	kept, err := s.keepPassword(ctx, name, password)
	if err != nil {
		return err
	}
	return s.db.Write(ctx, func(tx *store.Tx) error {
		id, err := store.AddStaff(tx, name, role, kept, s.o.LibraryNow())
		if store.IsUnique(err) {
			return fault.Wrap(errors.New("this username is taken"), fault.Conflict,
				`take another, or give this one a new password with "simpanbudi staff reset"`)
		}
		if err != nil {
			return err
		}
		return s.auditStaff(tx, "staff.added", id)
	})
}

// ResetStaff gives an account a new password, and opens it again where it was
// disabled. fault.NotFound for an unknown name.
func (s *Service) ResetStaff(ctx context.Context, username, password string) error {
	name, err := staffName(username)
	if err != nil {
		return err
	}
	kept, err := s.keepPassword(ctx, name, password)
	if err != nil {
		return err
	}
	return s.changeStaff(ctx, name, func(tx *store.Tx, row store.StaffRow) error {
		if err := store.ResetStaff(tx, row.ID, kept); err != nil {
			return err
		}
		return s.auditStaff(tx, "staff.reset", row.ID)
	})
}

// DisableStaff closes an account; doing it twice changes nothing. fault.NotFound
// for an unknown name.
func (s *Service) DisableStaff(ctx context.Context, username string) error {
	name, err := staffName(username)
	if err != nil {
		return err
	}
	return s.changeStaff(ctx, name, func(tx *store.Tx, row store.StaffRow) error {
		was, err := store.DisableStaff(tx, row.ID, s.o.LibraryNow())
		if err != nil || !was {
			return err
		}
		return s.auditStaff(tx, "staff.disabled", row.ID)
	})
}

func (s *Service) changeStaff(ctx context.Context, name string, change func(tx *store.Tx, row store.StaffRow) error) error {
	return s.db.Write(ctx, func(tx *store.Tx) error {
		row, found, err := store.StaffByUsername(tx, name)
		if err != nil {
			return err
		}
		if !found {
			return fault.Wrap(errors.New("there is no such staff account"), fault.NotFound,
				`check the username, or open an account with "simpanbudi staff add"`)
		}
		return change(tx, row)
	})
}

func (s *Service) auditStaff(tx *store.Tx, action string, id int64) error {
	return store.AppendAudit(tx, store.AuditRow{At: s.o.LibraryNow(), Actor: "system", Door: "cli",
		Action: action, Subject: "staff", SubjectID: id})
}

// keepPassword checks a new password and returns its hash.
func (s *Service) keepPassword(ctx context.Context, name, password string) (string, error) {
	if wrong := passwordFault(name, password); wrong != "" {
		return "", fault.Wrap(errors.New(wrong), fault.Invalid, "choose another: four words that do not belong together are easy to keep in mind")
	}
	return s.hasher.keep(ctx, password)
}

// passwordFault says what is wrong with a password, "" where nothing is.
func passwordFault(name, password string) string {
	distinct := map[rune]bool{}
	for _, r := range password {
		distinct[r] = true
	}
	switch {
	case !utf8.ValidString(password) || strings.ContainsFunc(password, unicode.IsControl):
		return "the password has characters that cannot be typed"
	case utf8.RuneCountInString(password) < minPassword:
		return "the password is shorter than 8 characters"
	case len(password) > maxPassword:
		return "the password is longer than 512 bytes"
	case len(distinct) < 5:
		return "the password repeats the same few characters"
	case strings.Contains(strings.ToLower(password), name):
		return "the password contains the username"
	}
	return ""
}

func staffName(username string) (string, error) {
	name := strings.ToLower(strings.TrimSpace(username))
	if !usernameForm.MatchString(name) {
		return "", fault.Wrap(errors.New("this cannot be a username"), fault.Invalid,
			"take 2 to 32 of: letters a to z, digits, dot, hyphen, underscore; the first a letter")
	}
	return name, nil
}
