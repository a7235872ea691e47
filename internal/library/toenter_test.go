package library_test

import (
	"strings"
	"testing"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
	"simpanbudi/internal/librarytest"
)

func TestRenewalsOfAMirroredLibraryAreTickedOnce(t *testing.T) {
	house := monday(t).Set("record", "mirror")
	clerk := clerkOf(house)
	for range 4 {
		loan := house.Member("umum").Loan()
		loan.Member.Renew(loan)
	}
	list := func() []library.MadeHere {
		list, _, err := house.Library.RenewalsToEnter(t.Context(), library.ListKey{}, 50)
		if err != nil {
			t.Fatal(err)
		}
		if n := todayOf(t, house, 0).ToEnter; n != len(list) {
			t.Errorf("%d are counted, %d listed", n, len(list))
		}
		return list
	}
	all := list()
	if len(all) != 4 {
		t.Fatalf("%d to enter", len(all))
	}

	for _, want := range []int{1, 0} {
		if n, err := house.Library.EnterRenewals(t.Context(), clerk, []int64{all[1].ID}); err != nil || n != want {
			t.Errorf("%d are new (%v)", n, err)
		}
	}
	if n, err := house.Library.EnterRenewalsThrough(t.Context(), clerk, all[2].ID); err != nil || n != 2 {
		t.Errorf("%d of the rest up to the third (%v)", n, err)
	}

	rest := list()
	if len(rest) != 1 || rest[0].ID != all[3].ID {
		t.Errorf("left: %+v", rest)
	}
	var file strings.Builder
	if err := house.Library.ExportToEnter(t.Context(), &file); err != nil {
		t.Fatal(err)
	}
	if lines := strings.Split(strings.TrimSpace(file.String()), "\n"); len(lines) != 2 || !strings.HasPrefix(lines[0], "ref,source_id,card,") ||
		!strings.HasPrefix(lines[1], rest[0].Ref+",") {
		t.Errorf("%s", file.String())
	}
	wantInt(t, "audit rows", house.Int(`select count(*) from audit where actor_id = ? and action in ('renewal.entered', 'renewal.all_entered')`, clerk.Staff), 2)
	wantInt(t, "by whom", house.Int(`select count(*) from renewals where entered_by = ? and entered_at = ?`, clerk.Staff, house.Now().Unix()), 3)
}

func TestWhereTheRecordIsKeptHereNothingIsEnteredElsewhere(t *testing.T) {
	house := monday(t)
	loan := house.Member("umum").Loan()
	loan.Member.Renew(loan)

	list, _, err := house.Library.RenewalsToEnter(t.Context(), library.ListKey{}, 50)
	if err != nil || len(list) != 0 || todayOf(t, house, 0).ToEnter != 0 {
		t.Errorf("%+v (%v)", list, err)
	}
	_, err = house.Library.EnterRenewals(t.Context(), clerkOf(house), []int64{1})
	wantFault(t, err, fault.Invalid)
}

func TestDifferencesOfAnImportAreListed(t *testing.T) {
	house := monday(t)
	loan := house.Member("umum").Loan(librarytest.Due("2026-11-20"))
	house.Exec(`insert into imports (id, started_at, finished_at, complete) values (1, ?1, ?1, 1), (2, ?1, null, 0), (3, ?1, ?1, 0)`, house.Now().Unix())
	house.Exec(`insert into import_differences (import_id, kind, loan_id, detail) values (1, 'kept_ours', ?,
		'{"barcode":"B1","due_at":"2026-11-30T23:59:59+07:00","renewals":1,"source_due_at":"2026-11-23T23:59:59+07:00"}'),
		(1, 'older_loan', null, '{"barcode":"B2"}')`, loan.ID)

	news := todayOf(t, house, 0).Imports
	if len(news) != 2 || news[0].ID != 2 || news[0].Done || news[1].ID != 1 || news[1].Differences != 2 || !news[1].Complete {
		t.Errorf("%+v", news)
	}
	list, _, err := house.Library.ImportDifferences(t.Context(), 1, library.ListKey{}, 50)
	if err != nil || len(list) != 2 {
		t.Fatalf("%+v (%v)", list, err)
	}
	if d := list[0]; d.Title != loan.Item.Title.Name || d.Renewals != 1 || d.SourceRenewals != -1 || d.Due.Day() != 30 || d.SourceDue.Day() != 23 {
		t.Errorf("%+v", d)
	}
	if d := list[1]; d.Title != "" || d.Barcode != "B2" || !d.Due.IsZero() {
		t.Errorf("%+v", d)
	}
}
