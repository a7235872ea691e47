package store

import (
	"strings"
	"testing"
)

// hot are the statements behind every page and every renewal. However many
// loans there are, they must find their rows by an index and sort nothing.
var hot = map[string]string{
	"pulse":             pulseSQL,
	"member":            memberSQL,
	"open loans":        openLoansSQL,
	"closed loans":      closedLoansSQL,
	"holds on loans":    awaitedSQL,
	"next is taken":     nextIsTakenSQL,
	"done renewals":     doneRenewalsSQL,
	"renew a loan":      renewLoanSQL,
	"insert renewal":    insertRenewalSQL,
	"insert receipt":    insertReceiptSQL,
	"insert line":       insertLineSQL,
	"receipt":           receiptSQL,
	"newest receipt":    newestReceiptSQL,
	"lines":             linesSQL,
	"stale refusals":    staleRefusalsSQL,
	"delete lines":      deleteLinesSQL,
	"delete receipt":    deleteReceiptSQL,
	"history":           historySQL,
	"renewals since":    sinceSQL,
	"renewals from":     renewalsFromSQL,
	"audit":             appendAuditSQL,
	"notice":            queueNoticeSQL,
	"sanction":          bookSanctionSQL,
	"sanction a member": sanctionMemberSQL,
	"loan by barcode":   loanByBarcodeSQL,
	"free copies":       freeCopiesSQL,

	"copy by barcode":     copyByBarcodeSQL,
	"copy":                copySQL,
	"copy status":         setCopyStatusSQL,
	"lend":                insertLoanSQL,
	"loan state":          loanStateSQL,
	"loan status":         setLoanStatusSQL,
	"change due":          changeDueSQL,
	"seen":                markSeenSQL,
	"close loan":          closeLoanSQL,
	"reopen loan":         reopenLoanSQL,
	"insert return":       insertReturnSQL,
	"return's hold":       returnHoldSQL,
	"undo return":         undoReturnSQL,
	"return":              returnSQL,
	"recent returns":      recentReturnsSQL,
	"recent returns of":   recentReturnsOfSQL,
	"last return":         lastReturnSQL,
	"member's returns":    memberReturnsSQL,
	"count waiting":       countWaitingSQL,
	"next hold":           nextHoldSQL,
	"shelve":              shelveHoldSQL,
	"unshelve":            unshelveHoldSQL,
	"own hold":            ownHoldSQL,
	"fill hold":           fillHoldSQL,
	"drop notice":         dropNoticeSQL,
	"person":              personSQL,
	"person and category": personOfSQL,
	"person by card":      personByCardSQL,
	"receipt by ref":      anyReceiptSQL,
	"return's sanction":   sanctionOfReturnSQL,
	"renewal's sanction":  sanctionOfRenewalSQL,
	"undo sanction":       undoSanctionSQL,
	"relink sanctions":    relinkSanctionsSQL,
	"unsanction":          unsanctionSQL,
	"last renewal":        lastRenewalSQL,
	"renewal before":      renewalBeforeSQL,
	"undo renewal":        undoRenewalSQL,
	"unrenew loan":        unrenewLoanSQL,
	"latest renewals":     undoableSQL,
	"account line":        insertAccountLineSQL,
	"add fines":           addFinesSQL,
	"line of request":     lineOfRequestSQL,
	"claimed at":          claimedAtSQL,
	"lent since":          lentSinceSQL,
	"money since":         moneySinceSQL,
	"renewed since":       renewedSinceSQL,
	"count open":          countOpenSQL,
	"before damage":       beforeDamageSQL,
	"guardian":            guardianAtSQL,
	"children":            childrenAtSQL,
	"account line by ref": lineByRefSQL,
	"add to what is owed": addOwedSQL,
	"last call":           lastCallSQL,
	"letters":             letters.rest,
	"later letters":       letters.later,
	"letters sent":        lettersSentSQL,
	"ticks":               tickedSQL,
	"untick":              untickSQL,
}

// sorts are allowed to sort the few rows they find.
var sorts = map[string]bool{"loan by barcode": true, "last return": true, "member's returns": true, "next hold": true,
	"own hold": true, "lent since": true, "children": true, "ticks": true, "letters sent": true, "renewed since": true}

func TestHotStatementsScanNoTable(t *testing.T) {
	empty, grown := newDB(t), newDB(t)
	growLibrary(t, grown)
	for size, db := range map[string]*DB{"a new library": empty, "a grown one with statistics": grown} {
		for name, query := range hot {
			for _, step := range explain(t, db, query) {
				scans := strings.HasPrefix(step, "SCAN") && !strings.HasPrefix(step, "SCAN json_each") && step != "SCAN CONSTANT ROW"
				if scans || strings.Contains(step, "TEMP B-TREE") && !sorts[name] || strings.Contains(step, "AUTOMATIC") {
					t.Errorf("%s in %s: %s", name, size, step)
				}
			}
		}
	}
}

// growLibrary makes some thousand loans, a tenth of them renewed, and lets the
// planner take statistics.
func growLibrary(t *testing.T, db *DB) {
	t.Helper()
	const some = `with recursive n(i) as (select 1 union all select i + 1 from n where i < 5000) `
	for _, statement := range []string{
		`insert into staff (id, username, role, password_hash, created_at) values (1, 'petugas', 'librarian', '', 1)`,
		`insert into titles (id, title, match_key) ` + some + `select i, 'Judul ' || i, 'id:' || i from n where i <= 500`,
		`insert into items (id, title_id, branch_id, barcode, item_type) ` + some + `select i, 1 + i % 500, 1, 'B' || i, 'book' from n`,
		`insert into members (id, card, card_key, name, category, branch_id) ` + some + `select i, 'K' || i, 'K' || i, 'Anggota', 'umum', 1 from n where i <= 1000`,
		`insert into loans (id, member_id, item_id, borrowed_at, due_at) ` + some + `select i, 1 + i % 1000, i, i, i + 1000 from n`,
		`update loans set status = 'returned', closed_at = due_at where id % 5 = 0`,
		`insert into holds (title_id, member_id, placed_at, status) ` + some + `select 1 + i % 500, 1 + i % 1000, i, case when i % 9 = 0 then 'waiting' else 'filled' end from n`,
		`insert into receipts (id, ref, member_id, created_at, door, actor) ` + some + `select i, 'R' || i, 1 + i % 1000, i, 'web', 'member' from n`,
		`insert into renewals (loan_id, number, receipt_id, renewed_at, old_due_at, new_due_at, actor, door) ` + some + `select i, 1, i, i, i, i, 'member', 'web' from n where i % 10 = 0`,
		`insert into receipt_lines (receipt_id, position, loan_id, shown_at, result) ` + some + `select i, 0, i, 0, 'refused' from n`,
		`insert into audit (at, actor, door, action, subject) ` + some + `select i, 'member', 'web', 'x', 'loan' from n`,
		`insert into returns (id, loan_id, returned_at, recorded_at, staff_id, door, loan_status, item_status) ` + some + `select i, i, i, i, 1, 'desk', 'open', 'available' from n where i % 5 = 0`,
		`insert into sanctions (member_id, loan_id, return_id, booked_at, due_at, late_days, fine) ` + some + `select 1 + i % 1000, i, i, i, i, 1, 500 from n where i % 50 = 0`,
		`analyze`,
	} {
		mustExec(t, db, statement)
	}
}
