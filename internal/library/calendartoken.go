package library

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"strings"
)

// newCalendarToken returns 128 random bits in letters that no program cuts or
// changes in an address.
func newCalendarToken() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails
	return strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(b[:]))
}

func calendarTokenHash(token string) string {
	sum := sha256.Sum256([]byte(token))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

// eventUID names a loan in calendars: a UUID of version 8 (RFC 9562) made of the
// library's secret, so that it is the same for ever, no other library's, and does
// not tell which loan it is.
func eventUID(secret []byte, loan int64) string {
	m := hmac.New(sha256.New, secret)
	_, _ = m.Write(binary.BigEndian.AppendUint64([]byte("loan"), uint64(loan))) // never fails
	u := m.Sum(nil)[:16]
	u[6], u[8] = u[6]&0x0F|0x80, u[8]&0x3F|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", u[:4], u[4:6], u[6:8], u[8:10], u[10:])
}
