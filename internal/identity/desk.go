package identity

import (
	"context"
	"net/http"
	"slices"
	"time"

	"simpanbudi/internal/store"
)

// StaffLifetime is how long somebody stays signed in at a desk: a working day.
const StaffLifetime = 12 * time.Hour

// The cookies of a desk: who is signed in there, and for whom it is no stranger.
const (
	deskCookie    = "desk"
	deskDevice    = "desk_device"
	deskDeviceAge = 180 * 24 * time.Hour
)

// Desk is who works at the library's desk. Its sessions are apart from members',
// so that a librarian who is a member too is one or the other.
type Desk struct {
	s      *Service
	secure bool
}

// Desk returns it; secure says that pages are served by TLS.
func (s *Service) Desk(secure bool) *Desk { return &Desk{s, secure} }

// Stage is how far a session at the desk is open.
type Stage int

// The stages. Only a session that is Open opens the desk's pages.
const (
	Open      Stage = iota
	CodeToDo        // the password was right, the one-time code is still to come
	Locked          // idle or left: the password opens it again
	EnrolToDo       // an admin who has to set up one-time codes first
)

// StaffVisit is who is signed in at a desk.
type StaffVisit struct {
	ID       int64
	Username string
	Name     string // as colleagues say it
	Role     string // librarian, supervisor or admin
	Session  int64
	Stage    Stage
	HasCode  bool // one-time codes are on
}

// AtLeast reports whether the role is this one or a higher one.
func (v *StaffVisit) AtLeast(role string) bool {
	return slices.Index(Roles(), v.Role) >= slices.Index(Roles(), role)
}

func visitOf(row store.StaffSessionRow) *StaffVisit {
	return &StaffVisit{ID: row.StaffID, Username: row.Username, Name: orUsername(row.Name, row.Username), Role: row.Role,
		Session: row.ID, HasCode: row.TOTPActive}
}

// orUsername is how colleagues call somebody.
func orUsername(name, username string) string {
	if name == "" {
		return username
	}
	return name
}

// End signs out and takes the cookie back.
func (d *Desk) End(ctx context.Context, w http.ResponseWriter, v *StaffVisit) error {
	http.SetCookie(w, d.cookie(deskCookie, "", -time.Second))
	if v == nil {
		return nil
	}
	return d.s.db.Write(ctx, func(tx *store.Tx) error { return store.DeleteStaffSession(tx, v.Session) })
}

// cookie keeps a token for keep; 0 is until the browser closes.
func (d *Desk) cookie(name, token string, keep time.Duration) *http.Cookie {
	return &http.Cookie{Name: cookieName(name, d.secure), Value: token, Path: "/", MaxAge: int(keep / time.Second),
		HttpOnly: true, SameSite: http.SameSiteStrictMode, Secure: d.secure}
}

// audit writes what somebody at the desk did to an account; detail is JSON, "" for
// nothing more to say.
func (d *Desk) audit(tx *store.Tx, by int64, action string, id int64, detail string) error {
	row := store.AuditRow{At: d.s.o.LibraryNow(), Actor: "librarian", ActorID: by, Door: "desk",
		Action: action, Subject: "staff", SubjectID: id, Detail: detail}
	if by == 0 {
		row.Actor = "system"
	}
	return store.AppendAudit(tx, row)
}
