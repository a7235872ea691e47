package page

import (
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/i18n"
)

// Codes of what only the web can complain of, beside those of package fault.
const (
	NothingDue  fault.Code = "nothing_due"  // a calendar file of no due dates
	Method      fault.Code = "method"       // not the way this page is asked for
	TooLarge    fault.Code = "too_large"    // a body larger than any form here
	MediaType   fault.Code = "media_type"   // a body that is no form
	CrossOrigin fault.Code = "cross_origin" // a form sent by another site
	DeskRole    fault.Code = "desk_role"    // a page of the desk for another role
)

// Problem is the page for everything that cannot be shown or done.
type Problem struct {
	Frame     Frame
	Heading   string
	Text      string
	Wait      string      // how long to wait; "" where waiting does not help
	Reference string      // to be told when asking for help; "" where there is none
	SignIn    *SignInForm // where signing in may help
}

// NewProblem puts a code in words. wait is zero where it is not known.
func NewProblem(l *i18n.Language, code fault.Code, wait time.Duration) *Problem {
	if !l.Has(TextKey(code)) {
		code = fault.Internal
	}
	p := &Problem{
		Frame:   Frame{Here: "/"},
		Heading: l.Text("error." + string(code) + ".title"),
		Text:    l.Text(TextKey(code)),
		Wait:    Wait(l, wait),
	}
	p.Frame.Title = p.Heading
	return p
}

// TextKey is the key of the text that explains a code.
func TextKey(code fault.Code) string { return "error." + string(code) + ".text" }

// Wait says how long to wait, in minutes where it is more than one; "" for no
// time at all.
func Wait(l *i18n.Language, wait time.Duration) string {
	switch {
	case wait <= 0:
		return ""
	case wait < time.Minute:
		return l.Text("error.wait", "wait", l.Count("period.seconds", int(wait/time.Second)))
	}
	minutes := (wait + time.Minute - 1) / time.Minute * time.Minute
	return l.Text("error.wait", "wait", l.Period(circulation.Period{Elapsed: minutes}))
}

// Template names the page's file.
func (*Problem) Template() string { return "problem" }

// Around returns the page's frame.
func (p *Problem) Around() *Frame { return &p.Frame }
