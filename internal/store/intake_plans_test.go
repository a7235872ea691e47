package store

import (
	"strings"
	"testing"
)

// An import asks these for each batch of rows while members renew: however
// large the library is, they must find their rows by an index.
func TestIntakeStatementsScanNoTable(t *testing.T) {
	empty, grown := newDB(t), newDB(t)
	growLibrary(t, grown)
	for size, db := range map[string]*DB{"a new library": empty, "a grown one with statistics": grown} {
		for name, query := range map[string]string{
			"members":            intakeMembersSQL,
			"member ids":         intakeMemberIDsSQL,
			"titles":             intakeTitlesSQL,
			"copies":             intakeItemsSQL,
			"shelves":            intakeShelvesSQL,
			"loans by source":    intakeLoansBySourceSQL,
			"sourced loans":      intakeSourcedLoansSQL,
			"open loans":         intakeOpenLoansSQL,
			"loans of pairs":     intakeLoansOfPairsSQL,
			"open loans by id":   openLoansByIDSQL,
			"holds":              intakeHoldsSQL,
			"move holds":         moveHoldsSQL,
			"supersede":          supersedeRenewalsSQL,
			"last renewal":       refreshLastRenewedSQL,
			"close a loan":       closeElsewhereSQL,
			"update a loan":      updateIntakeLoanSQL,
			"update a member":    updateIntakeMemberSQL,
			"highest ids":        highestIDsSQL,
			"name a closure":     nameClosureSQL,
			"release source ids": releaseSourceIDSQL,
		} {
			for _, step := range explain(t, db, query) {
				ours := strings.HasPrefix(step, "SCAN") && !strings.HasPrefix(step, "SCAN json_each") &&
					!strings.HasPrefix(step, "SCAN p ") && step != "SCAN CONSTANT ROW"
				if ours || strings.Contains(step, "AUTOMATIC") {
					t.Errorf("%s in %s: %s", name, size, step)
				}
			}
		}
	}
}
