package identity

import (
	"crypto/hmac"
	"crypto/rand"
	"fmt"
	"math/big"
	"strconv"
	"time"

	"simpanbudi/internal/store"
)

// ContactCodeLife is how long a code that confirms an address is good.
const ContactCodeLife = 15 * time.Minute

// contactCodeTries is how often a code may be mistyped.
const contactCodeTries = 5

// Codes cost the library money and whoever gets them patience: a member may ask for
// few, and an address gets few, whoever asks.
var (
	contactMemberLimit  = windowed{most: 4, window: 15 * time.Minute}
	contactAddressLimit = windowed{most: 6, window: 12 * time.Hour}
)

// ContactCode is what a code is to confirm: that an address is the member's.
type ContactCode struct {
	Member  int64
	Channel string // email or phone
	Address string // as messages are sent to it
}

// IssueContactCode makes a code in place of the one there was. fault.TooMany with
// retry_after in seconds where too many were asked for; that is counted whether or
// not a code can be sent.
func (k *Keys) IssueContactCode(tx *store.Tx, c ContactCode, now time.Time) (code string, err error) {
	list := []*bucket{
		{name: k.bucket("contact_member", strconv.FormatInt(c.Member, 10), ""), limit: contactMemberLimit},
		{name: k.bucket("contact_address", c.Channel, c.Address), limit: contactAddressLimit},
	}
	wait, err := refusal(tx, list, now)
	if err != nil {
		return "", err
	}
	if wait > 0 {
		return "", tooMany(wait)
	}
	for _, b := range list {
		if err := store.PutThrottle(tx, b.name, b.limit.count(b.before, now.Truncate(time.Second))); err != nil {
			return "", err
		}
	}
	n, _ := rand.Int(rand.Reader, big.NewInt(1_000_000)) // never fails
	code = fmt.Sprintf("%06d", n)
	return code, store.PutContactCode(tx, &store.ContactCodeRow{MemberID: c.Member, Channel: c.Channel, Address: c.Address,
		Hash: k.contactHash(c, code), Expires: now.Add(ContactCodeLife)})
}

// CheckContactCode returns the address that a member's code confirms, once; "" where
// the code is wrong, too old or was tried too often.
func (k *Keys) CheckContactCode(tx *store.Tx, member int64, channel, code string, now time.Time) (address string, err error) {
	row, found, err := store.ContactCode(tx, member, channel)
	if err != nil || !found || row.Tries >= contactCodeTries || !now.Before(row.Expires) {
		return "", err
	}
	c := ContactCode{Member: member, Channel: channel, Address: row.Address}
	if !hmac.Equal([]byte(row.Hash), []byte(k.contactHash(c, secretKey(code)))) {
		return "", store.CountContactTry(tx, member, channel)
	}
	return row.Address, store.DeleteContactCode(tx, member, channel)
}

// contactHash is what the database keeps of a code: without the key file nobody can
// try out the million there are.
func (k *Keys) contactHash(c ContactCode, code string) string {
	return fmt.Sprintf("%x", mac(k.contact, strconv.FormatInt(c.Member, 10), c.Channel, c.Address, code))
}
