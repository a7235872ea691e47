package store

import "time"

// Pulse is what every use case asks first: whether the configuration has
// changed and when the audit trail was last written.
type Pulse struct {
	Config      int64     // raised by every change of settings, rules, closures or branches
	NewestAudit time.Time // of the row with the highest id; zero where there is none
}

// newestAudit is written so that the plan is a search for one row.
const newestAudit = `coalesce((select a.at from audit a where a.id = (select max(id) from audit)), 0)`

const pulseSQL = `select c.version, ` + newestAudit + ` from config_version c where c.id = 1`

// ReadPulse is one point query.
func ReadPulse(q Queryer) (Pulse, error) {
	var p Pulse
	var audit int64
	err := q.QueryRow(pulseSQL).Scan(&p.Config, &audit)
	p.NewestAudit = instant(audit)
	return p, err
}

// ClockSuspect names the row of settings that says since when the machine's
// clock has not been believed. It stands there rather than in the trail because
// later rows written by the same wrong clock must not hide it, and because a
// change of settings reaches every process at its next request.
const ClockSuspect = "clock_suspect"

const markClockSQL = `insert into settings (name, value) values (?, ?) on conflict (name) do nothing`

// MarkClockSuspect keeps in mind that the clock showed at and cannot be right.
func MarkClockSuspect(tx *Tx, at time.Time) error {
	_, err := tx.Exec(markClockSQL, ClockSuspect, at.UTC().Format(time.RFC3339))
	return err
}

const clearClockSQL = `delete from settings where name = ?`

// ClearClockSuspect forgets it.
func ClearClockSuspect(tx *Tx) error {
	_, err := tx.Exec(clearClockSQL, ClockSuspect)
	return err
}
