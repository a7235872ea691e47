package counter

import (
	"net/url"
	"strings"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/visit"
)

// The fields of an override.
const (
	fieldCodes  = "codes"
	fieldReason = "reason"
	fieldDue    = "due"
)

// override is what was posted to pass over reasons, and what is wrong with it.
type override struct {
	codes                 []string
	reason                string
	due                   dueInput
	reasonError, dueError string
}

// dueInput is a due date as it was typed.
type dueInput struct {
	typed string
	value library.DueByHand
	wrong bool
}

func readOverride(v *visit.Visit, fields url.Values) override {
	return override{codes: splitCodes(fields.Get(fieldCodes)), reason: strings.TrimSpace(fields.Get(fieldReason)),
		due: readDue(v, fields.Get(fieldDue))}
}

func splitCodes(text string) []string {
	var codes []string
	for code := range strings.SplitSeq(text, ",") {
		if code = strings.TrimSpace(code); code != "" {
			codes = append(codes, code)
		}
	}
	return codes
}

// readDue reads a day, or a day with the time of day for loans of hours.
func readDue(v *visit.Visit, text string) dueInput {
	in := dueInput{typed: strings.TrimSpace(text)}
	if in.typed == "" {
		return in
	}
	if day, err := circulation.ParseDay(in.typed); err == nil {
		in.value.On = day
		return in
	}
	site, err := v.Site()
	if err == nil {
		in.value.At, err = time.ParseInLocation("2006-01-02T15:04", in.typed, site.Zone)
	}
	in.wrong = err != nil
	return in
}

// note puts an error beside the field it is about; false where it is about none.
func (o *override) note(l *i18n.Language, err error) bool {
	switch invalidField(err) {
	case fieldReason:
		o.reasonError = l.Text("counter.invalid.reason")
	case fieldDue:
		o.dueError = l.Text("counter.invalid.due")
	default:
		return false
	}
	return true
}

// overrideAbout is what an override form is about.
type overrideAbout struct {
	name            string // names its fields on the page, where there are several such forms
	fields          []view.Hidden
	summary, submit string
	byHand          bool // a due date has to be given
	byHours         bool
	now, proposal   time.Time // in the item's zone
}

// newOverride makes the form; o is what was posted, nil where nothing was.
func newOverride(l *i18n.Language, action string, a overrideAbout, o *override) *view.Override {
	form := &view.Override{Action: action, Fields: a.fields, Summary: a.summary, Submit: a.submit,
		Reason: view.Field{Name: fieldReason, ID: "reason-" + a.name, Label: l.Text("counter.reason"), Hint: l.Text("counter.reason_hint"), Required: true}}
	if a.byHand {
		form.Due = &view.Field{Name: fieldDue, ID: "due-" + a.name, Label: l.Text("counter.due_by_hand"), Hint: l.Text("counter.due_by_hand_hint"),
			Kind: "date", Required: true}
		layout := "2006-01-02"
		if a.byHours {
			form.Due.Kind, layout = "datetime-local", "2006-01-02T15:04"
		}
		if a.proposal.After(a.now) {
			form.Due.Value = a.proposal.Format(layout)
		}
	}
	if o == nil {
		return form
	}
	form.Open = true
	form.Reason.Value, form.Reason.Error = o.reason, o.reasonError
	if form.Due != nil {
		form.Due.Value, form.Due.Error = o.due.typed, o.dueError
	}
	return form
}
