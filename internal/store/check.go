package store

import (
	"context"
	"database/sql"
)

// Problem is one thing found wrong with the database.
type Problem struct {
	Check   string // which check found it
	Subject string // what kind of record: loan, renewal, item, …; empty for the file itself
	ID      int64  // which one, 0 where there is none
	Detail  string // what is wrong, in English, for the operator
}

// problemLimit bounds what one check reports: after that many it is clear.
const problemLimit = 100

// Check looks for damage of the file, for rows that refer to nothing, and for
// breaches of our own invariants. It reads the whole database, so it belongs in
// a Snapshot of a process that serves nobody, or on a quiet hour.
func Check(ctx context.Context, q Queryer) ([]Problem, error) {
	problems, err := checkFile(q)
	if err != nil || len(problems) > 0 {
		return problems, err // what a damaged file says about loans means nothing
	}
	for _, c := range checks {
		if err := ctx.Err(); err != nil {
			return problems, err
		}
		found, err := collect(q, c.name, c.query, problemLimit)
		if err != nil {
			return problems, err
		}
		problems = append(problems, found...)
	}
	return problems, nil
}

// freshSearchSQL makes a connection look at the indexes of search anew. A check
// alone does not: on a connection that has read them before, it would hold what
// another one has written since for damage.
var freshSearchSQL = []string{
	`select rowid from titles_fts where titles_fts match 'a' limit 1`,
	`select rowid from members_fts where members_fts match 'a' limit 1`,
}

// checkFile asks SQLite whether the file and its indexes are whole.
func checkFile(q Queryer) ([]Problem, error) {
	for _, query := range freshSearchSQL {
		if err := eachRow(q, func(func(...any) error) error { return nil }, query); err != nil {
			return nil, err
		}
	}
	rows, err := q.Query("pragma integrity_check(100)")
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	var problems []Problem
	for rows.Next() {
		p := Problem{Check: "integrity"}
		if err := rows.Scan(&p.Detail); err != nil {
			return nil, err
		}
		if p.Detail != "ok" {
			problems = append(problems, p)
		}
	}
	return problems, rows.Err()
}

// collect runs one check's query, which gives subject, id and detail.
func collect(q Queryer, name, query string, args ...any) ([]Problem, error) {
	rows, err := q.Query(query, args...)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	var problems []Problem
	for rows.Next() {
		p := Problem{Check: name}
		var id sql.NullInt64
		if err := rows.Scan(&p.Subject, &id, &p.Detail); err != nil {
			return nil, err
		}
		p.ID = id.Int64
		problems = append(problems, p)
	}
	return problems, rows.Err()
}
