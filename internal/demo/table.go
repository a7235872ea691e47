package demo

import (
	"encoding/csv"
	"fmt"
	"io/fs"

	"simpanbudi/data"
	"simpanbudi/internal/circulation"
	"simpanbudi/internal/library/intake"
)

// table reads a CSV file of package data and returns its rows without the
// header, each with columns fields.
func table(name string, columns int) ([][]string, error) {
	f, err := data.Files.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	r := csv.NewReader(f)
	r.FieldsPerRecord = columns
	rows, err := r.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if len(rows) == 0 {
		return nil, fmt.Errorf("%s: no header", name)
	}
	return rows[1:], nil
}

// holidays reads every year of Indonesian holidays that ships with the product.
func holidays() ([]intake.Closure, error) {
	files, err := fs.Glob(data.Files, "holidays/*.csv")
	if err != nil {
		return nil, err
	}
	var list []intake.Closure
	for _, name := range files {
		rows, err := table(name, 3)
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			day, err := circulation.ParseDay(row[0])
			if err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
			list = append(list, intake.Closure{Date: day, Name: row[1]})
		}
	}
	return list, nil
}
