package library_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"simpanbudi/internal/librarytest"
)

func TestExportWritesRenewalsMadeHere(t *testing.T) {
	house := monday(t)
	east := house.Branch("timur", "Asia/Jayapura")
	a := house.Member("umum").Loan(librarytest.Renewed(1), librarytest.Source("slims", "L-9"))
	b := house.Member("umum").Loan(librarytest.Of(house.Item().AtBranch(east)))
	undone := house.Member("umum").Loan()
	first := a.Member.Renew(a)
	undone.Member.Renew(undone)
	house.Exec(`update renewals set undone_at = 1 where loan_id = ?`, undone.ID)
	house.Advance(time.Hour)
	second := b.Member.Renew(b)
	refused := house.Member("umum").Loan(librarytest.Renewed(2))
	refused.Member.Renew(refused)

	header := []string{"ref", "source_id", "card", "barcode", "renewed_at", "old_due_at", "new_due_at", "renewals"}
	rowA := []string{first.Ref, "L-9", a.Member.Card, a.Item.Barcode,
		"2026-11-23T09:00:00+07:00", "2026-11-23T23:59:59+07:00", "2026-11-30T23:59:59+07:00", "2"}
	rowB := []string{second.Ref, "", b.Member.Card, b.Item.Barcode,
		"2026-11-23T12:00:00+09:00", "2026-11-24T01:59:59+09:00", "2026-12-01T23:59:59+09:00", "1"}

	for _, c := range []struct {
		name  string
		since time.Time
		want  [][]string
	}{
		{"all", time.Time{}, [][]string{header, rowA, rowB}},
		{"since the second", house.Now(), [][]string{header, rowB}},
		{"since a second later", house.Now().Add(time.Second), [][]string{header}},
	} {
		if got := export(t, house, c.since); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s:\n%v\nwant\n%v", c.name, got, c.want)
		}
	}
}

func export(t *testing.T, house *librarytest.House, since time.Time) [][]string {
	t.Helper()
	var out bytes.Buffer
	if err := house.Library.ExportRenewals(t.Context(), since, &out); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&out).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestExportRunsNothingInASpreadsheet(t *testing.T) {
	house := monday(t)
	for _, c := range []struct{ card, want string }{
		{`=HYPERLINK("http://x")`, `'=HYPERLINK("http://x")`},
		{"+62", "'+62"}, {"-1", "'-1"}, {"@SUM(A1)", "'@SUM(A1)"}, {"\tx", "'\tx"},
		{"A=1", "A=1"}, {"0012", "0012"},
	} {
		loan := house.Member("umum").Loan()
		house.Exec(`update members set card = ? where id = ?`, c.card, loan.Member.ID)
		loan.Member.Renew(loan)
		rows := export(t, house, time.Time{})
		if got := rows[len(rows)-1][2]; got != c.want {
			t.Errorf("%q is written %q, want %q", c.card, got, c.want)
		}
	}
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestExportSaysWhenItCannotWrite(t *testing.T) {
	house := monday(t)
	err := house.Library.ExportRenewals(t.Context(), time.Time{}, failing{})
	if err == nil || !strings.Contains(err.Error(), "disk full") {
		t.Errorf("error %v", err)
	}
}
