package identity

import (
	"context"
	"log/slog"
	"time"

	"simpanbudi/internal/store"
)

// sessionStore is the [scs.CtxStore] on our table. It keeps the idle time
// itself: scs would write the row at every request.
type sessionStore struct {
	db  *store.DB
	now func() time.Time
	*upkeep
}

func newSessionStore(db *store.DB, now func() time.Time, log *slog.Logger) *sessionStore {
	return &sessionStore{db: db, now: now, upkeep: startUpkeep(db, now, log)}
}

// FindCtx returns a session that is still good, by one point query. What this
// program cannot read (a row of an older one) is nobody's session.
func (s *sessionStore) FindCtx(ctx context.Context, tokenHash string) ([]byte, bool, error) {
	var row store.SessionRow
	var found bool
	err := s.db.Read(ctx, func(q store.Queryer) (err error) {
		row, found, err = store.FindSession(q, tokenHash)
		return err
	})
	if err != nil || !found {
		return nil, false, err
	}
	now := s.now()
	if !alive(row, now) {
		return nil, false, nil
	}
	if _, _, err := (sessionCodec{}).Decode(row.Data); err != nil {
		return nil, false, nil
	}
	noteSession(ctx, tokenHash)
	if now.Sub(row.Seen) >= touchEvery {
		s.touch(tokenHash, now)
	}
	return row.Data, true, nil
}

// alive reports whether a session is neither idle nor at its end. One from the
// future is of a clock that has been set back since: it would live too long.
func alive(row store.SessionRow, now time.Time) bool {
	idle, left := now.Sub(row.Seen), row.Expires.Sub(now)
	return idle < SessionIdle && idle > -SessionIdle && left > 0 && left <= SessionLifetime+SessionIdle
}

// CommitCtx stores a session, with its member's id so that it can be revoked.
func (s *sessionStore) CommitCtx(ctx context.Context, tokenHash string, data []byte, expiry time.Time) error {
	_, values, err := sessionCodec{}.Decode(data)
	if err != nil {
		return err
	}
	member, _ := values[memberKey].(int64)
	err = s.db.Write(ctx, func(tx *store.Tx) error {
		return store.PutSession(tx, tokenHash, member, store.SessionRow{Data: data, Seen: s.now(), Expires: expiry})
	})
	if err == nil {
		noteSession(ctx, tokenHash)
	}
	return err
}

// DeleteCtx ends a session.
func (s *sessionStore) DeleteCtx(ctx context.Context, tokenHash string) error {
	err := s.db.Write(ctx, func(tx *store.Tx) error { return store.DeleteSession(tx, tokenHash) })
	if err == nil {
		noteSession(ctx, "")
	}
	return err
}

// Find implements [scs.Store]; scs calls FindCtx.
func (s *sessionStore) Find(token string) ([]byte, bool, error) {
	return s.FindCtx(context.Background(), token)
}

// Commit implements [scs.Store]; scs calls CommitCtx.
func (s *sessionStore) Commit(token string, data []byte, expiry time.Time) error {
	return s.CommitCtx(context.Background(), token, data, expiry)
}

// Delete implements [scs.Store]; scs calls DeleteCtx.
func (s *sessionStore) Delete(token string) error { return s.DeleteCtx(context.Background(), token) }
