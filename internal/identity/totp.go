package identity

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha1"
	"crypto/subtle"
	"encoding/base32"
	"encoding/binary"
	"fmt"
	"strings"
	"time"
	"unicode"
)

// One-time codes as every authenticator app makes them: RFC 6238 with SHA-1, six
// digits and steps of 30 seconds. A code of the step before and of the one after
// is taken too, for clocks that differ (RFC 6238, 5.2).
const (
	totpStep    = 30 * time.Second
	totpDigits  = 6
	totpDrift   = 1
	totpSecret  = 20 // bytes, the length of the hash (RFC 4226, 4)
	totpModulus = 1_000_000
)

func newTOTPSecret() []byte {
	secret := make([]byte, totpSecret)
	_, _ = rand.Read(secret) // never fails
	return secret
}

// stepOf is the number of the step an instant is in.
func stepOf(at time.Time) int64 { return at.Unix() / int64(totpStep/time.Second) }

// hotp is the code of a counter (RFC 4226, 5.3).
func hotp(secret []byte, counter int64) string {
	var text [8]byte
	binary.BigEndian.PutUint64(text[:], uint64(counter))
	m := hmac.New(sha1.New, secret)
	m.Write(text[:])
	sum := m.Sum(nil)
	at := sum[len(sum)-1] & 0xf
	n := binary.BigEndian.Uint32(sum[at:at+4]) & 0x7fffffff
	return fmt.Sprintf("%0*d", totpDigits, n%totpModulus)
}

// matchTOTP returns the step whose code was given, the earliest later than used.
func matchTOTP(secret []byte, code string, now time.Time, used int64) (step int64, ok bool) {
	code = codeDigits(code)
	for s := stepOf(now) - totpDrift; s <= stepOf(now)+totpDrift; s++ {
		if subtle.ConstantTimeCompare([]byte(hotp(secret, s)), []byte(code)) == 1 && s > used && !ok {
			step, ok = s, true
		}
	}
	return step, ok
}

// codeDigits drops the spaces that apps show within a code.
func codeDigits(code string) string { return without(code, unicode.IsSpace) }

// totpText is a secret as it is typed into an app: base32, without its padding.
func totpText(secret []byte) string {
	return base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(secret)
}

// inGroups puts a space after each four letters.
func inGroups(text string) string {
	var b strings.Builder
	for i, r := range text {
		if i > 0 && i%4 == 0 {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
	}
	return b.String()
}
