package store

const (
	categoryCodesSQL = `select code from categories`
	itemTypeCodesSQL = `select code from item_types`
	insertBranchSQL  = `insert into branches (code, name) values (?, ?)`
)

// CategoryCodes returns the codes of every member category.
func CategoryCodes(q Queryer) ([]string, error) { return texts(q, categoryCodesSQL) }

// ItemTypeCodes returns the codes of every item type.
func ItemTypeCodes(q Queryer) ([]string, error) { return texts(q, itemTypeCodesSQL) }

// InsertBranch adds a branch named by its code, in the library's zone, and
// returns its id.
func InsertBranch(tx *Tx, code string) (int64, error) {
	res, err := tx.Exec(insertBranchSQL, code, code)
	if err != nil {
		return 0, err
	}
	return res.LastInsertId()
}

func texts(q Queryer, query string) ([]string, error) {
	var list []string
	err := eachRow(q, func(scan func(...any) error) error {
		var s string
		err := scan(&s)
		list = append(list, s)
		return err
	}, query)
	return list, err
}
