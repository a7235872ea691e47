package library_test

import (
	"testing"

	"simpanbudi/internal/librarytest"
	"simpanbudi/internal/store"
)

func TestReadersOfOldLoansAreForgottenAndTheirStatisticsStay(t *testing.T) {
	house := monday(t)
	reader := house.Member("umum")
	old := reader.Loan()
	reader.Renew(old)
	old.Close()
	beside := reader.Loan()
	both := reader.Renewal(reader.Loan(), beside) // a receipt shared with a loan that is still out
	house.Renew(both)
	shared := both.Loans[0].ID
	house.Exec(`update loans set status = 'returned', closed_at = ? where id = ?`, house.Now().Unix(), shared)
	owing := house.Member("umum").Owes(5000)
	kept := owing.Loan().Close()

	house.SetNow(librarytest.At("2029-01-01T02:30"))
	dry, err := house.Library.Forget(t.Context(), house.Now(), true)
	if err != nil || dry.Readers != 1 {
		t.Fatalf("%+v %v", dry, err)
	}
	for i, want := range []int64{1, 0} {
		sum, err := house.Library.Forget(t.Context(), house.Now(), false)
		if err != nil || sum.Readers != want {
			t.Fatalf("run %d: %+v %v", i, sum, err)
		}
	}
	if n := house.Int(`select count(*) from loans l join members m on m.id = l.member_id where l.id = ? and m.name = '' and m.erased_at is not null and m.category = 'umum'`, old.ID); n != 1 {
		t.Error("the old loan has a reader")
	}
	for _, id := range []int64{beside.ID, shared, kept.ID} {
		if n := house.Int(`select count(*) from loans l join members m on m.id = l.member_id where l.id = ? and m.name <> ''`, id); n != 1 {
			t.Errorf("loan %d has lost its reader", id)
		}
	}
	if n := house.Int(`select count(*) from audit where subject = 'loan' and subject_id = ? and actor_id is not null`, old.ID); n != 0 {
		t.Error("the audit trail tells who read it")
	}
	err = house.DB.Read(t.Context(), func(q store.Queryer) error {
		problems, err := store.Check(t.Context(), q)
		if len(problems) > 0 {
			t.Errorf("%+v", problems)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestTheAuditTrailIsStillNotToBeChanged(t *testing.T) {
	house := monday(t)
	reader := house.Member("umum")
	reader.Renew(reader.Loan())
	for _, statement := range []string{
		`update audit set actor_id = 5`, `update audit set detail = '{}', actor_id = null`, `update audit set at = 0`, `delete from audit`,
	} {
		err := house.DB.Write(t.Context(), func(tx *store.Tx) error {
			_, err := tx.Exec(statement)
			return err
		})
		if err == nil {
			t.Errorf("%s: taken", statement)
		}
	}
}
