package identity

import (
	"crypto/hmac"
	"encoding/base64"
	"strconv"
)

// sealTOTP seals the secret of an account's one-time codes with the key file, so
// that a copy of the database makes no codes. It opens for this account only.
func (k *Keys) sealTOTP(staff int64, secret []byte) []byte {
	return sealerOf(k.totp).Seal(nil, nil, secret, []byte(strconv.FormatInt(staff, 10)))
}

// openTOTP returns the secret, nil where it was sealed with another key file or
// for another account.
func (k *Keys) openTOTP(staff int64, sealed []byte) []byte {
	secret, err := sealerOf(k.totp).Open(nil, nil, sealed, []byte(strconv.FormatInt(staff, 10)))
	if err != nil {
		return nil
	}
	return secret
}

// recoveryHash is what the database keeps of a recovery code.
func (k *Keys) recoveryHash(staff int64, code string) string {
	return base64.RawURLEncoding.EncodeToString(mac(k.recovery, strconv.FormatInt(staff, 10), codeKey(code)))
}

// A desk's token is bound to an account and its password: a new password makes
// strangers of all devices.
const deskHalf = 16

func (k *Keys) newDeskDevice(staff int64, passwordHash string) string {
	nonce := newSalt()
	return base64.RawURLEncoding.EncodeToString(append(nonce, k.deskMAC(staff, passwordHash, nonce)...))
}

func (k *Keys) isDeskDevice(token string, staff int64, passwordHash string) bool {
	raw, err := base64.RawURLEncoding.Strict().DecodeString(token)
	if err != nil || len(raw) != saltLen+deskHalf {
		raw = make([]byte, saltLen+deskHalf)
	}
	return hmac.Equal(raw[saltLen:], k.deskMAC(staff, passwordHash, raw[:saltLen])) && staff != 0
}

func (k *Keys) deskMAC(staff int64, passwordHash string, nonce []byte) []byte {
	return mac(k.device, "desk", strconv.FormatInt(staff, 10), passwordHash, string(nonce))[:deskHalf]
}
