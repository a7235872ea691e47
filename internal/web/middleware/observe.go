// Package middleware is what every request passes before a page answers it.
package middleware

import (
	"log/slog"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"simpanbudi/internal/web/visit"
)

// Recorder takes the measure of a request: its route's template, never its path.
type Recorder interface {
	Request(route, method string, status int, took time.Duration)
}

// Observe begins the visit, and at its end writes a line to the log and to the
// metrics. Neither tells who asked or for what: no path, no query, no address.
func Observe(house *visit.House, metrics Recorder) gin.HandlerFunc {
	return func(c *gin.Context) {
		v := visit.Begin(c, house, newID(), time.Now())
		c.Writer.Header()["X-Request-Id"] = []string{v.ID}
		c.Next()
		took := time.Since(v.Started)
		route, status := c.FullPath(), c.Writer.Status()
		if route == "" {
			route = "none"
		}
		method := methodName(c.Request.Method)
		metrics.Request(route, method, status, took)
		house.Log.LogAttrs(c.Request.Context(), level(route), "request",
			slog.String("request", v.ID), slog.String("method", method), slog.String("route", route),
			slog.Int("status", status), slog.Float64("ms", float64(took.Microseconds())/1000))
	}
}

// level keeps what comes every few seconds, or with every page, out of the log.
func level(route string) slog.Level {
	switch {
	case route == "/healthz", route == "/readyz", route == "/metrics", strings.HasPrefix(route, "/static/"):
		return slog.LevelDebug
	}
	return slog.LevelInfo
}

// methodName keeps invented methods out of the metrics, where each would stay.
func methodName(m string) string {
	switch m {
	case "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS":
		return m
	}
	return "other"
}

// newID returns eight letters that can be told over the telephone.
func newID() string {
	const letters = "0123456789abcdefghjkmnpqrstvwxyz" // Crockford's, which leaves out look-alikes
	var id [8]byte
	for i, n := 0, rand.Uint64(); i < len(id); i, n = i+1, n>>5 {
		id[i] = letters[n%32]
	}
	return string(id[:])
}
