package middleware

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"

	"github.com/gin-gonic/gin"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/web/visit"
)

// Recover turns a panic into the page for our own faults. The stack goes to the
// log, under the reference that the page shows.
func Recover(c *gin.Context) {
	defer func() {
		r := recover()
		if r == nil {
			return
		}
		if err, ok := r.(error); ok && errors.Is(err, http.ErrAbortHandler) {
			panic(r)
		}
		v := visit.Of(c)
		v.Log().LogAttrs(c.Request.Context(), slog.LevelError, "panic", slog.String("request", v.ID),
			slog.String("route", c.FullPath()), slog.String("error", fmt.Sprint(r)), slog.String("stack", string(debug.Stack())))
		c.Abort()
		if !c.Writer.Written() {
			v.Refuse(fault.Internal)
		}
	}()
	c.Next()
}
