package store

import "testing"

// A file can move a due date without a renewal, or take renewals back; calendars
// must still be told that the event is newer.
func TestAnImportedDueDateCountsAsAChange(t *testing.T) {
	db := newDB(t)
	growLibrary(t, db)
	loan := func() (l IntakeLoan) {
		err := db.Read(t.Context(), func(q Queryer) error {
			list, err := IntakeOpenLoans(q, []int64{7})
			l = list[0]
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
	write := func(change func(l *IntakeLoan)) {
		t.Helper()
		l := loan()
		change(&l)
		if err := db.Write(t.Context(), func(tx *Tx) error { return UpdateIntakeLoan(tx, &l) }); err != nil {
			t.Fatal(err)
		}
	}
	changes := func() (n int) {
		of := loan()
		err := db.Read(t.Context(), func(q Queryer) error {
			list, err := DueOf(q, of.MemberID)
			for _, r := range list {
				if r.LoanID == of.ID {
					n = r.DueChanges
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	write(func(l *IntakeLoan) { l.Renewals, l.Imported = 2, 2 })
	if n := changes(); n != 0 {
		t.Errorf("%d changes of a due date that stayed", n)
	}
	write(func(l *IntakeLoan) { l.DueAt += 86400 })
	write(func(l *IntakeLoan) { l.Renewals, l.Imported, l.DueAt = 0, 0, l.DueAt-86400 })
	if n := changes(); n != 2 {
		t.Errorf("%d changes, not 2", n)
	}
}
