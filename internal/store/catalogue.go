package store

// CatalogueTitle is a title as it is edited.
type CatalogueTitle struct {
	ID                  int64
	Title, Author, ISBN string
	MatchKey            string
	Version             int64 // raised by each edit
}

const catalogueTitleSQL = `select id, title, author, isbn, match_key, version from titles where id = ?`

// ReadTitle returns a title; [database/sql.ErrNoRows] where there is none.
func ReadTitle(q Queryer, id int64) (t CatalogueTitle, err error) {
	err = q.QueryRow(catalogueTitleSQL, id).Scan(&t.ID, &t.Title, &t.Author, &t.ISBN, &t.MatchKey, &t.Version)
	return t, err
}

const titleByKeySQL = `select coalesce((select id from titles where match_key = ?), 0)`

// TitleByKey returns the title of a match key, 0 where there is none.
func TitleByKey(q Queryer, key string) (id int64, err error) {
	err = q.QueryRow(titleByKeySQL, key).Scan(&id)
	return id, err
}

const insertTitleSQL = `insert into titles (title, author, isbn, match_key) values (?, ?, ?, ?)`

// InsertTitle adds a title and returns its id.
func InsertTitle(tx *Tx, t *CatalogueTitle) (int64, error) {
	res, err := tx.Exec(insertTitleSQL, t.Title, t.Author, t.ISBN, t.MatchKey)
	if err != nil {
		return 0, err
	}
	return res.LastInsertId()
}

const updateTitleSQL = `update titles set title = ?, author = ?, isbn = ?, match_key = ?, version = version + 1 where id = ? and version = ?`

// UpdateTitle writes a title that is in the version given, and reports whether it was.
func UpdateTitle(tx *Tx, t *CatalogueTitle) (bool, error) {
	return changedOne(tx.Exec(updateTitleSQL, t.Title, t.Author, t.ISBN, t.MatchKey, t.ID, t.Version))
}

// CatalogueItem is a copy as it is edited.
type CatalogueItem struct {
	ID, TitleID, BranchID                 int64
	Barcode, CallNumber, ItemType, Status string
	Renewable                             bool
	Note                                  string
	Version                               int64
}

const catalogueItemSQL = `select id, title_id, branch_id, barcode, call_number, item_type, status, renewable, note, version from items where id = ?`

// ReadItem returns a copy; [database/sql.ErrNoRows] where there is none.
func ReadItem(q Queryer, id int64) (i CatalogueItem, err error) {
	err = q.QueryRow(catalogueItemSQL, id).Scan(&i.ID, &i.TitleID, &i.BranchID, &i.Barcode, &i.CallNumber, &i.ItemType, &i.Status, &i.Renewable, &i.Note, &i.Version)
	return i, err
}

const insertItemSQL = `insert into items (title_id, branch_id, barcode, call_number, item_type, status, renewable, note) values (?, ?, ?, ?, ?, ?, ?, ?)`

// InsertItem adds a copy and returns its id.
func InsertItem(tx *Tx, i *CatalogueItem) (int64, error) {
	res, err := tx.Exec(insertItemSQL, i.TitleID, i.BranchID, i.Barcode, i.CallNumber, i.ItemType, i.Status, i.Renewable, i.Note)
	if err != nil {
		return 0, err
	}
	return res.LastInsertId()
}

const updateItemSQL = `update items set branch_id = ?, barcode = ?, call_number = ?, item_type = ?, status = ?, renewable = ?, note = ?, version = version + 1
where id = ? and version = ?`

// UpdateItem writes a copy that is in the version given, and reports whether it was.
func UpdateItem(tx *Tx, i *CatalogueItem) (bool, error) {
	return changedOne(tx.Exec(updateItemSQL, i.BranchID, i.Barcode, i.CallNumber, i.ItemType, i.Status, i.Renewable, i.Note, i.ID, i.Version))
}

const copiesOfSQL = copyColumns + `where i.title_id = ? order by i.branch_id, i.id limit ?`

// CopiesOf returns the copies of a title.
func CopiesOf(q Queryer, title int64, limit int) ([]CopyRow, error) {
	var list []CopyRow
	err := eachRow(q, func(scan func(...any) error) error {
		c, err := scanCopy(scan)
		list = append(list, c)
		return err
	}, copiesOfSQL, title, limit)
	return list, err
}

const newestBarcodeSQL = `select coalesce((select barcode from items order by id desc limit 1), '')`

// NewestBarcode returns the barcode of the copy that was added last, "" for none.
func NewestBarcode(q Queryer) (barcode string, err error) {
	err = q.QueryRow(newestBarcodeSQL).Scan(&barcode)
	return barcode, err
}

const barcodeOwnerSQL = `select coalesce((select id from items where barcode = ?), 0)`

// BarcodeOwner returns the copy of a barcode, 0 where there is none.
func BarcodeOwner(q Queryer, barcode string) (id int64, err error) {
	err = q.QueryRow(barcodeOwnerSQL, barcode).Scan(&id)
	return id, err
}
