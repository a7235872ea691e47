package identity

import (
	"context"
	"crypto/subtle"
	"net/http"
	"time"

	"simpanbudi/internal/store"
)

// KioskIdle is how long a visit to a kiosk lasts after its last action. Nobody
// stays signed in on a screen they have walked away from.
const KioskIdle = 60 * time.Second

// The cookies of a kiosk. The device's lasts as long as browsers allow and is
// renewed at every start page; the visit's goes with it.
const (
	kioskCookie    = "kiosk"
	visitCookie    = "kiosk_visit"
	kioskCookieAge = 400 * 24 * time.Hour
)

// Kiosks are the registered screens and who stands before them. A visit is a
// session of its own, never the member's on the web: its end leaves nothing.
type Kiosks struct {
	s      *Service
	secure bool
}

// Kiosks returns them; secure says that pages are served by TLS.
func (s *Service) Kiosks(secure bool) *Kiosks { return &Kiosks{s, secure} }

// KioskVisit is a kiosk and the visit under way there.
type KioskVisit struct {
	Member  int64  // 0: the PIN is still to come
	Card    string // as typed or scanned; "" once the member is known
	PIN     string // digits typed so far on a page without script
	Receipt string // the reference of what was renewed last

	device string // the kiosk cookie's token
	kiosk  int64
	token  string // of the visit; "": none is under way
	seen   time.Time
}

// Running reports whether a visit is under way.
func (v *KioskVisit) Running() bool { return v.token != "" }

// PageToken is what every form of the visit carries.
func (v *KioskVisit) PageToken() string { return pageToken(v.token) }

// IsOfPage reports whether a form was on a page of this visit.
func (v *KioskVisit) IsOfPage(given string) bool {
	return v.Running() && subtle.ConstantTimeCompare([]byte(given), []byte(v.PageToken())) == 1
}

// Find returns the kiosk a request comes from, nil where its device is none. A
// visit that has been idle too long is none under way.
func (k *Kiosks) Find(ctx context.Context, r *http.Request) (*KioskVisit, error) {
	device := k.cookie(r, kioskCookie)
	if device == "" {
		return nil, nil
	}
	var row store.KioskVisitRow
	var found bool
	err := k.s.db.Read(ctx, func(q store.Queryer) (err error) {
		row, found, err = store.FindKiosk(q, tokenHash(device))
		return err
	})
	if err != nil || !found {
		return nil, err
	}
	v := &KioskVisit{device: device, kiosk: row.Kiosk}
	token := k.cookie(r, visitCookie)
	idle := k.s.o.Now().Truncate(time.Second).Sub(row.Seen)
	if token == "" || tokenHash(token) != row.TokenHash || idle >= KioskIdle || idle <= -KioskIdle {
		return v, nil
	}
	typed := unseal(token, row.Held)
	v.token, v.Member, v.Receipt, v.seen, v.Card, v.PIN = token, row.Member, row.Receipt, row.Seen, typed.Card, typed.PIN
	return v, nil
}

// Keep sets the device's cookie anew, so that a screen in use stays registered.
func (k *Kiosks) Keep(w http.ResponseWriter, v *KioskVisit) {
	http.SetCookie(w, k.newCookie(kioskCookie, v.device, kioskCookieAge))
}

// End ends the visit and leaves nothing behind.
func (k *Kiosks) End(ctx context.Context, w http.ResponseWriter, v *KioskVisit) error {
	http.SetCookie(w, k.newCookie(visitCookie, "", -time.Second))
	return k.s.db.Write(ctx, func(tx *store.Tx) error { return store.EndKioskVisit(tx, v.kiosk) })
}

// Note notes an action of the visit, with the digits typed and the receipt that
// came of it; false where the visit has ended meanwhile.
func (k *Kiosks) Note(ctx context.Context, v *KioskVisit) (ok bool, err error) {
	err = k.s.db.Write(ctx, func(tx *store.Tx) error {
		row := k.row(v)
		ok, err = store.TouchKioskVisit(tx, row)
		return err
	})
	return ok && err == nil, err
}

// Seen notes that a page of the visit was opened; the second that an action was
// noted in needs no second write.
func (k *Kiosks) Seen(ctx context.Context, v *KioskVisit) error {
	if k.s.o.Now().Unix() == v.seen.Unix() {
		return nil
	}
	_, err := k.Note(ctx, v)
	return err
}

func (k *Kiosks) row(v *KioskVisit) store.KioskVisitRow {
	row := store.KioskVisitRow{Kiosk: v.kiosk, TokenHash: tokenHash(v.token), Member: v.Member, Receipt: v.Receipt, Seen: k.s.o.Now()}
	if v.Card != "" {
		row.Held = held{Card: v.Card, PIN: v.PIN}.seal(v.token)
	}
	return row
}

// cookie returns the token of a cookie, "" where it cannot be one.
func (k *Kiosks) cookie(r *http.Request, name string) string {
	c, err := r.Cookie(cookieName(name, k.secure))
	if err != nil || len(c.Value) != tokenLen {
		return ""
	}
	return c.Value
}

// newCookie keeps a token for keep; 0 is until the browser closes.
func (k *Kiosks) newCookie(name, token string, keep time.Duration) *http.Cookie {
	return &http.Cookie{
		Name: cookieName(name, k.secure), Value: token, Path: "/", MaxAge: int(keep / time.Second),
		HttpOnly: true, SameSite: http.SameSiteStrictMode, Secure: k.secure,
	}
}
