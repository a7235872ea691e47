package store

const (
	categoryNamesSQL = `select code, name from categories`
	itemTypeNamesSQL = `select code, name from item_types`
)

// CategoryNames returns what the member categories are called, by their codes.
func CategoryNames(q Queryer) (map[string]string, error) { return names(q, categoryNamesSQL) }

// ItemTypeNames returns what the item types are called, by their codes.
func ItemTypeNames(q Queryer) (map[string]string, error) { return names(q, itemTypeNamesSQL) }

func names(q Queryer, query string) (map[string]string, error) {
	rows, err := q.Query(query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	list := map[string]string{}
	for rows.Next() {
		var code, name string
		if err := rows.Scan(&code, &name); err != nil {
			return nil, err
		}
		list[code] = name
	}
	return list, rows.Err()
}

// NamedDay is a day of the opening calendars with its occasion.
type NamedDay struct {
	BranchID int64 // 0: every branch
	Date     string
	Name     string
}

const namedDaysSQL = `select coalesce(branch_id, 0), date, name from closures
where date >= ? and date <= ? and name <> '' order by coalesce(branch_id, 0), date`

// NamedDays returns the occasions of the days from from to to (YYYY-MM-DD, both
// included), those of every branch first.
func NamedDays(q Queryer, from, to string) ([]NamedDay, error) {
	rows, err := q.Query(namedDaysSQL, from, to)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []NamedDay
	for rows.Next() {
		var d NamedDay
		if err := rows.Scan(&d.BranchID, &d.Date, &d.Name); err != nil {
			return nil, err
		}
		list = append(list, d)
	}
	return list, rows.Err()
}
