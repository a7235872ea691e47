package library

import (
	"context"
	"encoding/csv"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"simpanbudi/data"
	"simpanbudi/internal/circulation"
	"simpanbudi/internal/store"
)

// Kinds of public holidays; data/holidays says what they mean.
const (
	HolidayDecreed    = "holiday"
	HolidayCollective = "collective_leave"
	HolidayEstimate   = "estimate" // follows the moon: not certain until it is decreed
)

// Holiday is an Indonesian public holiday of the files that ship with the program.
type Holiday struct {
	Day    circulation.Day
	Name   string
	Kind   string
	Closed bool // every branch is closed on it already by a row for that day
}

// HolidayYears returns the years there are holidays of, in order.
func HolidayYears() ([]int, error) {
	names, err := fs.Glob(data.Files, "holidays/id-*.csv")
	if err != nil {
		return nil, err
	}
	var years []int
	for _, name := range names {
		year, err := strconv.Atoi(strings.TrimSuffix(strings.TrimPrefix(path.Base(name), "id-"), ".csv"))
		if err != nil {
			return nil, err
		}
		years = append(years, year)
	}
	slices.Sort(years)
	return years, nil
}

// Holidays returns the public holidays of a year in order, with what the library
// has closed already; none where there is no file of that year.
func (l *Library) Holidays(ctx context.Context, year int) ([]Holiday, error) {
	list, err := HolidaysOf(year)
	if err != nil {
		return nil, err
	}
	err = l.db.Read(ctx, func(q store.Queryer) error {
		rows, err := store.IntakeClosures(q)
		for i := range list {
			list[i].Closed = slices.ContainsFunc(rows, func(c store.IntakeClosure) bool {
				return c.BranchID == 0 && !c.Open && c.Date == list[i].Day.String()
			})
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return list, nil
}

// HolidaysOf returns the public holidays of a year as they ship, in order; none
// where there is no file of that year.
func HolidaysOf(year int) ([]Holiday, error) {
	name := fmt.Sprintf("holidays/id-%d.csv", year)
	file, err := data.Files.Open(name)
	if err != nil {
		return nil, nil // no such year
	}
	defer func() { _ = file.Close() }()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	var list []Holiday
	for _, row := range rows[1:] {
		day, err := circulation.ParseDay(row[0])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		list = append(list, Holiday{Day: day, Name: row[1], Kind: row[2]})
	}
	return list, nil
}
