package identity

import (
	"context"
	"crypto/subtle"
	"net/http"
	"time"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/store"
)

// codeWithin is how long somebody has for the one-time code after the password.
const codeWithin = 10 * time.Minute

// StaffAttempt is one try to give a password at a desk.
type StaffAttempt struct {
	Username, Password string
	Address            string // the client's, for the throttle
	Agent              string // the browser in two words
	device             string
}

// SignIn checks an attempt, begins a session and sets its cookie. The stage of the
// answer is what is to come before it opens anything, Open for nothing. All failures are the same
// fault.SignInNo at the same cost, too many are fault.TooMany with retry_after in
// seconds.
func (d *Desk) SignIn(ctx context.Context, w http.ResponseWriter, r *http.Request, a StaffAttempt) (*StaffVisit, error) {
	a.device = d.device(r)
	var token string
	var who store.StaffRow
	var toDo Stage
	err := d.prove(ctx, a, func(tx *store.Tx, row store.StaffRow) (err error) {
		who, toDo = row, Open
		token, toDo, err = d.begin(tx, row, a.Agent)
		return err
	})
	if err != nil {
		return nil, err
	}
	http.SetCookie(w, d.cookie(deskCookie, token, 0))
	http.SetCookie(w, d.cookie(deskDevice, d.s.keys.newDeskDevice(who.ID, who.PasswordHash), deskDeviceAge))
	return &StaffVisit{ID: who.ID, Username: who.Username, Name: orUsername(who.Name, who.Username), Role: who.Role, Stage: toDo, HasCode: who.TOTPActive}, nil
}

// begin begins a session, which is not whole where a one-time code is to come.
func (d *Desk) begin(tx *store.Tx, row store.StaffRow, agent string) (token string, toDo Stage, err error) {
	now := d.s.o.Now()
	n := store.StaffSessionRow{StaffID: row.ID, Agent: agent, Factor: "full", Started: now, Seen: now, Expires: now.Add(StaffLifetime)}
	if row.TOTPActive {
		n.Factor, n.Expires, toDo = "password", now.Add(codeWithin), CodeToDo
	}
	token = newToken()
	if err = store.PutStaffSession(tx, tokenHash(token), n); err == nil && toDo == Open {
		err = store.NoteSignIn(tx, row.ID, now)
	}
	return token, toDo, err
}

func (d *Desk) device(r *http.Request) string {
	c, err := r.Cookie(cookieName(deskDevice, d.secure))
	if err != nil {
		return ""
	}
	return c.Value
}

// attemptOf is a try to give the password once more by who is signed in.
func (d *Desk) attemptOf(r *http.Request, v *StaffVisit, password, address string) StaffAttempt {
	return StaffAttempt{Username: v.Username, Password: password, Address: address, device: d.device(r)}
}

// prove checks a password and runs then in the transaction that takes the count
// of the try back. Whether there is such an account is not to be told from the
// answer, nor from what it costs. A desk where somebody has signed in before has a
// count of its own for them, so that strangers cannot lock them out.
func (d *Desk) prove(ctx context.Context, a StaffAttempt, then func(tx *store.Tx, row store.StaffRow) error) error {
	name, address := usernameKey(a.Username), addressKey(a.Address)
	row, counted, err := d.look(ctx, name, a.device, address)
	if err != nil {
		return err
	}
	leaveGate, err := d.s.addresses.enter(ctx, address)
	if err != nil {
		return err
	}
	defer leaveGate()
	leave, err := d.s.hasher.sit()
	if err != nil {
		return err
	}
	defer leave()
	if err := d.s.reserve(ctx, counted); err != nil {
		return err
	}
	if err = d.verify(ctx, row, a.Password); err == nil {
		err = d.book(ctx, row, counted, then)
	}
	switch fault.CodeOf(err) {
	case "":
	case fault.SignInNo:
		d.noteLockout(ctx, row.ID, counted[0])
	default:
		d.s.release(ctx, counted) // nothing was learned by it
	}
	return err
}

// look reads the account and refuses a try that must wait, without a hash and
// without a write.
func (d *Desk) look(ctx context.Context, name, device, address string) (row store.StaffRow, counted []*bucket, err error) {
	err = d.s.db.Read(ctx, func(q store.Queryer) (err error) {
		if row, _, err = store.StaffByUsername(q, name); err != nil {
			return err
		}
		if d.s.keys.isDeskDevice(device, row.ID, row.PasswordHash) {
			counted = []*bucket{{name: d.s.keys.bucket("staff device", name, device), limit: cardLimit}}
		} else {
			counted = []*bucket{
				{name: d.s.keys.bucket("staff", name, ""), limit: cardLimit},
				{name: d.s.keys.bucket("address", address, ""), limit: addressLimit},
			}
		}
		wait, err := refusal(q, counted, d.s.o.Now())
		if err == nil && wait > 0 {
			err = tooMany(wait)
		}
		return err
	})
	return row, counted, err
}

// verify does the same for every try, whether there is such an account or not.
func (d *Desk) verify(ctx context.Context, row store.StaffRow, password string) error {
	own, known := parseHash(row.PasswordHash)
	if !known {
		own = hash{cost: usual, salt: newSalt(), sum: make([]byte, hashLen)}
	}
	made, err := d.s.hasher.hash(ctx, password, own.salt, own.cost)
	if err != nil {
		return err
	}
	if subtle.ConstantTimeCompare(made.sum, own.sum) != 1 || !known || row.Disabled {
		return fault.New(fault.SignInNo, "")
	}
	return nil
}

// book settles a right try, unless the account was closed or given another
// password meanwhile.
func (d *Desk) book(ctx context.Context, row store.StaffRow, counted []*bucket, then func(tx *store.Tx, row store.StaffRow) error) error {
	return d.s.db.Write(ctx, func(tx *store.Tx) error {
		now, found, err := store.StaffByID(tx, row.ID)
		if err != nil {
			return err
		}
		if !found || now.Disabled || now.PasswordHash != row.PasswordHash {
			return fault.New(fault.SignInNo, "")
		}
		if err := succeed(tx, counted); err != nil {
			return err
		}
		return then(tx, now)
	})
}

// noteLockout keeps in the audit that wrong tries have begun to be refused. It is
// written for names nobody has as well, which cost the same.
func (d *Desk) noteLockout(ctx context.Context, staff int64, b *bucket) {
	if b.after.Failures != cardLimit.free {
		return
	}
	_ = d.s.db.Write(ctx, func(tx *store.Tx) error { return d.audit(tx, 0, "staff.throttled", staff, "") })
}
