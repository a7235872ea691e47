package store

// StepRow is a step before or after a due day at which members of a category are told.
type StepRow struct {
	ID       int64
	Category string // "*": those without steps of their own
	Days     int
	Letter   bool
	OpenDays bool
	Channels string // in order, by commas; "": the library's order
}

const stepsSQL = `select id, category, days, letter, open_days, channels from reminder_steps order by category, days, letter`

// Steps returns every step by category, then day.
func Steps(q Queryer) ([]StepRow, error) {
	var list []StepRow
	err := eachRow(q, func(scan func(...any) error) error {
		var s StepRow
		err := scan(&s.ID, &s.Category, &s.Days, &s.Letter, &s.OpenDays, &s.Channels)
		list = append(list, s)
		return err
	}, stepsSQL)
	return list, err
}

const (
	deleteStepsSQL = `delete from reminder_steps where category = ?`
	addStepSQL     = `insert into reminder_steps (category, days, letter, open_days, channels) values (?, ?, ?, ?, ?)`
)

// PutSteps stores the steps of a category in the place of those it had.
func PutSteps(tx *Tx, category string, list []StepRow) error {
	if _, err := tx.Exec(deleteStepsSQL, category); err != nil {
		return err
	}
	for _, s := range list {
		if _, err := tx.Exec(addStepSQL, category, s.Days, s.Letter, s.OpenDays, s.Channels); err != nil {
			return err
		}
	}
	return nil
}
