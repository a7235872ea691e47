package identity

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
)

// held is what a visitor has typed before they are known. The database keeps it
// sealed with a key that only the visit's cookie gives, so that neither a copy of
// the database nor the next person can read it.
type held struct {
	Card string `json:"card"`
	PIN  string `json:"pin"` // as far as typed on the number pad of a page without script
}

func sealer(token string) cipher.AEAD {
	key := sha256.Sum256([]byte("simpanbudi kiosk held: " + token))
	return sealerOf(key[:])
}

// sealerOf seals with a key of 32 bytes.
func sealerOf(key []byte) cipher.AEAD {
	block, err := aes.NewCipher(key)
	if err != nil {
		panic(err) // only for a key of another length
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		panic(err) // only for a cipher that is not AES
	}
	return aead
}

func (h held) seal(token string) []byte {
	text, err := json.Marshal(h)
	if err != nil {
		panic(err) // two strings always encode
	}
	return sealer(token).Seal(nil, nil, text, nil)
}

// unseal returns nothing typed where the bytes are not of this token.
func unseal(token string, sealed []byte) (h held) {
	if len(sealed) == 0 {
		return held{}
	}
	text, err := sealer(token).Open(nil, nil, sealed, nil)
	if err != nil || json.Unmarshal(text, &h) != nil {
		return held{}
	}
	return h
}

// pageToken is what the forms of a visit carry, so that a page of the visit
// before it can do nothing: neither tells the other.
func pageToken(token string) string {
	sum := sha256.Sum256([]byte("simpanbudi kiosk page: " + token))
	return base64.RawURLEncoding.EncodeToString(sum[:16])
}
