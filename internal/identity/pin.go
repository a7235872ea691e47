package identity

import (
	"context"
	"crypto/rand"
	"fmt"
	"math/big"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/store"
)

// SetPIN stores a new PIN for a member: fault.PINFormat unless six digits,
// fault.PINMismatch where the two entries differ, fault.PINWeak where it is too
// easy. It ends the member's sessions but for the one of this request.
func (s *Service) SetPIN(ctx context.Context, member int64, pin, again, door string) error {
	pin, again = secretKey(pin), secretKey(again)
	switch {
	case !isPIN(pin):
		return fault.New(fault.PINFormat, "")
	case pin != again:
		return fault.New(fault.PINMismatch, "")
	}
	creds, err := s.credentials(ctx, func(q store.Queryer) (store.CredentialsRow, bool, error) {
		return store.CredentialsOf(q, member)
	})
	if err != nil {
		return err
	}
	if s.keys.weak(pin, creds) {
		return fault.New(fault.PINWeak, "")
	}
	return s.storePIN(ctx, member, pin, func(tx *store.Tx) error {
		if err := store.DeleteSessionsOf(tx, member, currentSession(ctx)); err != nil {
			return err
		}
		return store.AppendAudit(tx, store.AuditRow{At: s.o.LibraryNow(), Actor: "member", ActorID: member,
			Door: door, Action: "member.pin_set", Subject: "member", SubjectID: member})
	})
}

// ResetPIN gives the member with this card a new random PIN and returns it;
// fault.NotFound where there is none. The member's sessions, known devices and
// signed links end, and the card's failed tries are forgotten, so that the new PIN works now.
func (s *Service) ResetPIN(ctx context.Context, card string) (string, error) {
	key := CardKey(card)
	creds, err := s.credentials(ctx, func(q store.Queryer) (store.CredentialsRow, bool, error) {
		return store.CredentialsByCard(q, key, "")
	})
	if err != nil {
		return "", err
	}
	return s.resetPIN(ctx, creds, store.AuditRow{Actor: "system", Door: "cli"})
}

// resetPIN gives a member a new random PIN; by says who asked for it.
func (s *Service) resetPIN(ctx context.Context, creds store.CredentialsRow, by store.AuditRow) (string, error) {
	pin := randomPIN()
	for s.keys.weak(pin, creds) {
		pin = randomPIN()
	}
	err := s.storePIN(ctx, creds.Member, pin, func(tx *store.Tx) error {
		if err := store.DeleteSessionsOf(tx, creds.Member, ""); err != nil {
			return err
		}
		if err := store.DeleteDevicesOf(tx, creds.Member); err != nil {
			return err
		}
		if err := store.RevokeLinks(tx, creds.Member, s.o.LibraryNow()); err != nil {
			return err
		}
		if err := store.DeleteThrottle(tx, s.keys.bucket("card", creds.CardKey, "")); err != nil {
			return err
		}
		by.At, by.Action, by.Subject, by.SubjectID = s.o.LibraryNow(), "member.pin_reset", "member", creds.Member
		return store.AppendAudit(tx, by)
	})
	if err != nil {
		return "", err
	}
	return pin, nil
}

// storePIN hashes the PIN and, in one transaction, stores it and does and.
func (s *Service) storePIN(ctx context.Context, member int64, pin string, and func(tx *store.Tx) error) error {
	kept, err := s.hasher.keep(ctx, pin)
	if err != nil {
		return err
	}
	return s.db.Write(ctx, func(tx *store.Tx) error {
		there, err := store.SetPIN(tx, member, kept, s.o.LibraryNow())
		if err != nil {
			return err
		}
		if !there {
			return noSuchMember()
		}
		return and(tx)
	})
}

// credentials reads a member's, or is fault.NotFound.
func (s *Service) credentials(ctx context.Context, read func(q store.Queryer) (store.CredentialsRow, bool, error)) (creds store.CredentialsRow, err error) {
	found := false
	err = s.db.Read(ctx, func(q store.Queryer) (err error) {
		creds, found, err = read(q)
		return err
	})
	if err == nil && !found {
		err = noSuchMember()
	}
	return creds, err
}

func noSuchMember() error {
	return fault.New(fault.NotFound, "no member has this card: check the number printed on it")
}

// randomPIN returns six digits, each number as likely as any other.
func randomPIN() string {
	n, err := rand.Int(rand.Reader, big.NewInt(1_000_000))
	if err != nil {
		panic(err) // crypto/rand.Reader never fails
	}
	return fmt.Sprintf("%06d", n)
}
