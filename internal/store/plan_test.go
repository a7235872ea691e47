package store

import (
	"context"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// assertNoScan fails the test where the planner would read a whole table or a
// whole index for the query. Scans of constant rows, of a list given as JSON and
// of a subquery's own few rows are none of a table.
func assertNoScan(t testing.TB, db *DB, query string) {
	t.Helper()
	for _, step := range explain(t, db, query) {
		what, scan := strings.CutPrefix(step, "SCAN ")
		if !scan || strings.HasPrefix(what, "CONSTANT ROW") || strings.HasPrefix(what, "json_each") || strings.HasPrefix(what, "(") {
			continue
		}
		t.Errorf("%s, in the plan of:\n%s", step, query)
	}
}

// explain returns the steps of a query's plan. Its parameters are all null.
func explain(t testing.TB, db *DB, query string) (steps []string) {
	t.Helper()
	err := db.Read(context.Background(), func(q Queryer) error {
		rows, err := q.Query("explain query plan "+query, make([]any, parameters(query))...)
		if err != nil {
			return err
		}
		defer func() { _ = rows.Close() }()
		for rows.Next() {
			var id, parent, unused int
			var step string
			if err := rows.Scan(&id, &parent, &unused, &step); err != nil {
				return err
			}
			steps = append(steps, step)
		}
		return rows.Err()
	})
	if err != nil {
		t.Fatalf("%v\n%s", err, query)
	}
	return steps
}

var numbered = regexp.MustCompile(`\?(\d+)`)

// parameters is how many arguments a query takes.
func parameters(query string) int {
	most := strings.Count(query, "?")
	for _, match := range numbered.FindAllStringSubmatch(query, -1) {
		n, _ := strconv.Atoi(match[1])
		most = max(most, n)
	}
	return most
}

func TestConfigVersionScansNothing(t *testing.T) {
	assertNoScan(t, newDB(t), configVersionSQL)
}

func TestAScanIsNoticed(t *testing.T) {
	db := newDB(t)
	for query, want := range map[string]bool{
		"select name from settings where name = ?":         false,
		"select name from settings where value = ?":        true,
		"delete from loans where overdue_since > ?":        true,
		"update loans set renewals = ? where id = ?":       false,
		"select count(*) from renewals":                    true,
		"insert into settings (name, value) values (?, ?)": false,
	} {
		r := &recorder{TB: t}
		assertNoScan(r, db, query)
		if r.failed != want {
			t.Errorf("noticed: %v, want %v: %s", r.failed, want, query)
		}
	}
}

// recorder notes an error instead of failing its test.
type recorder struct {
	testing.TB
	failed bool
}

func (r *recorder) Errorf(string, ...any) { r.failed = true }
