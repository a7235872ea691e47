// Package fault is the one error type of the house. A fault carries a code that
// programs and translations hold on to, arguments for the translated text, the
// cause for the log, and a hint that tells an operator what to do next.
package fault

import (
	"errors"
	"fmt"
)

// Code names a kind of failure. It is the key of its text in the locale files
// ("error.<code>") and of its HTTP status in the web's table.
type Code string

// The codes every room may use. A room may declare its own beside them.
const (
	Internal    Code = "internal"     // our fault; shown with a reference only
	Invalid     Code = "invalid"      // the request makes no sense
	NotFound    Code = "not_found"    // nothing there, or not for this person
	Conflict    Code = "conflict"     // the state has changed meanwhile
	TooMany     Code = "too_many"     // throttled; Args["retry_after"] in seconds
	Unavailable Code = "unavailable"  // try again later
	Busy        Code = "busy"         // the database is locked by another program
	DiskFull    Code = "disk_full"    // no room to write
	ReadOnly    Code = "read_only"    // the database cannot be written
	Corrupt     Code = "corrupt"      // the database file is damaged
	ClockWrong  Code = "clock_wrong"  // the machine's clock cannot be right
	Mirrored    Code = "mirrored"     // switched off because another system keeps the record
	SignInNo    Code = "sign_in_no"   // the one neutral answer to every failed sign-in
	PINWeak     Code = "pin_weak"     // a PIN that is too easy to guess
	PINMismatch Code = "pin_mismatch" // the two entries differ
	PINFormat   Code = "pin_format"   // not six digits
	LinkUnknown Code = "link_unknown" // a signed link that was never issued
	LinkEnded   Code = "link_ended"   // a signed link that has expired or was revoked

	CalendarEnded Code = "calendar_ended" // a calendar's private link that was revoked
)

// Error is a failure with everything each reader of it needs.
type Error struct {
	Code Code
	Args map[string]any // for the translated text; never personal
	Hint string         // for the operator: what to do next, in English
	Err  error          // the cause, for the log
}

// New returns a fault without a cause.
func New(code Code, hint string) *Error { return &Error{Code: code, Hint: hint} }

// Wrap gives a cause its code and hint. Wrap of nil is nil.
func Wrap(err error, code Code, hint string) error {
	if err == nil {
		return nil
	}
	return &Error{Code: code, Hint: hint, Err: err}
}

// With returns a copy that carries one more argument.
func (e *Error) With(name string, value any) *Error {
	c := *e
	c.Args = make(map[string]any, len(e.Args)+1)
	for k, v := range e.Args {
		c.Args[k] = v
	}
	c.Args[name] = value
	return &c
}

// Error is one line for the log or the console: cause, then what to do.
func (e *Error) Error() string {
	switch {
	case e.Err != nil && e.Hint != "":
		return fmt.Sprintf("%v (%s): %s", e.Err, e.Code, e.Hint)
	case e.Err != nil:
		return fmt.Sprintf("%v (%s)", e.Err, e.Code)
	case e.Hint != "":
		return fmt.Sprintf("%s: %s", e.Code, e.Hint)
	}
	return string(e.Code)
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// CodeOf returns the code of err: "" for nil, Internal for a foreign error.
func CodeOf(err error) Code {
	if err == nil {
		return ""
	}
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Code
	}
	return Internal
}

// ArgsOf returns the text arguments of err, nil where it carries none.
func ArgsOf(err error) map[string]any {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Args
	}
	return nil
}
