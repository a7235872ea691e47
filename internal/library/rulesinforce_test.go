package library_test

import (
	"fmt"
	"testing"

	"simpanbudi/internal/library"
	"simpanbudi/internal/librarytest"
)

func rulesInForce(t *testing.T, house *librarytest.House) *library.RulesInForce {
	t.Helper()
	r, err := house.Library.RulesInForce(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestTheGeneralRuleIsToldFirstAndPlacesByTheirNames(t *testing.T) {
	house := monday(t)
	house.Branch("utara", "")
	house.Exec(`update branches set name = 'Cabang Utara' where code = 'utara'`)
	house.Exec(`insert into categories (code, name) values ('mhs', 'Mahasiswa')`)
	house.Rules(`[{"branch":"utara","category":"mhs","item_type":"dvd"},{"category":"mhs"},{"item_type":"dvd"},{"category":"anak"},{}]`)
	var got []string
	for _, r := range rulesInForce(t, house).Rules {
		got = append(got, r.BranchName+"/"+r.CategoryName+"/"+r.ItemTypeName)
	}
	want := "[// //dvd /anak/ /Mahasiswa/ Cabang Utara/Mahasiswa/dvd]"
	if fmt.Sprint(got) != want {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestTheNextClosuresAreToldWithTheirOccasions(t *testing.T) {
	house := monday(t)
	branch := house.Branch("utara", "Asia/Jayapura")
	for _, row := range []struct {
		branch     any
		date, name string
		kind       string
	}{
		{nil, "2026-11-22", "Kemarin", "closed"},
		{nil, "2026-12-24", "Cuti bersama", "closed"},
		{nil, "2026-12-25", "Hari Raya Natal", "closed"},
		{nil, "2026-12-28", "Penataan koleksi", "closed"},
		{nil, "2026-12-29", "Penataan koleksi", "closed"},
		{nil, "2027-01-22", "Hari ke-60", "closed"},
		{nil, "2027-01-23", "Hari ke-61", "closed"},
		{branch, "2026-12-24", "", "open"},
		{branch, "2026-12-25", "Natal di Utara", "closed"},
		{branch, "2026-12-27", "Pameran", "open"}, // a Sunday
	} {
		house.Exec(`insert into closures (branch_id, date, name, kind) values (?, ?, ?, ?)`, row.branch, row.date, row.name, row.kind)
	}
	house.Exec(`insert into closures (weekday) values (0)`)
	for i, want := range []string{
		"2026-12-24–2026-12-24 false Cuti bersama, 2026-12-25–2026-12-25 false Hari Raya Natal, 2026-12-28–2026-12-29 false Penataan koleksi, 2027-01-22–2027-01-22 false Hari ke-60, ",
		"2026-12-25–2026-12-25 false Natal di Utara, 2026-12-27–2026-12-27 true Pameran, 2026-12-28–2026-12-29 false Penataan koleksi, 2027-01-22–2027-01-22 false Hari ke-60, ",
	} {
		b := rulesInForce(t, house).Branches[i]
		got := ""
		for _, s := range b.Special {
			got += fmt.Sprintf("%s–%s %v %s, ", s.From, s.To, s.Open, s.Name)
		}
		if got != want {
			t.Errorf("%s:\n%s, want\n%s", b.Name, got, want)
		}
		if !b.Calendar.ClosedEveryWeek(0) {
			t.Errorf("%s is open on Sundays", b.Name)
		}
	}
}

func TestABranchHasItsOwnToday(t *testing.T) {
	house := librarytest.New(t, librarytest.At("2026-11-23T22:30")) // 00:30 of the next day in Jayapura
	house.Branch("timur", "Asia/Jayapura")
	r := rulesInForce(t, house)
	if here, there := r.Branches[0].Today.String(), r.Branches[1].Today.String(); here != "2026-11-23" || there != "2026-11-24" {
		t.Errorf("%s and %s", here, there)
	}
}

func TestPausedRenewalIsTold(t *testing.T) {
	house := monday(t)
	if rulesInForce(t, house).Paused {
		t.Error("paused from the start")
	}
	house.Set("online_renewal", "off")
	if !rulesInForce(t, house).Paused {
		t.Error("not paused")
	}
}
