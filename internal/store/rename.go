package store

const (
	nameBranchSQL   = `update branches set name = ? where code = ? and name = ?`
	nameCategorySQL = `update categories set name = ? where code = ? and name = ?`
	nameItemTypeSQL = `update item_types set name = ? where code = ? and name = ?`
)

// NameBranch gives the branch of a code another name, provided that it still has
// the name before, and reports whether it had.
func NameBranch(tx *Tx, code, before, name string) (bool, error) {
	return changedOne(tx.Exec(nameBranchSQL, name, code, before))
}

// NameCategory is NameBranch for a member category.
func NameCategory(tx *Tx, code, before, name string) (bool, error) {
	return changedOne(tx.Exec(nameCategorySQL, name, code, before))
}

// NameItemType is NameBranch for an item type.
func NameItemType(tx *Tx, code, before, name string) (bool, error) {
	return changedOne(tx.Exec(nameItemTypeSQL, name, code, before))
}
