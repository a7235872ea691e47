package identity

import (
	"context"
	"crypto/rand"
	"net/http"
	"strings"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/store"
)

// CodeNo is the one answer to every wrong one-time or recovery code.
const CodeNo fault.Code = "code_no"

// recoveryCodes is how many of them stand in for a lost device; each is good once.
const recoveryCodes = 10

// EnterCode makes a session whole by a one-time code of its account or a recovery
// code, each good once. A wrong one is CodeNo, too many fault.TooMany with
// retry_after in seconds.
func (d *Desk) EnterCode(ctx context.Context, w http.ResponseWriter, v *StaffVisit, code string) error {
	token, now := newToken(), d.s.o.Now()
	err := d.withCode(ctx, v, code, func(tx *store.Tx) error {
		if _, err := store.CompleteStaffSession(tx, v.Session, tokenHash(token), now, now.Add(StaffLifetime)); err != nil {
			return err
		}
		return store.NoteSignIn(tx, v.ID, now)
	})
	if err == nil {
		http.SetCookie(w, d.cookie(deskCookie, token, 0))
	}
	return err
}

// withCode uses a code up and runs then in the same transaction. A try is counted
// before it is looked at.
func (d *Desk) withCode(ctx context.Context, v *StaffVisit, code string, then func(tx *store.Tx) error) error {
	counted := d.codeTries(v)
	if err := d.s.reserve(ctx, counted); err != nil {
		return err
	}
	err := d.s.db.Write(ctx, func(tx *store.Tx) error {
		ok, err := d.useCode(tx, v.ID, code)
		if err != nil {
			return err
		}
		if !ok {
			return fault.New(CodeNo, "")
		}
		if err := succeed(tx, counted); err != nil {
			return err
		}
		return then(tx)
	})
	if fault.CodeOf(err) == CodeNo {
		d.noteLockout(ctx, v.ID, counted[0])
	}
	return err
}

func (d *Desk) codeTries(v *StaffVisit) []*bucket {
	return []*bucket{{name: d.s.keys.bucket("staff code", v.Username, ""), limit: cardLimit}}
}

// useCode uses up a one-time code or a recovery code of an account.
func (d *Desk) useCode(tx *store.Tx, staff int64, code string) (bool, error) {
	row, err := staffRow(tx, staff)
	if err != nil || !row.TOTPActive {
		return false, err
	}
	now := d.s.o.Now()
	if secret := d.s.keys.openTOTP(staff, row.TOTPSecret); secret != nil {
		if step, ok := matchTOTP(secret, code, now, row.TOTPStep); ok {
			return store.UseTOTPStep(tx, staff, step)
		}
	}
	used, err := store.UseRecovery(tx, staff, d.s.keys.recoveryHash(staff, code), now)
	if err == nil && used {
		err = d.audit(tx, staff, "staff.recovery_used", staff, "")
	}
	return used, err
}

// Enrolment is a secret that waits for its first right code.
type Enrolment struct {
	Secret string // as it is typed into an app
	Groups string // the same, to be read
}

// BeginCodes makes a secret for a person's one-time codes, in the place of one that
// waits. fault.Conflict where codes are on already.
func (d *Desk) BeginCodes(ctx context.Context, v *StaffVisit) error {
	sealed := d.s.keys.sealTOTP(v.ID, newTOTPSecret())
	return d.s.db.Write(ctx, func(tx *store.Tx) error {
		begun, err := store.BeginTOTP(tx, v.ID, sealed)
		if err == nil && !begun {
			err = fault.New(fault.Conflict, "one-time codes are on already")
		}
		return err
	})
}

// Enrolling returns the secret that waits, nil where none does.
func (d *Desk) Enrolling(ctx context.Context, v *StaffVisit) (*Enrolment, error) {
	var row store.StaffRow
	err := d.s.db.Read(ctx, func(q store.Queryer) (err error) {
		row, err = staffRow(q, v.ID)
		return err
	})
	if err != nil || row.TOTPActive {
		return nil, err
	}
	secret := d.s.keys.openTOTP(v.ID, row.TOTPSecret)
	if secret == nil {
		return nil, nil
	}
	text := totpText(secret)
	return &Enrolment{Secret: text, Groups: inGroups(text)}, nil
}

