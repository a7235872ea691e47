package store

import (
	"context"
	"slices"
	"testing"
	"time"
)

// linkedLoans makes a member with two loans.
func linkedLoans(t testing.TB, db *DB) (member int64, loans []int64) {
	t.Helper()
	member = signInMember(t, db, "L1")
	mustExec(t, db, `insert into titles (id, title, match_key) values (1, 'Judul', 'id:1')`)
	mustExec(t, db, `insert into items (id, title_id, branch_id, barcode, item_type) values (1, 1, 1, 'B1', 'book'), (2, 1, 1, 'B2', 'book')`)
	mustExec(t, db, `insert into loans (id, member_id, item_id, borrowed_at, due_at) values (7, ?, 1, 0, 9), (5, ?, 2, 0, 9)`, member, member)
	return member, []int64{7, 5}
}

func findLink(t testing.TB, db *DB, hash string) (l LinkRow, found bool) {
	t.Helper()
	err := db.Read(context.Background(), func(q Queryer) (err error) {
		l, found, err = FindLink(q, hash)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return l, found
}

func TestALinkIsFoundByItsHashWithItsLoansInTheirOrder(t *testing.T) {
	db := newDB(t)
	member, loans := linkedLoans(t, db)
	issued := time.Unix(1000, 0)
	mustWrite(t, db, func(tx *Tx) error { return InsertLink(tx, "h", member, loans, issued, issued.Add(time.Hour)) })
	l, found := findLink(t, db, "h")
	if !found || l.Member != member || !slices.Equal(l.Loans, loans) || !l.Expires.Equal(issued.Add(time.Hour)) || l.Revoked {
		t.Errorf("got %+v, %v", l, found)
	}
	if _, found := findLink(t, db, "H"); found {
		t.Error("another hash finds it too")
	}
}

func TestLinksEndWithTheirMembersErasureOrByRevoking(t *testing.T) {
	for name, end := range map[string]string{
		"erased":  `update members set erased_at = 1`,
		"revoked": ``,
	} {
		db := newDB(t)
		member, loans := linkedLoans(t, db)
		mustWrite(t, db, func(tx *Tx) error { return InsertLink(tx, "h", member, loans, time.Unix(1, 0), time.Unix(9, 0)) })
		if end != "" {
			mustExec(t, db, end)
		} else {
			mustWrite(t, db, func(tx *Tx) error { return RevokeLinks(tx, member, time.Unix(5, 0)) })
		}
		if l, found := findLink(t, db, "h"); !found || !l.Revoked {
			t.Errorf("%s: %+v, %v", name, l, found)
		}
	}
}

func TestOldLinksAreForgottenWithTheirLoans(t *testing.T) {
	db := newDB(t)
	member, loans := linkedLoans(t, db)
	mustWrite(t, db, func(tx *Tx) error {
		if err := InsertLink(tx, "old", member, loans, time.Unix(1, 0), time.Unix(99, 0)); err != nil {
			return err
		}
		return InsertLink(tx, "new", member, loans, time.Unix(1, 0), time.Unix(100, 0))
	})
	mustWrite(t, db, func(tx *Tx) error { return DeleteOldLinks(tx, time.Unix(100, 0)) })
	if _, found := findLink(t, db, "old"); found {
		t.Error("the old link is still there")
	}
	if l, found := findLink(t, db, "new"); !found || len(l.Loans) != 2 {
		t.Errorf("the other one: %+v, %v", l, found)
	}
	var rest int
	err := db.Read(context.Background(), func(q Queryer) error { return q.QueryRow(`select count(*) from link_loans`).Scan(&rest) })
	if err != nil || rest != 2 {
		t.Errorf("%d loans of links are left, %v", rest, err)
	}
}

func TestLinkStatementsScanNoTable(t *testing.T) {
	db := newDB(t)
	for _, query := range []string{insertLinkSQL, insertLinkLoanSQL, findLinkSQL, linkLoansSQL, revokeLinksSQL, deleteOldLinksSQL} {
		assertNoScan(t, db, query)
	}
}
