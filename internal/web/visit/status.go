package visit

import (
	"log/slog"
	"net/http"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/identity"
	"simpanbudi/internal/web/page"
)

// statuses is the web's table of codes; what it does not have is our fault.
var statuses = map[fault.Code]int{
	fault.Internal:       http.StatusInternalServerError,
	fault.Invalid:        http.StatusBadRequest,
	fault.NotFound:       http.StatusNotFound,
	fault.Conflict:       http.StatusConflict,
	fault.TooMany:        http.StatusTooManyRequests,
	fault.Unavailable:    http.StatusServiceUnavailable,
	fault.Busy:           http.StatusServiceUnavailable,
	fault.DiskFull:       http.StatusServiceUnavailable,
	fault.ReadOnly:       http.StatusServiceUnavailable,
	fault.Corrupt:        http.StatusServiceUnavailable,
	fault.ClockWrong:     http.StatusServiceUnavailable,
	fault.Mirrored:       http.StatusForbidden,
	fault.SignInNo:       http.StatusUnauthorized,
	fault.PINWeak:        http.StatusUnprocessableEntity,
	fault.PINMismatch:    http.StatusUnprocessableEntity,
	fault.PINFormat:      http.StatusUnprocessableEntity,
	fault.LinkUnknown:    http.StatusNotFound,
	fault.LinkEnded:      http.StatusGone,
	fault.CalendarEnded:  http.StatusNotFound,
	identity.LastAdmin:   http.StatusConflict,
	identity.SetUpDone:   http.StatusConflict,
	identity.SetUpCodeNo: http.StatusUnprocessableEntity,
	identity.CodeNo:      http.StatusUnauthorized,
	page.NothingDue:      http.StatusNotFound,
	page.Method:          http.StatusMethodNotAllowed,
	page.TooLarge:        http.StatusRequestEntityTooLarge,
	page.MediaType:       http.StatusUnsupportedMediaType,
	page.CrossOrigin:     http.StatusForbidden,
	page.DeskRole:        http.StatusForbidden,
}

// Status is the HTTP status of a code.
func Status(code fault.Code) int {
	if status, ok := statuses[code]; ok {
		return status
	}
	return http.StatusInternalServerError
}

// passes says whether a failure is likely over soon by itself. A clock, a disk
// or a file that is wrong waits for the operator.
func passes(code fault.Code) bool {
	return code == fault.Unavailable || code == fault.Busy || code == fault.DiskFull
}

// logged says which failures an operator should hear of.
func logged(code fault.Code) (level slog.Level, worth bool) {
	switch code {
	case fault.Unavailable, fault.ClockWrong, fault.Busy:
		return slog.LevelWarn, true
	}
	return slog.LevelError, Status(code) >= http.StatusInternalServerError
}
