package identity

import (
	"context"
	"crypto/subtle"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/store"
)

// SetUpDone is the fault of a set-up after another has been done.
const SetUpDone fault.Code = "set_up_done"

// SetUpCodeNo is the fault of a set-up without the code that the console shows.
const SetUpCodeNo fault.Code = "set_up_code"

// The code is guessed by strangers, so an address has a few tries.
var setUpLimit = windowed{most: 10, window: 15 * time.Minute}

// setUp is what a service knows of the one-time set-up of its desk.
type setUp struct {
	mu    sync.Mutex
	code  string      // as it was printed; "": none is good
	staff atomic.Bool // there is an account: they are never removed, so it stays so
}

// SetUpCode returns a code that proves to the set-up page that who sets up the
// desk can read this program's console; "" where there is an account already. It
// is good until it is used or the program ends.
func (s *Service) SetUpCode(ctx context.Context) (string, error) {
	any, err := s.anyStaff(ctx)
	if err != nil || any {
		return "", err
	}
	s.setUp.mu.Lock()
	defer s.setUp.mu.Unlock()
	if s.setUp.code == "" {
		s.setUp.code = newKioskCode()
	}
	return s.setUp.code, nil
}

// NeedsSetUp reports whether there is no account yet. One that is disabled counts:
// who closed it has the command line, and the desk opens to nobody else.
func (d *Desk) NeedsSetUp(ctx context.Context) (bool, error) {
	any, err := d.s.anyStaff(ctx)
	return err == nil && !any, err
}

func (s *Service) anyStaff(ctx context.Context) (any bool, err error) {
	if s.setUp.staff.Load() {
		return true, nil
	}
	err = s.db.Read(ctx, func(q store.Queryer) (err error) {
		any, err = store.AnyStaff(q)
		return err
	})
	if err == nil && any {
		s.setUp.staff.Store(true)
	}
	return any, err
}

// FirstAdmin is who sets up the desk.
type FirstAdmin struct {
	Code           string // as the console shows it
	Username, Name string
	Password       string
	Address, Agent string
}

// SetUp makes the first account, an admin's, signs it in, and in the same
// transaction does what else the set-up is of (its admin is the argument). A wrong
// code is SetUpCodeNo, too many are fault.TooMany with retry_after in seconds;
// where somebody else was first it is SetUpDone and nothing is written.
func (d *Desk) SetUp(ctx context.Context, w http.ResponseWriter, a FirstAdmin, also func(tx *store.Tx, admin int64) error) error {
	if err := d.CheckSetUpCode(ctx, a); err != nil {
		return err
	}
	username, err := staffName(a.Username)
	if err != nil {
		return err
	}
	if !IsStaffName(a.Name) {
		return fault.New(fault.Invalid, "")
	}
	kept, err := d.s.keepPassword(ctx, username, a.Password)
	if err != nil {
		return err
	}
	var token string
	err = d.s.db.Write(ctx, func(tx *store.Tx) error {
		any, err := store.AnyStaff(tx)
		if err != nil {
			return err
		}
		if any {
			return orDone(nil)
		}
		id, err := d.s.insertStaff(tx, username, strings.TrimSpace(a.Name), "admin", kept)
		if err != nil {
			return err
		}
		if err := d.audit(tx, id, "staff.added", id, roleDetail("admin")); err != nil {
			return err
		}
		if token, _, err = d.begin(tx, store.StaffRow{ID: id}, a.Agent); err != nil {
			return err
		}
		return also(tx, id)
	})
	if err != nil {
		return err
	}
	d.s.endSetUp()
	http.SetCookie(w, d.cookie(deskCookie, token, 0))
	return nil
}

func orDone(err error) error {
	if err == nil {
		err = fault.New(SetUpDone, "")
	}
	return err
}

func (s *Service) endSetUp() {
	s.setUp.staff.Store(true)
	s.setUp.mu.Lock()
	defer s.setUp.mu.Unlock()
	s.setUp.code = ""
}

// CheckSetUpCode looks at nothing but the code; it fails as SetUp does.
func (d *Desk) CheckSetUpCode(ctx context.Context, a FirstAdmin) error {
	if needed, err := d.NeedsSetUp(ctx); err != nil || !needed {
		return orDone(err)
	}
	tries := []*bucket{{name: d.s.keys.bucket("set-up code", addressKey(a.Address), ""), limit: setUpLimit}}
	if err := d.s.reserve(ctx, tries); err != nil {
		return err
	}
	d.s.setUp.mu.Lock()
	good := d.s.setUp.code
	d.s.setUp.mu.Unlock()
	if subtle.ConstantTimeCompare([]byte(tokenHash(codeKey(a.Code))), []byte(tokenHash(codeKey(good)))) != 1 || good == "" {
		return fault.New(SetUpCodeNo, "")
	}
	return d.s.db.Write(ctx, func(tx *store.Tx) error { return tries[0].takeBack(tx) })
}
