package middleware

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

// MaxBody is far above the largest form of ours, in bytes.
const MaxBody = 64 << 10

// LimitBody refuses a body that says it is larger, and cuts one that does not say.
// larger are the paths that take more than a form, and how much.
func LimitBody(larger map[string]int64) gin.HandlerFunc {
	return func(c *gin.Context) {
		limit := max(MaxBody, larger[c.FullPath()])
		if c.Request.ContentLength > limit {
			visit.Of(c).Refuse(page.TooLarge)
			return
		}
		c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, limit)
	}
}

// SameOrigin refuses forms that another site's page has sent. What comes from where
// members reach the site is ours also behind a proxy that does not hand on the host.
func SameOrigin() gin.HandlerFunc {
	protection := http.NewCrossOriginProtection()
	return func(c *gin.Context) {
		if protection.Check(c.Request) == nil {
			return
		}
		v := visit.Of(c)
		if origin := c.Request.Header.Get("Origin"); origin == "" || origin != v.BaseURL() {
			v.Refuse(page.CrossOrigin)
		}
	}
}
