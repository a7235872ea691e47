package identity

import (
	"crypto/hmac"
	"encoding/base64"
	"encoding/binary"
	"slices"
)

// stopChannels are numbered for good: a number stands in tokens that people keep.
var stopChannels = []string{"email", "whatsapp", "gateway"}

const stopMACLen = 12

// StopToken is what stands in a message for stopping reminders to a member by a
// channel. It needs no row, opens nothing but that, and is good for ever.
func (k *Keys) StopToken(member int64, channel string) string {
	number := slices.Index(stopChannels, channel)
	if number < 0 {
		return ""
	}
	b := binary.AppendUvarint([]byte{byte(number)}, uint64(member))
	return base64.RawURLEncoding.EncodeToString(append(b, mac(k.stop, string(b))[:stopMACLen]...))
}

// ReadStopToken returns what a token of ours stops.
func (k *Keys) ReadStopToken(token string) (member int64, channel string, ok bool) {
	b, err := base64.RawURLEncoding.DecodeString(token)
	if err != nil || len(b) <= 1+stopMACLen || len(b) > 1+binary.MaxVarintLen64+stopMACLen {
		return 0, "", false
	}
	body, sum := b[:len(b)-stopMACLen], b[len(b)-stopMACLen:]
	if !hmac.Equal(sum, mac(k.stop, string(body))[:stopMACLen]) || int(body[0]) >= len(stopChannels) {
		return 0, "", false
	}
	n, size := binary.Uvarint(body[1:])
	return int64(n), stopChannels[body[0]], size == len(body)-1
}
