package identity

import (
	"context"
	"errors"
	"regexp"
	"slices"
	"strings"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/store"
)

// Roles are what staff may be, from the least to the most.
func Roles() []string { return []string{"librarian", "supervisor", "admin"} }

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
		id, err := s.insertStaff(tx, name, "", role, kept)
		if err != nil {
			return err
		}
		return s.auditStaff(tx, "staff.added", id)
	})
}

func (s *Service) insertStaff(tx *store.Tx, username, name, role, kept string) (int64, error) {
	id, err := store.AddStaff(tx, username, name, role, kept, s.o.LibraryNow())
	if store.IsUnique(err) {
		return 0, fault.Wrap(errors.New("this username is taken"), fault.Conflict,
			`take another, or give this one a new password with "simpanbudi staff reset"`)
	}
	return id, err
}

// ResetStaff gives an account a new password, opens it again where it was
// disabled, and ends its sessions at once; withoutCodes also takes its one-time
// codes away, for who has lost them. fault.NotFound for an unknown name.
func (s *Service) ResetStaff(ctx context.Context, username, password string, withoutCodes bool) error {
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
		if _, err := store.DeleteStaffSessionsOf(tx, row.ID, 0); err != nil {
			return err
		}
		if withoutCodes {
			had, err := store.ClearTOTP(tx, row.ID)
			if err != nil {
				return err
			}
			if had {
				if err := s.auditStaff(tx, "staff.codes_off", row.ID); err != nil {
					return err
				}
			}
		}
		return s.auditStaff(tx, "staff.reset", row.ID)
	})
}

// DisableStaff closes an account and ends its sessions at once; doing it twice
// changes nothing. Unlike at the desk this may be the last admin's: who has the
// command line can open it again. fault.NotFound for an unknown name.
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
		if _, err := store.DeleteStaffSessionsOf(tx, row.ID, 0); err != nil {
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

// IsUsername reports whether an account can be called so.
func IsUsername(username string) bool { return usernameForm.MatchString(usernameKey(username)) }

func usernameKey(username string) string { return strings.ToLower(strings.TrimSpace(username)) }

func staffName(username string) (string, error) {
	name := usernameKey(username)
	if !usernameForm.MatchString(name) {
		return "", fault.Wrap(errors.New("this cannot be a username"), fault.Invalid,
			"take 2 to 32 of: letters a to z, digits, dot, hyphen, underscore; the first a letter")
	}
	return name, nil
}
