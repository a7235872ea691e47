package library_test

import (
	"testing"
	"time"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
	"simpanbudi/internal/librarytest"
)

const aDay = 24 * time.Hour

// audited is a library that checks the clock and was last written to at 09:00
// on Monday.
func audited(t *testing.T) (*librarytest.House, *librarytest.Loan) {
	house := librarytest.NewWith(t, librarytest.At("2026-11-23T09:00"), library.Options{CheckClock: true})
	loan := house.Member("umum").Loan()
	house.Set("contact", "0291-123")
	return house, loan
}

func TestAClockThatCannotBeRightRenewsNothing(t *testing.T) {
	for _, c := range []struct {
		name  string
		jump  time.Duration
		wrong bool
	}{
		{"runs on", time.Minute, false},
		{"a time server sets it back a little", -4 * time.Minute, false},
		{"before the newest audit row", -6 * time.Minute, true},
		{"years before it", -5000 * aDay, true},
		{"60 days after it", 60 * aDay, false},
		{"more than 60 days after it", 60*aDay + time.Second, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			house, loan := audited(t)
			house.Advance(c.jump)
			wantClock(t, house.Library, loan, c.wrong)
			_, err := house.Library.Renew(t.Context(), loan.Renewal())
			if !c.wrong {
				if err != nil {
					t.Fatal(err)
				}
				return
			}
			wantFault(t, err, fault.ClockWrong)
			wantInt(t, "renewals", house.Int(`select count(*) from renewals`), 0)
			wantInt(t, "receipts", house.Int(`select count(*) from receipts`), 0)
		})
	}
}

// wantClock checks what the pages say of the clock.
func wantClock(t *testing.T, l *library.Library, loan *librarytest.Loan, wrong bool) {
	t.Helper()
	page, err := l.MyLoans(t.Context(), loan.Member.ID)
	if err != nil {
		t.Fatal(err)
	}
	site, err := l.Site(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if page.ClockWrong != wrong || site.ClockWrong != wrong {
		t.Errorf("clock wrong: %v on the loans page, %v on the site, want %v", page.ClockWrong, site.ClockWrong, wrong)
	}
}

func TestLaterAuditRowsDoNotHideAWrongClock(t *testing.T) {
	for _, c := range []struct {
		name  string
		notes func(t *testing.T, house *librarytest.House, loan *librarytest.Loan)
	}{
		{"noted at start", func(t *testing.T, house *librarytest.House, _ *librarytest.Loan) {
			house.Again(library.Options{CheckClock: true})
		}},
		{"noted by a page", func(t *testing.T, house *librarytest.House, _ *librarytest.Loan) {
			if _, err := house.Library.Site(t.Context()); err != nil {
				t.Fatal(err)
			}
		}},
		{"noted by a renewal", func(t *testing.T, house *librarytest.House, loan *librarytest.Loan) {
			_, err := house.Library.Renew(t.Context(), loan.Renewal())
			wantFault(t, err, fault.ClockWrong)
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			house, loan := audited(t)
			house.Advance(-400 * aDay)
			c.notes(t, house, loan)
			house.Set("contact", "0291-456") // another command on the same clock

			wantClock(t, house.Library, loan, true)
			_, err := house.Library.Renew(t.Context(), loan.Renewal())
			wantFault(t, err, fault.ClockWrong)
		})
	}
}

func TestConfirmingTheClockLetsRenewalsGoOn(t *testing.T) {
	house, loan := audited(t)
	house.Advance(100 * aDay)
	running := house.Again(library.Options{CheckClock: true})
	wantClock(t, running, loan, true)

	if err := house.Library.ConfirmClock(t.Context()); err != nil {
		t.Fatal(err)
	}

	wantClock(t, running, loan, false)
	if _, err := running.Renew(t.Context(), loan.Renewal()); err != nil {
		t.Error(err)
	}
	wantInt(t, "audit rows", house.Int(`select count(*) from audit where action = 'clock.confirmed'`), 1)
}

func TestANewLibraryHasNothingToCompareItsClockWith(t *testing.T) {
	house := librarytest.NewWith(t, librarytest.At("2001-01-01T09:00"), library.Options{CheckClock: true})
	loan := house.Member("umum").Loan()
	if _, err := house.Library.Renew(t.Context(), loan.Renewal()); err != nil {
		t.Error(err)
	}
}

func TestASetTimeIsNeitherCheckedNorStored(t *testing.T) {
	house := monday(t)
	loan := house.Member("umum").Loan()
	house.Set("contact", "0291-123")
	house.Advance(-400 * aDay)
	house.Again(library.Options{})

	wantClock(t, house.Library, loan, false)
	if _, err := house.Library.Renew(t.Context(), loan.Renewal()); err != nil {
		t.Error(err)
	}
	wantInt(t, "notes of a wrong clock", house.Int(`select count(*) from settings where name = 'clock_suspect'`), 0)
}
