package store

import "time"

const beginImportSQL = `insert into imports (started_at, complete) values (?, ?)`

// BeginImport notes that an import has begun and returns its id. One that was
// cut off never gets its finished_at.
func BeginImport(tx *Tx, now time.Time, complete bool) (int64, error) {
	res, err := tx.Exec(beginImportSQL, now.Unix(), complete)
	if err != nil {
		return 0, err
	}
	return res.LastInsertId()
}

const finishImportSQL = `update imports set finished_at = ?, counts = ? where id = ?`

// FinishImport notes that an import is done. counts is JSON.
func FinishImport(tx *Tx, id int64, now time.Time, counts string) error {
	_, err := tx.Exec(finishImportSQL, now.Unix(), counts, id)
	return err
}

const insertDifferenceSQL = `insert into import_differences (import_id, kind, loan_id, detail) values (?, ?, ?, ?)`

// InsertDifference keeps one point on which the source and the database did not
// agree. loan may be 0; detail is JSON.
func InsertDifference(tx *Tx, importID int64, kind string, loan int64, detail string) error {
	_, err := tx.Exec(insertDifferenceSQL, importID, kind, nullID(loan), detail)
	return err
}
