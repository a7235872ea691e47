package store

import "strings"

const addClosureSQL = `insert into closures (branch_id, date, weekday, kind, name) values (?, ?, ?, ?, ?)`

// AddClosure adds a closed or exceptionally open day, or weekday, and returns its
// id. A second row for the same day and branch is a unique violation.
func AddClosure(tx *Tx, c *IntakeClosure) (int64, error) {
	var weekday any
	if c.Date == "" {
		weekday = c.Weekday
	}
	res, err := tx.Exec(addClosureSQL, nullID(c.BranchID), nullText(c.Date), weekday, closureKind(c.Open), c.Name)
	if err != nil {
		return 0, err
	}
	return res.LastInsertId()
}

const turnClosureSQL = `update closures set kind = ?, name = ? where id = ? and kind = ?`

// TurnClosure makes a row its opposite, under another name, and reports whether
// it was still what was: open or closed.
func TurnClosure(tx *Tx, id int64, wasOpen bool, name string) (bool, error) {
	return changedOne(tx.Exec(turnClosureSQL, closureKind(!wasOpen), name, id, closureKind(wasOpen)))
}

const deleteClosureSQL = `delete from closures where id = ?`

// DeleteClosure takes a row away and reports whether it was there.
func DeleteClosure(tx *Tx, id int64) (bool, error) {
	return changedOne(tx.Exec(deleteClosureSQL, id))
}

func closureKind(open bool) string {
	if open {
		return "open"
	}
	return "closed"
}

// ClosureOf is the row as decisions read it.
func ClosureOf(c *IntakeClosure) Closure {
	return Closure{BranchID: c.BranchID, Date: c.Date, Weekday: max(0, c.Weekday), Open: c.Open}
}

// CompareClosures orders rows as [Closures] does: what holds for every branch first.
func CompareClosures(a, b IntakeClosure) int {
	if a.BranchID != b.BranchID {
		return int(min(1, max(-1, a.BranchID-b.BranchID)))
	}
	if a.Date != b.Date {
		return strings.Compare(a.Date, b.Date)
	}
	return a.Weekday - b.Weekday
}
