package library_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
	"simpanbudi/internal/librarytest"
)

func TestAReceiptShowsLaterWhatWasDecidedThen(t *testing.T) {
	house := monday(t).Rule(`{"renewal":"P14D","window":"P3D","max_total":null,"holds_block":"title"}`)
	member := house.Member("umum").Suspended("2026-11-24")
	loan := member.Loan(librarytest.Due("2026-12-10"), librarytest.Renewed(1))
	house.Member("umum").HoldTitle(loan.Item.Title)
	told := member.Loans().Loans[0].Decision
	wantCodes(t, told, circulation.OnHold, circulation.Suspended, circulation.TooSoon)

	first := member.Renew(loan)
	house.Rule(`{"renewals_allowed":9}`)
	house.Exec(`delete from holds`)
	house.Advance(72 * time.Hour)
	later, err := house.Library.Receipt(t.Context(), member.ID, first.Ref)

	if err != nil || !reflect.DeepEqual(first, later) {
		t.Errorf("then  %+v\nlater %+v (%v)", first, later, err)
	}
	line := later.Lines[0]
	if line.Decision.Reasons[0].Queue != 1 || !line.Decision.Reasons[2].OpensAt.Equal(told.Reasons[2].OpensAt) ||
		!line.Decision.DueAt.Equal(told.DueAt) || line.Decision.RenewalsUsed != 1 || line.Decision.RenewalsLeft != 1 || line.Decision.Allowed {
		t.Errorf("decision %+v, told %+v", line.Decision, told)
	}
	if line.Rule == nil || line.Rule.Rule.Renewal.Days != 14 || line.Rule.Rule.Window.Days != 3 || *line.Rule.Rule.RenewalsAllowed != 2 {
		t.Errorf("rule %+v", line.Rule)
	}
	if line.Decision.Reasons[1].Override != circulation.OverrideYes || line.Decision.Reasons[0].Override != circulation.OverrideWithDueDate {
		t.Error("overrides are lost")
	}
}

func TestNotesAreKept(t *testing.T) {
	house := monday(t).Closed("2026-11-30")
	loan := house.Member("umum").Loan(librarytest.Renewed(1))
	line := loan.Member.Renew(loan).Lines[0]
	want := []circulation.Note{circulation.MovedForClosure, circulation.LastRenewal}
	if !line.Decision.Allowed || !reflect.DeepEqual(line.Decision.Notes, want) {
		t.Errorf("decision %+v", line.Decision)
	}
}

func TestAReceiptIsItsMembersOnly(t *testing.T) {
	house := monday(t)
	loan := house.Member("umum").Loan()
	ref := loan.Member.Renew(loan).Ref
	stranger := house.Member("umum")

	_, errStranger := house.Library.Receipt(t.Context(), stranger.ID, ref)
	_, errUnknown := house.Library.Receipt(t.Context(), stranger.ID, "00000000")

	wantFault(t, errStranger, fault.NotFound)
	if errStranger.Error() != errUnknown.Error() {
		t.Errorf("a stranger's receipt can be told from none: %v, %v", errStranger, errUnknown)
	}
}

func TestAReferenceIsReadAsPeopleWriteIt(t *testing.T) {
	house := monday(t)
	loan := house.Member("umum").Loan()
	ref := loan.Member.Renew(loan).Ref
	if len(ref) != 8 || strings.ContainsAny(ref, "ILOU") || ref != strings.ToUpper(ref) {
		t.Errorf("reference %q", ref)
	}
	house.Exec(`update receipts set ref = '10AB9Z0K'`)
	for _, written := range []string{"10AB9Z0K", "10ab-9z0k", " 10AB 9Z0K ", "ioab9zok", "LOAB-9ZOK"} {
		receipt, err := house.Library.Receipt(t.Context(), loan.Member.ID, written)
		if err != nil || receipt.Ref != "10AB9Z0K" {
			t.Errorf("%q: %v", written, err)
		}
	}
	for _, written := range []string{"", "10AB9Z0", "10AB9Z0K1", "10AB9Z0U", "%", strings.Repeat("-", 1<<16), "10AB9Z0\xff"} {
		_, err := house.Library.Receipt(t.Context(), loan.Member.ID, written)
		if fault.CodeOf(err) != fault.NotFound {
			t.Errorf("%.20q: %v", written, err)
		}
	}
}

func TestHistoryIsNewestFirst(t *testing.T) {
	house := monday(t)
	member := house.Member("umum")
	a, b, c := member.Loan(), member.Loan(), member.Loan(librarytest.Renewed(2))
	first := member.Renew(a, c)
	house.Advance(time.Hour)
	second := member.Renew(b)
	stranger := house.Member("umum").Loan()
	stranger.Member.Renew(stranger)

	history, err := house.Library.History(t.Context(), member.ID, 10)

	if err != nil || len(history) != 2 || history[0].Ref != second.Ref || history[1].Ref != first.Ref {
		t.Fatalf("history %+v, %v", history, err)
	}
	row := history[1]
	if row.Title != a.Item.Title.Name || row.Door != "web" || !row.At.Equal(librarytest.At("2026-11-23T09:00")) ||
		!row.NewDueAt.Equal(librarytest.At("2026-11-30T23:59:59")) || !row.OldDueAt.Equal(librarytest.At("2026-11-23T23:59:59")) {
		t.Errorf("row %+v", row)
	}
	if short, err := house.Library.History(t.Context(), member.ID, 1); err != nil || len(short) != 1 || short[0].Ref != second.Ref {
		t.Errorf("one row: %+v, %v", short, err)
	}
	if none, err := house.Library.History(t.Context(), member.ID, 0); err != nil || len(none) != 0 {
		t.Errorf("no row: %+v, %v", none, err)
	}
}

func TestALineOfAStrangersLoanHasTheLibrarysZone(t *testing.T) {
	house := monday(t).Set("time_zone", "Asia/Makassar")
	member := house.Member("umum")
	receipt := house.Renew(library.RenewRequest{Member: member.ID, Loans: []library.LoanRef{{ID: 77}}, Actor: circulation.ActorMember, Door: "web"})
	if receipt.Zone.String() != "Asia/Makassar" || receipt.Lines[0].Zone.String() != "Asia/Makassar" {
		t.Errorf("receipt %+v", receipt)
	}
}

func TestALineNotDecidedStillKnowsItsRule(t *testing.T) {
	house := monday(t).Rule(`{"loan":"PT3H","renewal":"PT3H"}`)
	member := house.Member("umum")
	a, b := member.Loan(), member.Loan(librarytest.Renewed(1))
	b.Shown = 0 // the page is older than the import
	member.Renew(a)

	receipt := member.Renew(a, member.Loan(), b)

	wantResults(t, receipt, library.ResultAlreadyRenewed, library.ResultRenewed, library.ResultChanged)
	for _, line := range receipt.Lines {
		if !line.ByHours || line.Rule == nil {
			t.Errorf("line %+v", line)
		}
	}
	if d := receipt.Lines[2].Decision; !reflect.DeepEqual(d, circulation.Decision{}) {
		t.Errorf("decision %+v", d)
	}
}
