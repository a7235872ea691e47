package identity

import (
	"crypto/hmac"
	"crypto/rand"
	"encoding/base64"
	"time"
)

// A device token is this many random bytes and as many of their MAC, so that
// only tokens made here are taken: nobody can plant one of their own choosing.
const deviceHalf = 16

// devicesKept bounds the devices remembered for a card; a device that has not
// signed in for deviceMemory is forgotten.
const (
	devicesKept  = 10
	deviceMemory = 180 * 24 * time.Hour
)

// newDevice returns the token for a device that has none.
func (k *Keys) newDevice() string {
	token := make([]byte, deviceHalf, 2*deviceHalf)
	_, _ = rand.Read(token) // never fails
	token = append(token, mac(k.device, "token", string(token))[:deviceHalf]...)
	return base64.RawURLEncoding.EncodeToString(token)
}

// isDevice reports whether a token was made here.
func (k *Keys) isDevice(token string) bool {
	if len(token) != base64.RawURLEncoding.EncodedLen(2*deviceHalf) {
		return false
	}
	raw, err := base64.RawURLEncoding.Strict().DecodeString(token)
	return err == nil && hmac.Equal(raw[deviceHalf:], mac(k.device, "token", string(raw[:deviceHalf]))[:deviceHalf])
}

// deviceHash is what the database keeps of a token.
func (k *Keys) deviceHash(token string) string {
	return base64.RawURLEncoding.EncodeToString(mac(k.device, "hash", token))
}
