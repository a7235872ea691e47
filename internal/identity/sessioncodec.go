package identity

import (
	"encoding/binary"
	"errors"
	"fmt"
	"time"
)

// sessionCodec writes a session as 18 bytes: version, deadline (UTC seconds),
// member, flags. scs's own gob takes longer to read than the row.
type sessionCodec struct{}

const (
	sessionVersion = 1
	sessionLen     = 1 + 8 + 8 + 1
	flagMustSetPIN = 1
)

var errSession = errors.New("a stored session cannot be read")

// Encode implements [scs.Codec]. It refuses what it could not give back.
func (sessionCodec) Encode(deadline time.Time, values map[string]any) ([]byte, error) {
	var member int64
	var flags byte
	for name, v := range values {
		switch v := v.(type) {
		case int64:
			if name != memberKey || v <= 0 {
				return nil, fmt.Errorf("a session cannot hold %s", name)
			}
			member = v
		case bool:
			if name != mustSetPINKey || !v {
				return nil, fmt.Errorf("a session cannot hold %s", name)
			}
			flags |= flagMustSetPIN
		default:
			return nil, fmt.Errorf("a session cannot hold %s", name)
		}
	}
	b := make([]byte, 0, sessionLen)
	b = append(b, sessionVersion)
	b = binary.BigEndian.AppendUint64(b, uint64(deadline.Unix()))
	b = binary.BigEndian.AppendUint64(b, uint64(member))
	return append(b, flags), nil
}

// Decode implements [scs.Codec].
func (sessionCodec) Decode(b []byte) (time.Time, map[string]any, error) {
	if len(b) != sessionLen || b[0] != sessionVersion {
		return time.Time{}, nil, errSession
	}
	deadline := int64(binary.BigEndian.Uint64(b[1:]))
	member := int64(binary.BigEndian.Uint64(b[9:]))
	flags := b[17]
	if member < 0 || flags&^flagMustSetPIN != 0 {
		return time.Time{}, nil, errSession
	}
	values := make(map[string]any, 2)
	if member > 0 {
		values[memberKey] = member
	}
	if flags&flagMustSetPIN != 0 {
		values[mustSetPINKey] = true
	}
	return time.Unix(deadline, 0).UTC(), values, nil
}
