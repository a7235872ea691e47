package identity

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
)

// masterLen is the length of the secret in the key file, in bytes.
const masterLen = 32

// Keys are the secrets in the key file beside the database. Without them a copy
// of the database does not tell the six digits of an imported PIN, which by a
// plain hash would be found in a second.
type Keys struct {
	pin, birth, throttle, device, fingerprint, totp, recovery, form, stop, contact []byte
	warnings                                                                       []string
}

// newKeys derives one key for each purpose, so that a MAC made for one never
// passes for another.
func newKeys(master []byte) *Keys {
	derive := func(purpose string) []byte {
		m := hmac.New(sha256.New, master)
		m.Write([]byte("simpanbudi key 1: " + purpose))
		return m.Sum(nil)
	}
	return &Keys{
		pin:         derive("pin"),
		birth:       derive("birth"),
		throttle:    derive("throttle"),
		device:      derive("device"),
		fingerprint: derive("fingerprint"),
		stop:        derive("stop"),
		contact:     derive("contact"),
		totp:        derive("totp"),
		recovery:    derive("recovery"),
		form:        derive("form"),
	}
}

// PINMAC is what the database keeps of an imported PIN until the first sign-in.
func (k *Keys) PINMAC(cardKey, pin string) []byte { return mac(k.pin, cardKey, pin) }

// BirthMAC is what the database keeps of a birth date (DDMMYYYY).
func (k *Keys) BirthMAC(cardKey, ddmmyyyy string) []byte { return mac(k.birth, cardKey, ddmmyyyy) }

// Fingerprint tells key files apart and nothing about what is in them.
func (k *Keys) Fingerprint() string { return hex.EncodeToString(k.fingerprint[:8]) }

// Warnings is what the operator should know of the key file, one line each.
func (k *Keys) Warnings() []string { return k.warnings }

// bucket is the throttle's name for a card, a device on a card, or an address.
func (k *Keys) bucket(kind, of, and string) string {
	return kind + ":" + base64.RawURLEncoding.EncodeToString(mac(k.throttle, kind, of, and)[:16])
}

// mac is HMAC-SHA-256 over the parts, each with its length before it, so that
// moving a character from one to the next gives another MAC.
func mac(key []byte, parts ...string) []byte {
	m := hmac.New(sha256.New, key)
	for _, p := range parts {
		var n [8]byte
		binary.BigEndian.PutUint64(n[:], uint64(len(p)))
		m.Write(n[:])
		m.Write([]byte(p))
	}
	return m.Sum(nil)
}