// ConfirmCodes switches a person's one-time codes on by the first right one and
// their password, and returns the recovery codes, which are shown this once.
// Other sessions of theirs end. A wrong password is fault.SignInNo, a wrong code
// CodeNo; none waiting is fault.Conflict.
func (d *Desk) ConfirmCodes(ctx context.Context, r *http.Request, v *StaffVisit, password, code, address string) (recovery []string, err error) {
	recovery = newRecoveryCodes()
	err = d.prove(ctx, d.attemptOf(r, v, password, address), func(tx *store.Tx, row store.StaffRow) error {
		secret := d.s.keys.openTOTP(v.ID, row.TOTPSecret)
		if row.TOTPActive || secret == nil {
			return fault.New(fault.Conflict, "no secret waits for its first code")
		}
		step, ok := matchTOTP(secret, code, d.s.o.Now(), 0)
		if !ok {
			return fault.New(CodeNo, "")
		}
		if _, err := store.ConfirmTOTP(tx, v.ID, row.TOTPSecret, step, d.s.o.LibraryNow()); err != nil {
			return err
		}
		if _, err := store.DeleteStaffSessionsOf(tx, v.ID, v.Session); err != nil {
			return err
		}
		if err := store.ReplaceRecovery(tx, v.ID, d.hashes(v.ID, recovery)); err != nil {
			return err
		}
		return d.audit(tx, v.ID, "staff.codes_on", v.ID, "")
	})
	if err != nil {
		return nil, err
	}
	return recovery, nil
}

// NewRecovery replaces a person's recovery codes, by password and code.
func (d *Desk) NewRecovery(ctx context.Context, r *http.Request, v *StaffVisit, password, code, address string) (recovery []string, err error) {
	recovery = newRecoveryCodes()
	err = d.proveBoth(ctx, r, v, password, code, address, func(tx *store.Tx) error {
		if err := store.ReplaceRecovery(tx, v.ID, d.hashes(v.ID, recovery)); err != nil {
			return err
		}
		return d.audit(tx, v.ID, "staff.recovery_renewed", v.ID, "")
	})
	if err != nil {
		return nil, err
	}
	return recovery, nil
}

// EndCodes switches a person's one-time codes off, by password and code.
func (d *Desk) EndCodes(ctx context.Context, r *http.Request, v *StaffVisit, password, code, address string) error {
	return d.proveBoth(ctx, r, v, password, code, address, func(tx *store.Tx) error {
		if _, err := store.ClearTOTP(tx, v.ID); err != nil {
			return err
		}
		return d.audit(tx, v.ID, "staff.codes_off", v.ID, "")
	})
}

// proveBoth asks for the password and for a code, and uses the code up only where
// both are right.
func (d *Desk) proveBoth(ctx context.Context, r *http.Request, v *StaffVisit, password, code, address string, then func(tx *store.Tx) error) error {
	if err := d.prove(ctx, d.attemptOf(r, v, password, address), func(*store.Tx, store.StaffRow) error { return nil }); err != nil {
		return err
	}
	return d.withCode(ctx, v, code, then)
}

// RecoveryLeft is how many recovery codes a person has left.
func (d *Desk) RecoveryLeft(ctx context.Context, v *StaffVisit) (n int, err error) {
	err = d.s.db.Read(ctx, func(q store.Queryer) (err error) {
		n, err = store.RecoveryLeft(q, v.ID)
		return err
	})
	return n, err
}

func (d *Desk) hashes(staff int64, codes []string) []string {
	list := make([]string, len(codes))
	for i, c := range codes {
		list[i] = d.s.keys.recoveryHash(staff, c)
	}
	return list
}

// newRecoveryCodes are of 50 random bits each, as they are typed: 7K2M9-QXA4F.
func newRecoveryCodes() []string {
	list := make([]string, recoveryCodes)
	for i := range list {
		var b [10]byte
		_, _ = rand.Read(b[:]) // never fails
		var text strings.Builder
		for j, n := range b {
			if j == len(b)/2 {
				text.WriteByte('-')
			}
			text.WriteByte(codeLetters[n%32])
		}
		list[i] = text.String()
	}
	return list
}

// ChangePassword gives a person a new password, by the old one, and ends their
// other sessions. A wrong old one is fault.SignInNo.
func (d *Desk) ChangePassword(ctx context.Context, w http.ResponseWriter, r *http.Request, v *StaffVisit, old, password, address string) error {
	kept, err := d.s.keepPassword(ctx, v.Username, password)
	if err != nil {
		return err
	}
	err = d.prove(ctx, d.attemptOf(r, v, old, address), func(tx *store.Tx, row store.StaffRow) error {
		if err := store.SetStaffPassword(tx, v.ID, kept); err != nil {
			return err
		}
		if _, err := store.DeleteStaffSessionsOf(tx, v.ID, v.Session); err != nil {
			return err
		}
		return d.audit(tx, v.ID, "staff.password_changed", v.ID, "")
	})
	if err == nil {
		http.SetCookie(w, d.cookie(deskDevice, d.s.keys.newDeskDevice(v.ID, kept), deskDeviceAge))
	}
	return err
}
