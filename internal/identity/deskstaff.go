package identity

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"time"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/store"
)

// LastAdmin is the fault of what would leave the desk without an admin.
const LastAdmin fault.Code = "last_admin"

// StaffAccount is an account as admins see it.
type StaffAccount struct {
	ID             int64
	Username, Name string
	Role           string
	Disabled       bool
	HasCode        bool      // one-time codes are on
	SignedIn       time.Time // the last time; zero: never
}

// Shown is how colleagues call who has the account.
func (a *StaffAccount) Shown() string { return orUsername(a.Name, a.Username) }

func accountOf(r store.StaffRow) StaffAccount {
	return StaffAccount{ID: r.ID, Username: r.Username, Name: r.Name, Role: r.Role, Disabled: r.Disabled, HasCode: r.TOTPActive, SignedIn: r.SignedIn}
}

// Accounts returns every account by username, the disabled ones last.
func (d *Desk) Accounts(ctx context.Context) ([]StaffAccount, error) {
	var rows []store.StaffRow
	err := d.s.db.Read(ctx, func(q store.Queryer) (err error) {
		rows, err = store.AllStaff(q)
		return err
	})
	list := make([]StaffAccount, len(rows))
	for i, r := range rows {
		list[i] = accountOf(r)
	}
	return list, err
}

// Account returns one; fault.NotFound where there is none.
func (d *Desk) Account(ctx context.Context, id int64) (a StaffAccount, err error) {
	err = d.s.db.Read(ctx, func(q store.Queryer) error {
		row, err := staffRow(q, id)
		a = accountOf(row)
		return err
	})
	return a, err
}

func staffRow(q store.Queryer, id int64) (store.StaffRow, error) {
	row, found, err := store.StaffByID(q, id)
	if err == nil && !found {
		err = fault.Wrap(errors.New("there is no such staff account"), fault.NotFound, "")
	}
	return row, err
}

// NewAccount is an account to be made.
type NewAccount struct{ Username, Name, Role, Password string }

// AddAccount makes an account. fault.Invalid for what cannot be taken,
// fault.Conflict for a username that is taken.
func (d *Desk) AddAccount(ctx context.Context, by *StaffVisit, a NewAccount) (id int64, err error) {
	username, err := staffName(a.Username)
	if err != nil {
		return 0, err
	}
	if !slices.Contains(Roles(), a.Role) || !IsStaffName(a.Name) {
		return 0, fault.New(fault.Invalid, "")
	}
	kept, err := d.s.keepPassword(ctx, username, a.Password)
	if err != nil {
		return 0, err
	}
	err = d.s.db.Write(ctx, func(tx *store.Tx) error {
		if id, err = d.s.insertStaff(tx, username, strings.TrimSpace(a.Name), a.Role, kept); err != nil {
			return err
		}
		return d.audit(tx, by.ID, "staff.added", id, roleDetail(a.Role))
	})
	return id, err
}

func roleDetail(role string) string {
	text, err := json.Marshal(map[string]string{"role": role})
	if err != nil {
		panic(err) // texts always encode
	}
	return string(text)
}

// EditAccount gives an account another name and role. fault.Conflict where it is
// no longer what was shown, LastAdmin where no admin would be left.
func (d *Desk) EditAccount(ctx context.Context, by *StaffVisit, shown StaffAccount, name, role string) error {
	if name = strings.TrimSpace(name); !slices.Contains(Roles(), role) || !IsStaffName(name) {
		return fault.New(fault.Invalid, "")
	}
	return d.change(ctx, shown.ID, func(tx *store.Tx, row store.StaffRow) error {
		if row.Name == name && row.Role == role {
			return nil
		}
		if role != "admin" {
			if err := keepsAdmin(tx, row); err != nil {
				return err
			}
		}
		same, err := store.EditStaff(tx, store.StaffRow{ID: row.ID, Name: shown.Name, Role: shown.Role}, name, role)
		if err != nil {
			return err
		}
		if !same {
			return fault.Wrap(errors.New("the account was changed meanwhile"), fault.Conflict, "")
		}
		detail := ""
		if role != row.Role {
			detail = roleDetail(role)
		}
		return d.audit(tx, by.ID, "staff.changed", row.ID, detail)
	})
}

// ResetAccount gives an account a new password and ends its sessions at once.
func (d *Desk) ResetAccount(ctx context.Context, by *StaffVisit, id int64, password string) error {
	a, err := d.Account(ctx, id)
	if err != nil {
		return err
	}
	kept, err := d.s.keepPassword(ctx, a.Username, password)
	if err != nil {
		return err
	}
	return d.change(ctx, id, func(tx *store.Tx, row store.StaffRow) error {
		if err := store.SetStaffPassword(tx, id, kept); err != nil {
			return err
		}
		if _, err := store.DeleteStaffSessionsOf(tx, id, 0); err != nil {
			return err
		}
		return d.audit(tx, by.ID, "staff.reset", id, "")
	})
}

// DisableAccount closes an account and ends its sessions at once; LastAdmin where
// no admin would be left. Doing it twice changes nothing.
func (d *Desk) DisableAccount(ctx context.Context, by *StaffVisit, id int64) error {
	return d.change(ctx, id, func(tx *store.Tx, row store.StaffRow) error {
		if err := keepsAdmin(tx, row); err != nil {
			return err
		}
		was, err := store.DisableStaff(tx, id, d.s.o.LibraryNow())
		if err != nil || !was {
			return err
		}
		if _, err := store.DeleteStaffSessionsOf(tx, id, 0); err != nil {
			return err
		}
		return d.audit(tx, by.ID, "staff.disabled", id, "")
	})
}

// EnableAccount opens a closed account again.
func (d *Desk) EnableAccount(ctx context.Context, by *StaffVisit, id int64) error {
	return d.change(ctx, id, func(tx *store.Tx, row store.StaffRow) error {
		was, err := store.EnableStaff(tx, id)
		if err != nil || !was {
			return err
		}
		return d.audit(tx, by.ID, "staff.enabled", id, "")
	})
}

// ClearCodes takes the one-time codes of an account away, for who has lost them.
func (d *Desk) ClearCodes(ctx context.Context, by *StaffVisit, id int64) error {
	return d.change(ctx, id, func(tx *store.Tx, row store.StaffRow) error {
		had, err := store.ClearTOTP(tx, id)
		if err != nil || !had {
			return err
		}
		return d.audit(tx, by.ID, "staff.codes_off", id, "")
	})
}

func (d *Desk) change(ctx context.Context, id int64, change func(tx *store.Tx, row store.StaffRow) error) error {
	return d.s.db.Write(ctx, func(tx *store.Tx) error {
		row, err := staffRow(tx, id)
		if err != nil {
			return err
		}
		return change(tx, row)
	})
}

// keepsAdmin refuses to take the last admin's place away.
func keepsAdmin(tx *store.Tx, row store.StaffRow) error {
	if row.Role != "admin" || row.Disabled {
		return nil
	}
	others, err := store.OtherAdmins(tx, row.ID)
	if err == nil && !others {
		err = fault.New(LastAdmin, "make somebody else an admin first")
	}
	return err
}
