package store

// IntakeClosure is a closed day, or weekday, as a take-over compares it.
type IntakeClosure struct {
	ID       int64
	BranchID int64  // 0: every branch
	Date     string // YYYY-MM-DD, or "" for every week
	Weekday  int    // 0 is Sunday; -1 where there is a date
	Open     bool   // an exception: open against what else is said
	Name     string
}

const intakeClosuresSQL = `select id, coalesce(branch_id, 0), coalesce(date, ''), coalesce(weekday, -1), kind = 'open', name from closures`

// IntakeClosures returns every closure.
func IntakeClosures(q Queryer) ([]IntakeClosure, error) {
	var list []IntakeClosure
	err := eachRow(q, func(scan func(...any) error) error {
		var c IntakeClosure
		err := scan(&c.ID, &c.BranchID, &c.Date, &c.Weekday, &c.Open, &c.Name)
		list = append(list, c)
		return err
	}, intakeClosuresSQL)
	return list, err
}

const insertClosureSQL = `insert into closures (branch_id, date, weekday, name) values (?, ?, ?, ?)`

// InsertIntakeClosure adds a closed day or weekday.
func InsertIntakeClosure(tx *Tx, c *IntakeClosure) error {
	var weekday any
	if c.Date == "" {
		weekday = c.Weekday
	}
	_, err := tx.Exec(insertClosureSQL, nullID(c.BranchID), nullText(c.Date), weekday, c.Name)
	return err
}

const nameClosureSQL = `update closures set name = ? where id = ?`

// NameClosure writes the name of a closure.
func NameClosure(tx *Tx, id int64, name string) error {
	_, err := tx.Exec(nameClosureSQL, name, id)
	return err
}
