package identity

import (
	"encoding/base64"
	"fmt"
)

// Keep seals a form that was posted from a locked session, to be carried by the
// page that asks for the password: it opens again in this session only.
func (d *Desk) Keep(v *StaffVisit, form []byte) string {
	return base64.RawURLEncoding.EncodeToString(sealerOf(d.s.keys.form).Seal(nil, nil, form, keepsFor(v)))
}

// Kept opens what Keep sealed, nil where it is not of this session.
func (d *Desk) Kept(v *StaffVisit, sealed string) []byte {
	raw, err := base64.RawURLEncoding.DecodeString(sealed)
	if err != nil {
		return nil
	}
	form, err := sealerOf(d.s.keys.form).Open(nil, nil, raw, keepsFor(v))
	if err != nil {
		return nil
	}
	return form
}

func keepsFor(v *StaffVisit) []byte { return fmt.Appendf(nil, "%d %d", v.ID, v.Session) }
