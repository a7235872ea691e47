package identity

import (
	"context"
	"encoding/base64"
	"net/http"
)

// tokenLen is the length of a session token, 32 bytes in base64.
var tokenLen = base64.RawURLEncoding.EncodedLen(32)

// cookieName has the prefix that binds a cookie to this host and to TLS, where
// there is TLS: a neighbouring host cannot set it (RFC 6265bis, 4.1.3.2).
func cookieName(name string, secure bool) string {
	if secure {
		return "__Host-" + name
	}
	return name
}

// token is the session token a request carries, "" where it cannot be one.
func (s *Sessions) token(r *http.Request) string {
	c, err := r.Cookie(s.manager.Cookie.Name)
	if err != nil || len(c.Value) != tokenLen {
		return ""
	}
	return c.Value
}

// Device is the device token a request carries, for an Attempt; "" for none.
func (s *Sessions) Device(r *http.Request) string {
	c, err := r.Cookie(cookieName("device", s.secure))
	if err != nil {
		return ""
	}
	return c.Value
}

func (s *Sessions) deviceCookie(token string) *http.Cookie {
	return &http.Cookie{
		Name:     cookieName("device", s.secure),
		Value:    token,
		Path:     "/",
		MaxAge:   int(deviceMemory.Seconds()),
		HttpOnly: true,
		SameSite: http.SameSiteLaxMode,
		Secure:   s.secure,
	}
}

// response is where the cookies of a request go, and the hash under which its
// session is kept, which scs tells to the store only.
type response struct {
	w         http.ResponseWriter
	tokenHash string
}

type responseKey struct{}

func withResponse(ctx context.Context, w http.ResponseWriter) context.Context {
	return context.WithValue(ctx, responseKey{}, &response{w: w})
}

// responseOf is what Load has put into the context; nil without a Load.
func responseOf(ctx context.Context) *response {
	r, _ := ctx.Value(responseKey{}).(*response)
	return r
}

// noteSession keeps the hash of the session a request runs under.
func noteSession(ctx context.Context, tokenHash string) {
	if r := responseOf(ctx); r != nil {
		r.tokenHash = tokenHash
	}
}

// currentSession is that hash, "" where there is no session.
func currentSession(ctx context.Context) string {
	if r := responseOf(ctx); r != nil {
		return r.tokenHash
	}
	return ""
}
