package identity

import (
	"encoding/base64"
	"fmt"
	"strings"

	"golang.org/x/crypto/argon2"
)

// Sizes in bytes; the salt's and hash's lengths are those of RFC 9106, 4.
const (
	saltLen = 16
	hashLen = 32
)

// cost is what one hash takes: memory in KiB, passes, lanes.
type cost struct {
	memory uint32
	passes uint32
	lanes  uint8
}

// usual is the cost of every new hash, the smallest memory OWASP's Password
// Storage Cheat Sheet recommends for argon2id: about 30 ms on an old PC.
var usual = cost{memory: 19 << 10, passes: 2, lanes: 1}

// bearable reports whether a cost read from the database may be spent: a damaged
// row must not take the machine's memory.
func (c cost) bearable() bool {
	return c.memory >= 8*uint32(c.lanes) && c.memory <= 64<<10 && c.passes >= 1 && c.passes <= 8 && c.lanes >= 1 && c.lanes <= 4
}

// hash is an argon2id hash with what it takes to make it again.
type hash struct {
	cost cost
	salt []byte
	sum  []byte
}

// String returns the hash in the PHC string format.
func (h hash) String() string {
	b64 := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version,
		h.cost.memory, h.cost.passes, h.cost.lanes, b64.EncodeToString(h.salt), b64.EncodeToString(h.sum))
}

// parseHash reads what String writes, within bearable costs.
func parseHash(s string) (hash, bool) {
	parts := strings.Split(s, "$")
	if len(parts) != 6 || parts[0] != "" || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return hash{}, false
	}
	var h hash
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &h.cost.memory, &h.cost.passes, &h.cost.lanes); err != nil {
		return hash{}, false
	}
	var err error
	if h.salt, err = base64.RawStdEncoding.Strict().DecodeString(parts[4]); err != nil {
		return hash{}, false
	}
	if h.sum, err = base64.RawStdEncoding.Strict().DecodeString(parts[5]); err != nil {
		return hash{}, false
	}
	ok := h.cost.bearable() && len(h.salt) == saltLen && len(h.sum) == hashLen && h.String() == s
	return h, ok
}
