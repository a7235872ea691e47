package middleware

import (
	"net/http"
	"net/url"

	"github.com/gin-gonic/gin"

	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

// MaxBody is far above the largest form of ours, in bytes.
const MaxBody = 64 << 10

// LimitBody refuses a body that says it is larger, and cuts one that does not say.
func LimitBody(c *gin.Context) {
	if c.Request.ContentLength > MaxBody {
		visit.Of(c).Refuse(page.TooLarge)
		return
	}
	c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, MaxBody)
}

// SameOrigin refuses forms that another site's page has sent. baseURL is where
// members reach the site, for a proxy that does not hand on the host; it may be
// nil.
func SameOrigin(baseURL *url.URL) (gin.HandlerFunc, error) {
	protection := http.NewCrossOriginProtection()
	if baseURL != nil {
		if err := protection.AddTrustedOrigin(baseURL.Scheme + "://" + baseURL.Host); err != nil {
			return nil, err
		}
	}
	return func(c *gin.Context) {
		if protection.Check(c.Request) != nil {
			visit.Of(c).Refuse(page.CrossOrigin)
		}
	}, nil
}
