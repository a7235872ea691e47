package store

import (
	"context"
	"database/sql"
	"slices"
	"testing"
)

// lend fills a library with one member who has renewed a loan once here, after
// two renewals that were imported, and another who has a loan.
func lend(t testing.TB, db *DB) {
	t.Helper()
	for _, statement := range []string{
		`insert into titles (id, title, match_key) values (1, 'Laskar Pelangi', 'id:1')`,
		`insert into items (id, title_id, branch_id, barcode, item_type) values (1, 1, 1, 'B1', 'book'), (2, 1, 1, 'B2', 'book')`,
		`insert into members (id, card, card_key, name, category, branch_id) values
			(1, 'K1', 'K1', 'Satu', 'umum', 1), (2, 'K2', 'K2', 'Dua', 'umum', 1)`,
		`insert into loans (id, member_id, item_id, borrowed_at, due_at, renewals, imported_renewals) values
			(1, 1, 1, 100, 300, 3, 2), (2, 2, 2, 100, 200, 0, 0)`,
		`insert into receipts (id, ref, member_id, created_at, door, actor) values (1, 'R1', 1, 150, 'web', 'member')`,
		`insert into receipt_lines (receipt_id, position, loan_id, shown_at, result) values (1, 0, 1, 2, 'renewed')`,
		`insert into renewals (id, loan_id, number, receipt_id, renewed_at, old_due_at, new_due_at, actor, door, undone_at) values
			(1, 1, 3, 1, 150, 200, 300, 'member', 'web', null),
			(2, 1, 3, 1, 140, 200, 250, 'member', 'web', 145)`,
		`insert into audit (at, actor, actor_id, door, action, subject, subject_id, detail) values
			(150, 'member', 1, 'web', 'loan.renewed', 'loan', 1, '{"renewal":1}'),
			(140, 'member', 1, 'web', 'loan.renewed', 'loan', 1, '{"renewal":2}')`,
	} {
		mustExec(t, db, statement)
	}
}

