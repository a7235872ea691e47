package store

// IntakeTitle is a title as a take-over compares it.
type IntakeTitle struct {
	ID                  int64
	Title, Author, ISBN string
	MatchKey            string // how an import finds it again
}

const intakeTitlesSQL = `select id, title, author, isbn, match_key from titles where match_key in (select value from json_each(?))`

// IntakeTitles returns the titles with these match keys, by match key.
func IntakeTitles(q Queryer, keys []string) (map[string]IntakeTitle, error) {
	found := make(map[string]IntakeTitle, len(keys))
	err := eachRow(q, func(scan func(...any) error) error {
		var t IntakeTitle
		err := scan(&t.ID, &t.Title, &t.Author, &t.ISBN, &t.MatchKey)
		found[t.MatchKey] = t
		return err
	}, intakeTitlesSQL, TextList(keys))
	return found, err
}

const insertIntakeTitleSQL = `insert into titles (title, author, isbn, match_key, source_system) values (?, ?, ?, ?, ?)`

// InsertIntakeTitle adds a title and returns its id.
func InsertIntakeTitle(tx *Tx, t *IntakeTitle, sourceSystem string) (int64, error) {
	res, err := tx.Exec(insertIntakeTitleSQL, t.Title, t.Author, t.ISBN, t.MatchKey, sourceSystem)
	if err != nil {
		return 0, err
	}
	return res.LastInsertId()
}

const updateIntakeTitleSQL = `update titles set title = ?, author = ?, isbn = ?, match_key = ? where id = ?`

// UpdateIntakeTitle writes what the source says of a title.
func UpdateIntakeTitle(tx *Tx, t *IntakeTitle) error {
	_, err := tx.Exec(updateIntakeTitleSQL, t.Title, t.Author, t.ISBN, t.MatchKey, t.ID)
	return err
}

const moveHoldsSQL = `update holds set title_id = ?1
where title_id = ?2 and status in ('waiting', 'ready')
  and (item_id = ?3 or not exists (select 1 from items where title_id = ?2))`

// MoveHolds lets the holds on a copy follow it to another title, and with the
// last copy those on its former title.
func MoveHolds(tx *Tx, item, from, to int64) error {
	_, err := tx.Exec(moveHoldsSQL, to, from, item)
	return err
}
