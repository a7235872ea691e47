package main

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// endlessRule renews without end, by a day: for tests that renew a lot.
const endlessRule = `[{"branch":"*","category":"*","item_type":"*",
"rule":{"loan":"P7D","renewal":"P1D","renewals_allowed":null,"max_total":null,"once_per_day":false},
"loan_limit":null,"fine":{},"suspension":{}}]`

// importedPIN is the PIN of every member of shelf.
const importedPIN = "482915"

// shelf makes a library in dir of so many members with the cards 1001, 1002, …,
// each with one loan that can be renewed without end.
func shelf(t *testing.T, dir string, members int) (db string) {
	t.Helper()
	var people, copies, loans strings.Builder
	people.WriteString("card,name,pin\n")
	copies.WriteString("barcode,title\n")
	loans.WriteString("card,barcode,borrowed_at,due_at\n")
	now := time.Now()
	day := func(days int) string { return now.AddDate(0, 0, days).Format(time.DateOnly) }
	for i := range members {
		card := shelfCard(i)
		fmt.Fprintf(&people, "%s,Nama %d,%s\n", card.Number, i, card.PIN)
		fmt.Fprintf(&copies, "9%05d,Judul %d\n", i, i)
		fmt.Fprintf(&loans, "%s,9%05d,%s,%s\n", card.Number, i, day(-2), day(5))
	}
	files := t.TempDir()
	write(t, filepath.Join(files, "csv", "members.csv"), people.String())
	write(t, filepath.Join(files, "csv", "items.csv"), copies.String())
	write(t, filepath.Join(files, "csv", "loans.csv"), loans.String())
	write(t, filepath.Join(files, "rules.json"), endlessRule)
	db = filepath.Join(dir, "lib.db")
	simpanbudi(t, files, "import", "csv", "csv", "--db", db)
	simpanbudi(t, files, "rules", "load", "rules.json", "--db", db)
	return db
}

func shelfCard(i int) card {
	return card{Number: strconv.Itoa(1001 + i), PIN: importedPIN, Shows: "one loan"}
}
