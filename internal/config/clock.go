package config

import "time"

// Clock returns the library's clock. With a zero start it is the machine's;
// otherwise it shows start now and runs on at the machine's pace, so that a
// demonstration or a test can stand on any day.
func Clock(start time.Time, machine func() time.Time) func() time.Time {
	if start.IsZero() {
		return machine
	}
	begun := machine()
	return func() time.Time { return start.Add(machine().Sub(begun)) }
}
