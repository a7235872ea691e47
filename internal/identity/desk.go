package identity

import (
	"context"
	"crypto/subtle"
	"net/http"
	"slices"
	"strings"
	"time"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/store"
)

// StaffLifetime is how long somebody stays signed in at a desk: a working day.
const StaffLifetime = 12 * time.Hour

const deskCookie = "desk"

// Desk is who works at the library's desk. Its sessions are apart from members',
// so that a librarian who is a member too is one or the other.
type Desk struct {
	s      *Service
	secure bool
}

// Desk returns it; secure says that pages are served by TLS.
func (s *Service) Desk(secure bool) *Desk { return &Desk{s, secure} }

// StaffVisit is who is signed in at a desk.
type StaffVisit struct {
	ID       int64
	Username string
	Name     string // as colleagues say it
	Role     string // librarian, supervisor or admin
	Session  int64
}

// AtLeast reports whether the role is this one or a higher one.
func (v *StaffVisit) AtLeast(role string) bool {
	return slices.Index(Roles(), v.Role) >= slices.Index(Roles(), role)
}

// Find returns who is signed in at the desk a request comes from, nil where
// nobody is.
func (d *Desk) Find(ctx context.Context, r *http.Request) (*StaffVisit, error) {
	c, err := r.Cookie(cookieName(deskCookie, d.secure))
	if err != nil || len(c.Value) != tokenLen {
		return nil, nil
	}
	var row store.StaffSessionRow
	var found bool
	err = d.s.db.Read(ctx, func(q store.Queryer) (err error) {
		row, found, err = store.FindStaffSession(q, tokenHash(c.Value))
		return err
	})
	if err != nil || !found || !row.Expires.After(d.s.o.Now()) {
		return nil, err
	}
	return visitOf(row), nil
}

func visitOf(row store.StaffSessionRow) *StaffVisit {
	v := &StaffVisit{ID: row.StaffID, Username: row.Username, Name: row.Name, Role: row.Role, Session: row.ID}
	if v.Name == "" {
		v.Name = row.Username
	}
	return v
}

// StaffAttempt is one try to sign in at a desk.
type StaffAttempt struct {
	Username, Password string
	Address            string // the client's, for the throttle
	Agent              string // the browser in two words
}

// SignIn checks an attempt, begins a session and sets its cookie. All failures
// are the same fault.SignInNo at the same cost, too many are fault.TooMany with
// retry_after in seconds.
func (d *Desk) SignIn(ctx context.Context, w http.ResponseWriter, a StaffAttempt) error {
	name := strings.ToLower(strings.TrimSpace(a.Username))
	counted := []*bucket{
		{name: d.s.keys.bucket("staff", name, ""), limit: cardLimit},
		{name: d.s.keys.bucket("address", addressKey(a.Address), ""), limit: addressLimit},
	}
	leave, err := d.s.hasher.sit()
	if err != nil {
		return err
	}
	defer leave()
	if err := d.s.reserve(ctx, counted); err != nil {
		return err
	}
	row, err := d.verify(ctx, name, a.Password)
	if err != nil {
		return err
	}
	return d.begin(ctx, w, row, a.Agent, counted)
}

// verify does the same for every try, whether there is such an account or not.
func (d *Desk) verify(ctx context.Context, name, password string) (store.StaffRow, error) {
	var row store.StaffRow
	err := d.s.db.Read(ctx, func(q store.Queryer) (err error) {
		row, _, err = store.StaffByUsername(q, name)
		return err
	})
	if err != nil {
		return row, err
	}
	own, known := parseHash(row.PasswordHash)
	if !known {
		own = hash{cost: usual, salt: newSalt(), sum: make([]byte, hashLen)}
	}
	made, err := d.s.hasher.hash(ctx, password, own.salt, own.cost)
	if err != nil {
		return row, err
	}
	if subtle.ConstantTimeCompare(made.sum, own.sum) != 1 || !known || row.Disabled {
		return row, fault.New(fault.SignInNo, "")
	}
	return row, nil
}

// begin books a right try and begins the session.
func (d *Desk) begin(ctx context.Context, w http.ResponseWriter, row store.StaffRow, agent string, counted []*bucket) error {
	token, now := newToken(), d.s.o.Now()
	err := d.s.db.Write(ctx, func(tx *store.Tx) error {
		if err := succeed(tx, counted); err != nil {
			return err
		}
		return store.PutStaffSession(tx, tokenHash(token), store.StaffSessionRow{StaffID: row.ID, Agent: agent, Factor: "full",
			Started: now, Seen: now, Expires: now.Add(StaffLifetime)})
	})
	if err == nil {
		http.SetCookie(w, d.cookie(token, 0))
	}
	return err
}

// End signs out and takes the cookie back.
func (d *Desk) End(ctx context.Context, w http.ResponseWriter, v *StaffVisit) error {
	http.SetCookie(w, d.cookie("", -1))
	if v == nil {
		return nil
	}
	return d.s.db.Write(ctx, func(tx *store.Tx) error { return store.DeleteStaffSession(tx, v.Session) })
}

// cookie ends with the browser unless maxAge takes it back.
func (d *Desk) cookie(token string, maxAge int) *http.Cookie {
	return &http.Cookie{Name: cookieName(deskCookie, d.secure), Value: token, Path: "/", MaxAge: maxAge,
		HttpOnly: true, SameSite: http.SameSiteStrictMode, Secure: d.secure}
}
