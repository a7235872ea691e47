package identity

import (
	"encoding/base64"
	"fmt"
)

// Keep seals a form that was posted from a locked session, to be carried by the
// page that asks for the password: only the same person opens it again.
func (d *Desk) Keep(v *StaffVisit, form []byte) string { return d.keep(v.ID, form) }

// KeepForNext seals a form that was posted when nobody was signed in any more:
// whoever signs in next with it in hand opens it.
func (d *Desk) KeepForNext(form []byte) string { return d.keep(nobody, form) }

// Kept opens what was sealed, nil where it is another person's.
func (d *Desk) Kept(staff int64, sealed string) []byte {
	raw, err := base64.RawURLEncoding.DecodeString(sealed)
	if err != nil {
		return nil
	}
	for _, owner := range [...]int64{staff, nobody} {
		if form, err := sealerOf(d.s.keys.form).Open(nil, nil, raw, keepsFor(owner)); err == nil {
			return form
		}
	}
	return nil
}

// nobody is no account's id.
const nobody = 0

func (d *Desk) keep(staff int64, form []byte) string {
	return base64.RawURLEncoding.EncodeToString(sealerOf(d.s.keys.form).Seal(nil, nil, form, keepsFor(staff)))
}

func keepsFor(staff int64) []byte { return fmt.Appendf(nil, "desk form of %d", staff) }
