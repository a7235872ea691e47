package store

// Branch is a place that lends.
type Branch struct {
	ID       int64
	Code     string
	Name     string
	TimeZone string // "": the library's
}

const branchesSQL = `select id, code, name, coalesce(time_zone, '') from branches order by id`

// Branches returns every branch.
func Branches(q Queryer) ([]Branch, error) {
	rows, err := q.Query(branchesSQL)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []Branch
	for rows.Next() {
		var b Branch
		if err := rows.Scan(&b.ID, &b.Code, &b.Name, &b.TimeZone); err != nil {
			return nil, err
		}
		list = append(list, b)
	}
	return list, rows.Err()
}

// Closure is a day, or a weekday of every week, on which a branch is closed or,
// against what else is said, open.
type Closure struct {
	BranchID int64  // 0: every branch
	Date     string // YYYY-MM-DD, or "" for every week
	Weekday  int    // 0 is Sunday; of use where Date is ""
	Open     bool
}

const closuresSQL = `select coalesce(branch_id, 0), coalesce(date, ''), coalesce(weekday, 0), kind = 'open'
from closures order by coalesce(branch_id, 0), id`

// Closures returns the opening calendars, what holds for every branch first.
func Closures(q Queryer) ([]Closure, error) {
	rows, err := q.Query(closuresSQL)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []Closure
	for rows.Next() {
		var c Closure
		if err := rows.Scan(&c.BranchID, &c.Date, &c.Weekday, &c.Open); err != nil {
			return nil, err
		}
		list = append(list, c)
	}
	return list, rows.Err()
}

// RuleRow is a loan rule as it is kept: its place, and JSON as in a rules file.
type RuleRow struct {
	Branch, Category, ItemType string // a code, or "*"
	Rule                       string
	LoanLimit                  *int
	Fine, Suspension           string
	Source                     string
}

const rulesSQL = `select branch, category, item_type, rule, loan_limit, fine, suspension, source
from rules order by branch, category, item_type`

// Rules returns every loan rule.
func Rules(q Queryer) ([]RuleRow, error) {
	rows, err := q.Query(rulesSQL)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []RuleRow
	for rows.Next() {
		var r RuleRow
		err := rows.Scan(&r.Branch, &r.Category, &r.ItemType, &r.Rule, &r.LoanLimit, &r.Fine, &r.Suspension, &r.Source)
		if err != nil {
			return nil, err
		}
		list = append(list, r)
	}
	return list, rows.Err()
}

const (
	clearRulesSQL  = `delete from rules`
	insertRuleSQL  = `insert into rules (branch, category, item_type, rule, loan_limit, fine, suspension, source) values (?, ?, ?, ?, ?, ?, ?, ?)`
	addCategorySQL = `insert into categories (code, name) values (?, ?) on conflict (code) do nothing`
	addItemTypeSQL = `insert into item_types (code, name) values (?, ?) on conflict (code) do nothing`
)

// ReplaceRules puts rules in the place of all there are.
func ReplaceRules(tx *Tx, rules []RuleRow) error {
	if _, err := tx.Exec(clearRulesSQL); err != nil {
		return err
	}
	for _, r := range rules {
		_, err := tx.Exec(insertRuleSQL, r.Branch, r.Category, r.ItemType, r.Rule, r.LoanLimit, r.Fine, r.Suspension, r.Source)
		if err != nil {
			return err
		}
	}
	return nil
}

// AddCategory makes a member category that does not exist yet, named by its code.
func AddCategory(tx *Tx, code string) error {
	_, err := tx.Exec(addCategorySQL, code, code)
	return err
}

// AddItemType makes an item type that does not exist yet, named by its code.
func AddItemType(tx *Tx, code string) error {
	_, err := tx.Exec(addItemTypeSQL, code, code)
	return err
}
