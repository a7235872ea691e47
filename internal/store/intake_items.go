package store

// IntakeItem is a copy as a take-over compares it.
type IntakeItem struct {
	ID           int64
	TitleID      int64
	BranchID     int64
	Barcode      string
	CallNumber   string
	ItemType     string
	Status       string
	Renewable    bool
	SourceSystem string
	SourceID     string
}

// IntakeCopy is a copy with its title.
type IntakeCopy struct {
	Item  IntakeItem
	Title IntakeTitle
}

const intakeItemsSQL = `select i.id, i.title_id, i.branch_id, i.barcode, i.call_number, i.item_type, i.status, i.renewable,
       coalesce(i.source_system, ''), coalesce(i.source_id, ''), t.title, t.author, t.isbn, t.match_key
from items i join titles t on t.id = i.title_id
where i.barcode in (select value from json_each(?))`

// IntakeItems returns the copies with these barcodes, by barcode.
func IntakeItems(q Queryer, barcodes []string) (map[string]IntakeCopy, error) {
	found := make(map[string]IntakeCopy, len(barcodes))
	err := eachRow(q, func(scan func(...any) error) error {
		var c IntakeCopy
		i, t := &c.Item, &c.Title
		err := scan(&i.ID, &i.TitleID, &i.BranchID, &i.Barcode, &i.CallNumber, &i.ItemType, &i.Status, &i.Renewable,
			&i.SourceSystem, &i.SourceID, &t.Title, &t.Author, &t.ISBN, &t.MatchKey)
		t.ID = i.TitleID
		found[i.Barcode] = c
		return err
	}, intakeItemsSQL, TextList(barcodes))
	return found, err
}

// IntakeShelf is where a copy belongs.
type IntakeShelf struct{ ItemID, TitleID, BranchID int64 }

const intakeShelvesSQL = `select barcode, id, title_id, branch_id from items where barcode in (select value from json_each(?))`

// IntakeShelves returns where the copies with these barcodes belong, by barcode.
func IntakeShelves(q Queryer, barcodes []string) (map[string]IntakeShelf, error) {
	found := make(map[string]IntakeShelf, len(barcodes))
	err := eachRow(q, func(scan func(...any) error) error {
		var barcode string
		var s IntakeShelf
		err := scan(&barcode, &s.ItemID, &s.TitleID, &s.BranchID)
		found[barcode] = s
		return err
	}, intakeShelvesSQL, TextList(barcodes))
	return found, err
}

const insertIntakeItemSQL = `insert into items (title_id, branch_id, barcode, call_number, item_type, status, renewable, source_system, source_id)
values (?, ?, ?, ?, ?, ?, ?, ?, ?)`

// InsertIntakeItem adds a copy.
func InsertIntakeItem(tx *Tx, i *IntakeItem) error {
	_, err := tx.Exec(insertIntakeItemSQL, i.TitleID, i.BranchID, i.Barcode, i.CallNumber, i.ItemType, i.Status, i.Renewable,
		nullText(i.SourceSystem), nullText(i.SourceID))
	return err
}

const updateIntakeItemSQL = `update items set title_id = ?, branch_id = ?, call_number = ?, item_type = ?, status = ?, renewable = ?,
       source_system = ?, source_id = ?
where id = ?`

// UpdateIntakeItem writes what the source says of a copy.
func UpdateIntakeItem(tx *Tx, i *IntakeItem) error {
	_, err := tx.Exec(updateIntakeItemSQL, i.TitleID, i.BranchID, i.CallNumber, i.ItemType, i.Status, i.Renewable,
		nullText(i.SourceSystem), nullText(i.SourceID), i.ID)
	return err
}