// problemsOf runs all checks and returns what they found.
func problemsOf(t testing.TB, db *DB) (found []Problem) {
	t.Helper()
	err := db.Snapshot(context.Background(), func(q Queryer) (err error) {
		found, err = Check(context.Background(), q)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestCheckFindsNothingInASoundLibrary(t *testing.T) {
	db := newDB(t)
	lend(t, db)
	noProblems(t, db)
}

func TestCheckNamesEveryBreach(t *testing.T) {
	for _, c := range []struct {
		check, subject string
		id             int64
		damage         []string
	}{
		{"foreign_keys", "holds", 1, []string{
			`pragma foreign_keys = 0`,
			`insert into holds (id, title_id, member_id, placed_at) values (1, 99, 1, 0)`}},
		{"renewal_count", "loan", 1, []string{`update loans set renewals = 4 where id = 1`}},
		{"renewal_count", "loan", 2, []string{`update loans set imported_renewals = 1 where id = 2`}},
		{"one_open_loan", "item", 1, []string{
			`drop index loans_one_open_per_item`,
			`insert into loans (id, member_id, item_id, borrowed_at, due_at) values (3, 2, 1, 100, 200)`}},
		{"renewal_once", "loan", 1, []string{
			`drop index renewals_once`,
			`update renewals set undone_at = null where id = 2`,
			`update loans set renewals = 4 where id = 1`}},
		{"renewal_audited", "renewal", 1, []string{
			`drop trigger audit_no_delete`,
			`delete from audit where detail = '{"renewal":1}'`}},
		{"renewal_audited", "renewal", 1, []string{
			`drop trigger audit_no_update`,
			`update audit set subject_id = 2 where detail = '{"renewal":1}'`}},
		{"audit_readable", "audit", 3, []string{
			`insert into audit (id, at, actor, door, action, subject, detail) values (3, 1, 'system', 'cli', 'x', 'item', '{"half')`}},
		{"renewal_number", "renewal", 1, []string{`update renewals set number = 5 where id = 1`}},
		{"renewal_extends", "renewal", 1, []string{`update renewals set old_due_at = 400 where id = 1`}},
		{"due_date", "loan", 1, []string{`update loans set due_at = 500 where id = 1`}},
		{"due_date_changed", "loan", 1, []string{
			`insert into audit (at, actor, door, action, subject, subject_id, detail) values (160, 'librarian', 'desk', 'loan.due_changed', 'loan', 1, '{"new_due_at":400}')`}},
		{"returned", "return", 1, []string{
			`insert into returns (id, loan_id, returned_at, recorded_at, door, loan_status, item_status) values (1, 1, 160, 160, 'desk', 'open', 'available')`}},
		{"sanction_undone", "sanction", 1, []string{
			`insert into sanctions (id, member_id, loan_id, renewal_id, booked_at, due_at, late_days, fine) values (1, 1, 1, 2, 140, 200, 1, 0)`}},
		{"fines", "member", 1, []string{`update members set fines = 500 where id = 1`}},
		{"fines", "member", 1, []string{
			`insert into sanctions (id, member_id, loan_id, renewal_id, booked_at, due_at, late_days, fine) values (1, 1, 1, 1, 140, 200, 1, 500)`,
			`insert into account_lines (member_id, at, kind, amount, ref, request_key) values (1, 160, 'payment', 200, 'A', 'A')`,
			`update members set fines = 500 where id = 1`}},
		{"hold_shelf", "hold", 1, []string{`insert into holds (id, title_id, member_id, placed_at, status) values (1, 1, 1, 0, 'ready')`}},
		{"hold_shelf", "hold", 1, []string{
			`insert into holds (id, title_id, member_id, placed_at, assigned_item_id) values (1, 1, 1, 0, 1)`}},
		{"hold_shelf", "hold", 1, []string{
			`insert into holds (id, title_id, item_id, member_id, placed_at, status, assigned_item_id) values (1, 1, 2, 1, 0, 'ready', 1)`}},
		{"hold_shelf_once", "item", 1, []string{
			`insert into holds (title_id, member_id, placed_at, status, assigned_item_id) values (1, 1, 0, 'ready', 1), (1, 2, 0, 'ready', 1)`}},
		{"hold_shelf_lent", "item", 1, []string{
			`insert into holds (title_id, member_id, placed_at, status, assigned_item_id) values (1, 1, 0, 'ready', 1)`}},
		{"receipt_owner", "renewal", 1, []string{`update loans set member_id = 2 where id = 1`}},
	} {
		t.Run(c.check, func(t *testing.T) {
			db := newDB(t)
			lend(t, db)
			damageFile(t, db.Path(), c.damage...)
			found := problemsOf(t, db)
			if !slices.ContainsFunc(found, func(p Problem) bool {
				return p.Check == c.check && p.Subject == c.subject && p.ID == c.id && p.Detail != ""
			}) {
				t.Errorf("found only %+v", found)
			}
		})
	}
}

func TestCheckLeavesTheDueDateOfImportedLoansToTheFile(t *testing.T) {
	db := newDB(t)
	lend(t, db)
	mustExec(t, db, `update loans set due_at = 500, file_due_at = 500 where id = 1`)
	noProblems(t, db)
}

func TestCheckKnowsWhatTheDeskDoes(t *testing.T) {
	db := newDB(t)
	lend(t, db)
	for _, statement := range []string{
		`update loans set due_at = 400 where id = 1`,
		`insert into audit (at, actor, door, action, subject, subject_id, detail) values (160, 'librarian', 'desk', 'loan.due_changed', 'loan', 1, '{"new_due_at":400}')`,
		`insert into returns (id, loan_id, returned_at, recorded_at, door, loan_status, item_status, undone_at) values
			(1, 2, 150, 150, 'desk', 'open', 'available', 155), (2, 2, 160, 160, 'desk', 'open', 'available', null)`,
		`update loans set status = 'returned', closed_at = 160 where id = 2`,
		`insert into sanctions (member_id, loan_id, return_id, booked_at, due_at, late_days, fine, undone_at) values
			(2, 2, 1, 150, 100, 1, 700, 155), (2, 2, 2, 160, 150, 1, 500, null)`,
		`insert into account_lines (member_id, at, kind, amount, ref, request_key) values
			(2, 170, 'charge', 1000, 'A', 'A'), (2, 171, 'payment', 300, 'B', 'B'), (2, 172, 'waiver', 200, 'C', 'C')`,
		`update members set fines = 1000 where id = 2`,
		`insert into holds (title_id, member_id, placed_at, status, assigned_item_id) values (1, 1, 0, 'ready', 2)`,
	} {
		mustExec(t, db, statement)
	}
	noProblems(t, db)
}

func TestCheckFindsADamagedIndex(t *testing.T) {
	db := newDB(t)
	lend(t, db)
	// The index says something else than its table, as after a lost page.
	damageFile(t, db.Path(),
		`pragma writable_schema = 1`,
		`update sqlite_schema set sql = replace(sql, '(member_id)', '(due_at)') where name = 'loans_by_member'`)
	fresh := openDB(t, db.Path())
	found := problemsOf(t, fresh)
	if len(found) == 0 || found[0].Check != "integrity" {
		t.Errorf("found %+v", found)
	}
}

// damageFile changes the file behind the program's back.
func damageFile(t *testing.T, path string, statements ...string) {
	t.Helper()
	pool, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	pool.SetMaxOpenConns(1)
	defer func() { _ = pool.Close() }()
	for _, s := range statements {
		if _, err := pool.Exec(s); err != nil {
			t.Fatal(err)
		}
	}
}

// The second check of a connection must see what was written since its first.
func TestCheckTwiceWithBooksAddedBetween(t *testing.T) {
	db := newDB(t)
	for i := range 20 {
		mustExec(t, db, `insert into titles (title, match_key) values (?, ?)`, "Judul yang baru", i)
		noProblems(t, db)
	}
}
