package data_test

import (
	"io/fs"
	"path"
	"strings"
	"testing"
	"time"

	"simpanbudi/data"
)

func TestHolidaysStandInOrderWithinTheirYear(t *testing.T) {
	names, err := fs.Glob(data.Files, "holidays/id-*.csv")
	if err != nil || len(names) < 2 {
		t.Fatalf("%d holiday files, error %v", len(names), err)
	}
	for _, name := range names {
		year := strings.TrimSuffix(strings.TrimPrefix(path.Base(name), "id-"), ".csv")
		var before time.Time
		for _, row := range readTable(t, name, "date", "name", "kind") {
			day, err := time.Parse(time.DateOnly, row[0])
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			if day.Format("2006") != year || !day.After(before) {
				t.Errorf("%s: %s is out of place", name, row[0])
			}
			before = day
			requireText(t, "holiday on "+row[0], row[1])
			if row[2] != "holiday" && row[2] != "collective_leave" && row[2] != "estimate" {
				t.Errorf("%s: kind %q on %s", name, row[2], row[0])
			}
		}
	}
}

func TestHolidaysOf2026AreTheDecreedOnes(t *testing.T) {
	count := map[string]int{}
	for _, row := range readTable(t, "holidays/id-2026.csv", "date", "name", "kind") {
		count[row[2]]++
	}
	if count["holiday"] != 17 || count["collective_leave"] != 8 || count["estimate"] != 0 {
		t.Errorf("%v, want the decree's 17 holidays and 8 days of collective leave", count)
	}
}

func TestLunarHolidaysOfAnUndecreedYearAreEstimates(t *testing.T) {
	lunar := []string{"Hijriah", "Imlek", "Nyepi", "Waisak", "Nabi Muhammad"}
	for _, row := range readTable(t, "holidays/id-2027.csv", "date", "name", "kind") {
		for _, word := range lunar {
			if strings.Contains(row[1], word) && row[2] != "estimate" {
				t.Errorf("%s (%s) is given as certain", row[1], row[0])
			}
		}
	}
}
