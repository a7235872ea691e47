package store

import (
	"encoding/json"
	"fmt"
)

// TextList writes texts as the JSON array that a list of keys is passed as.
func TextList(texts []string) string {
	list, err := json.Marshal(texts)
	if err != nil {
		panic(fmt.Sprintf("a list of strings is always JSON: %v", err))
	}
	return string(list)
}

// eachRow runs a query and hands each of its rows to scan.
func eachRow(q Queryer, scan func(scan func(dest ...any) error) error, query string, args ...any) error {
	rows, err := q.Query(query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}
