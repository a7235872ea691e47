package identity

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"time"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/store"
)

// Codes are guessed by strangers, so an address has a few tries. Where a card
// alone opens the loans, one kiosk cannot go through all card numbers: it shows
// one person every ten seconds at most, and few numbers that nobody has.
var (
	kioskCodeLimit    = windowed{most: 10, window: 15 * time.Minute}
	kioskCardLimit    = windowed{most: 90, window: 15 * time.Minute}
	kioskUnknownLimit = windowed{most: 20, window: 15 * time.Minute}
)

// Register makes the device that sent the request a kiosk and sets its cookie.
// A code that is wrong, used or too old is fault.SignInNo, too many are
// fault.TooMany with retry_after in seconds.
func (k *Kiosks) Register(ctx context.Context, w http.ResponseWriter, code, address string) error {
	tries := []*bucket{{name: k.s.keys.bucket("kiosk code", addressKey(address), ""), limit: kioskCodeLimit}}
	if err := k.s.reserve(ctx, tries); err != nil {
		return err
	}
	token := newToken()
	err := k.s.db.Write(ctx, func(tx *store.Tx) error {
		id, found, err := store.RegisterKiosk(tx, tokenHash(codeKey(code)), tokenHash(token), k.s.o.Now())
		if err != nil {
			return err
		}
		if !found {
			return fault.New(fault.SignInNo, "")
		}
		if err := tries[0].takeBack(tx); err != nil {
			return err
		}
		return k.s.auditKiosk(tx, "kiosk", "kiosk.registered", id, 0)
	})
	if err == nil {
		k.Keep(w, &KioskVisit{device: token})
	}
	return err
}

// Begin begins the visit of whoever has shown a card; the PIN comes next. Whether
// there is such a card is not looked at.
func (k *Kiosks) Begin(ctx context.Context, w http.ResponseWriter, v *KioskVisit, card string) error {
	return k.start(ctx, w, &KioskVisit{kiosk: v.kiosk, Card: CardKey(card)})
}

// SignIn checks the PIN of the visit, as [Service.SignIn] does and under its
// throttles, and makes the visit that member's. A right birth date is mustSetPIN
// and opens nothing: a PIN is not chosen on a screen that others see.
func (k *Kiosks) SignIn(ctx context.Context, w http.ResponseWriter, v *KioskVisit, pin, address string) (mustSetPIN bool, err error) {
	in, err := k.s.SignIn(ctx, Attempt{Card: v.Card, Secret: pin, Address: address, Shared: true})
	if err != nil || in.MustSetPIN {
		return in.MustSetPIN, err
	}
	token := newToken()
	err = k.s.db.Write(ctx, func(tx *store.Tx) error {
		row := k.row(v)
		row.Member = in.Member
		still, err := store.OpenKioskVisit(tx, row, tokenHash(token))
		if err == nil && !still {
			err = fault.Wrap(errors.New("the visit has ended"), fault.Conflict, "")
		}
		return err
	})
	if err == nil {
		http.SetCookie(w, k.newCookie(visitCookie, token, 0))
	}
	return false, err
}

// BeginByCard begins the visit of the member with this card, without a PIN. An
// unknown card is fault.SignInNo, too many are fault.TooMany with retry_after.
func (k *Kiosks) BeginByCard(ctx context.Context, w http.ResponseWriter, v *KioskVisit, card string) error {
	of := strconv.FormatInt(v.kiosk, 10)
	shown := &bucket{name: k.s.keys.bucket("kiosk card", of, ""), limit: kioskCardLimit}
	unknown := &bucket{name: k.s.keys.bucket("kiosk unknown card", of, ""), limit: kioskUnknownLimit}
	if err := k.s.reserve(ctx, []*bucket{shown, unknown}); err != nil {
		return err
	}
	var member int64
	err := k.s.db.Write(ctx, func(tx *store.Tx) error {
		creds, found, err := store.CredentialsByCard(tx, CardKey(card), "")
		if err != nil {
			return err
		}
		if !found {
			return fault.New(fault.SignInNo, "")
		}
		member = creds.Member
		return unknown.takeBack(tx)
	})
	if err != nil {
		return err
	}
	return k.start(ctx, w, &KioskVisit{kiosk: v.kiosk, Member: member})
}

// start puts a new visit in the place of the one before.
func (k *Kiosks) start(ctx context.Context, w http.ResponseWriter, v *KioskVisit) error {
	v.token = newToken()
	err := k.s.db.Write(ctx, func(tx *store.Tx) error { return store.PutKioskVisit(tx, k.row(v)) })
	if err == nil {
		http.SetCookie(w, k.newCookie(visitCookie, v.token, 0))
	}
	return err
}
