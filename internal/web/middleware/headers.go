package middleware

import "github.com/gin-gonic/gin"

// policy lets a page load our own style, pictures, typeface and scripts, and ask
// and post to us; nothing inline runs, and nobody may put a page in a frame.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// Headers sets what every answer carries. secure adds that this host is to be
// asked by TLS only.
func Headers(secure bool) gin.HandlerFunc {
	// The slices are shared by all answers; nobody appends to them.
	fixed := map[string][]string{
		"Content-Security-Policy":      {policy},
		"X-Content-Type-Options":       {"nosniff"},
		"X-Frame-Options":              {"DENY"}, // for browsers older than frame-ancestors
		"Referrer-Policy":              {"same-origin"},
		"Permissions-Policy":           {"camera=(), microphone=(), geolocation=(), payment=(), usb=()"},
		"Cross-Origin-Resource-Policy": {"same-origin"},
	}
	if secure {
		fixed["Strict-Transport-Security"] = []string{"max-age=31536000"}
		fixed["Cross-Origin-Opener-Policy"] = []string{"same-origin"}
	}
	return func(c *gin.Context) {
		h := c.Writer.Header()
		for name, value := range fixed {
			h[name] = value
		}
	}
}
