package identity

import "time"

// Retention is how long this room keeps what it keeps of people, for the notice
// that tells them.
type Retention struct {
	SessionIdle time.Duration // a session without use
	SessionLife time.Duration // a session at most
	Device      time.Duration // a device that has not signed in again
	Throttle    time.Duration // a count of wrong tries
	Link        time.Duration // a signed link opens
	LinkEnded   time.Duration // a signed link is remembered after its end
	Kiosk       time.Duration // a visit to a kiosk without an action
}

// Keeps returns what is true of this version.
func Keeps() Retention {
	return Retention{
		SessionIdle: SessionIdle, SessionLife: SessionLifetime, Device: deviceMemory, Throttle: throttleMemory,
		Link: LinkLife, LinkEnded: linkMemory, Kiosk: KioskIdle,
	}
}
