package middleware

import (
	"github.com/gin-gonic/gin"

	"simpanbudi/internal/identity"
	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

// Session finds out who asks.
func Session(sessions *identity.Sessions) gin.HandlerFunc {
	return func(c *gin.Context) {
		v := visit.Of(c)
		r, err := sessions.Load(c.Writer, c.Request)
		if err != nil {
			v.Fail(err)
			return
		}
		c.Request = r
		if member, mustSetPIN, ok := sessions.Member(r.Context()); ok {
			v.Member, v.MustSetPIN = member, mustSetPIN
		}
	}
}

// Members lets only those in who are signed in.
func Members(c *gin.Context) {
	if v := visit.Of(c); v.Member == 0 {
		v.GoTo("/")
	}
}

// PINFirst sends those who signed in with a birth date to set a PIN.
func PINFirst(c *gin.Context) {
	if v := visit.Of(c); v.MustSetPIN {
		v.GoTo(page.PINPath(""))
	}
}
