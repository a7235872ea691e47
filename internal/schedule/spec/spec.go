// Package spec reads when a job is to run, as cron writes it. It is the one place
// that knows robfig/cron, whose parser can panic (its issue #554).
package spec

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/robfig/cron/v3"
)

// Off is a schedule that never runs.
const Off = "off"

// Spec is when a job runs.
type Spec struct{ schedule cron.Schedule }

var parser = cron.NewParser(cron.Minute | cron.Hour | cron.Dom | cron.Month | cron.Dow)

// longest is far more than any sensible schedule, in bytes.
const longest = 200

// Parse reads five fields, minute hour day-of-month month day-of-week, or "off".
// Zones are the library's and are not named here.
func Parse(text string) (s Spec, err error) {
	defer func() {
		if r := recover(); r != nil {
			s, err = Spec{}, errUnreadable(text)
		}
	}()
	text = strings.TrimSpace(text)
	switch {
	case text == Off:
		return Spec{}, nil
	case len(text) > longest || strings.Contains(text, "="): // TZ=… and CRON_TZ=…
		return Spec{}, errUnreadable(text)
	}
	schedule, err := parser.Parse(text)
	if err != nil {
		return Spec{}, errUnreadable(text)
	}
	s = Spec{schedule}
	// 30 February is written well and never comes.
	if s.Next(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)).IsZero() {
		return Spec{}, errors.New("this day never comes")
	}
	return s, nil
}

func errUnreadable(text string) error {
	return fmt.Errorf(`%.40q is not a schedule such as "15 6 * * *" (minute hour day month weekday), or off`, text)
}

// Next returns the first time after t, in t's zone, at which the job runs; zero
// for never.
func (s Spec) Next(t time.Time) time.Time {
	if s.schedule == nil {
		return time.Time{}
	}
	return s.schedule.Next(t)
}
