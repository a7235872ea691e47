package identity

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"github.com/alexedwards/scs/v2"

	"simpanbudi/internal/store"
)

// How long a session lasts: after the last use, and at most. A phone in a bag
// and a computer in the library are left alone alike.
const (
	SessionIdle     = 15 * time.Minute
	SessionLifetime = 12 * time.Hour
)

// What a session holds.
const (
	memberKey     = "member"       // int64
	mustSetPINKey = "must_set_pin" // bool, absent for false
)

// SessionOptions says how sessions run.
type SessionOptions struct {
	Now    func() time.Time // the machine's clock, never --now; nil: time.Now
	Secure bool             // pages are served by TLS or under an https base URL
	Log    *slog.Logger     // nil: none
}

// Sessions are who is signed in, kept in the database under the hash of the
// cookie's token. Only Start makes a row: a visitor who is not signed in leaves
// nothing behind. Reading a session writes nothing; its use is noted later and
// at most once a minute.
type Sessions struct {
	manager *scs.SessionManager
	rows    *sessionStore
	now     func() time.Time
	secure  bool
}

// NewSessions returns the sessions of a database; Close ends their upkeep.
func NewSessions(db *store.DB, o SessionOptions) *Sessions {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	s := &Sessions{rows: newSessionStore(db, o.Now, o.Log), now: o.Now, secure: o.Secure}
	// Not scs.New: that starts a store in memory with a goroutine that nobody
	// ends. IdleTimeout stays 0: with it scs writes at every request; see
	// sessionStore.
	s.manager = &scs.SessionManager{
		Store:            s.rows,
		Codec:            sessionCodec{},
		HashTokenInStore: true,
		Lifetime:         SessionLifetime,
		Cookie: scs.SessionCookie{
			Name:     cookieName("session", o.Secure),
			Path:     "/",
			HttpOnly: true,
			SameSite: http.SameSiteLaxMode,
			Secure:   o.Secure,
			Persist:  false, // ends with the browser: the next person at a shared one is somebody else
		},
	}
	return s
}

// Close notes the last uses and ends the upkeep. Call it before closing the database.
func (s *Sessions) Close() { s.rows.close() }

// Load returns the request with its session in the context, which the other
// methods need. A token that is unknown, too old or tampered with is nobody's
// session, not an error; an error is the database's. It answers nothing itself.
func (s *Sessions) Load(w http.ResponseWriter, r *http.Request) (*http.Request, error) {
	w.Header().Add("Vary", "Cookie")
	ctx, err := s.manager.Load(withResponse(r.Context(), w), s.token(r))
	if err != nil {
		return nil, err
	}
	return r.WithContext(ctx), nil
}

// Member is who is signed in. With mustSetPIN nothing but /pin opens.
func (s *Sessions) Member(ctx context.Context) (id int64, mustSetPIN, ok bool) {
	id, ok = s.manager.Get(ctx, memberKey).(int64)
	return id, ok && s.manager.GetBool(ctx, mustSetPINKey), ok
}

// Start signs a member in under a new token, also where somebody was signed in
// before, and sets the cookies. Call it again after SetPIN, with MustSetPIN
// false. A Device of "" (a shared screen) sets no device cookie.
func (s *Sessions) Start(ctx context.Context, in SignedIn) error {
	if err := s.manager.RenewToken(ctx); err != nil {
		return err
	}
	s.manager.Put(ctx, memberKey, in.Member)
	s.manager.Remove(ctx, mustSetPINKey)
	if in.MustSetPIN {
		s.manager.Put(ctx, mustSetPINKey, true)
	}
	s.manager.SetDeadline(ctx, s.now().Add(SessionLifetime).UTC())
	token, expiry, err := s.manager.Commit(ctx)
	if err != nil {
		return err
	}
	w := responseOf(ctx).w
	s.manager.WriteSessionCookie(ctx, w, token, expiry)
	if in.Device != "" {
		http.SetCookie(w, s.deviceCookie(in.Device))
	}
	return nil
}

// End signs out and takes the cookie back, that also where the database cannot
// be written: whoever sits at this screen next must not be signed in. The device
// stays known.
func (s *Sessions) End(ctx context.Context) error {
	s.manager.WriteSessionCookie(ctx, responseOf(ctx).w, "", time.Time{})
	if s.manager.Token(ctx) == "" {
		return nil
	}
	return s.manager.Destroy(ctx)
}

// Revoke ends all sessions of a member, on every device, at once.
func (s *Sessions) Revoke(ctx context.Context, member int64) error {
	return s.rows.db.Write(ctx, func(tx *store.Tx) error { return store.DeleteSessionsOf(tx, member, "") })
}
