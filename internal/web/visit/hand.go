package visit

import (
	"net/http"
	"time"
)

const handCookie = "handed"

// Hand leaves a secret of the visitor's own for the next page, which is at path,
// shows it once and then nobody has it any more but the visitor.
func (v *Visit) Hand(path, secret string) { v.setHand(path, secret, time.Minute) }

// Handed takes the secret that was left for this path; "" where there is none.
// It comes from a cookie, so whether it is what it says is for the caller to find out.
func (v *Visit) Handed(path string) string {
	c, err := v.Request.Cookie(handCookie)
	if err != nil {
		return ""
	}
	v.setHand(path, "", -time.Second)
	return c.Value
}

func (v *Visit) setHand(path, secret string, keep time.Duration) {
	http.SetCookie(v.Writer, &http.Cookie{
		Name: handCookie, Value: secret, Path: path, MaxAge: int(keep / time.Second),
		HttpOnly: true, SameSite: http.SameSiteStrictMode, Secure: v.house.Secure,
	})
}
