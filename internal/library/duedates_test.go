package library_test

import (
	"regexp"
	"strings"
	"testing"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
	"simpanbudi/internal/librarytest"
)

// follow returns what a calendar program gets by a token.
func follow(t *testing.T, house *librarytest.House, token string) *library.DueDates {
	t.Helper()
	due, err := house.Library.Calendar(t.Context(), token)
	if err != nil {
		t.Fatal(err)
	}
	return due
}

func newCalendar(t *testing.T, house *librarytest.House, m *librarytest.Member, titles bool) string {
	t.Helper()
	token, err := house.Library.NewCalendar(t.Context(), library.CalendarChoice{Member: m.ID, Titles: titles, Language: "en", Door: "web"})
	if err != nil {
		t.Fatal(err)
	}
	return token
}

func TestARenewalMovesTheEventAndKeepsItsName(t *testing.T) {
	house := librarytest.New(t, librarytest.At("2026-11-23T09:00"))
	m := house.Member("umum")
	loan := m.Loan(librarytest.Due("2026-11-23"))
	m.Loan(librarytest.Due("2026-11-25"))
	token := newCalendar(t, house, m, true)

	before := follow(t, house, token)
	for i, again := range []string{"2026-11-23T09:30", "2026-11-30T10:00"} {
		house.SetNow(librarytest.At(again))
		if r := m.Renew(loan); r.Renewed != 1 {
			t.Fatalf("renewal %d: %+v", i+1, r)
		}
		loan.Shown++
	}
	after := follow(t, house, token)

	first, moved := before.Loans[0], after.Loans[1] // by due date
	if first.UID != moved.UID || before.Loans[1].UID == first.UID {
		t.Errorf("names: %s and then %s, another loan's %s", first.UID, moved.UID, before.Loans[1].UID)
	}
	if first.Changes != 0 || moved.Changes != 2 || after.Loans[0].Changes != 0 {
		t.Errorf("changes: %d, then %d; the other loan %d", first.Changes, moved.Changes, after.Loans[0].Changes)
	}
	if !moved.DueAt.Equal(loan.DueAt()) || moved.DueAt.Equal(first.DueAt) {
		t.Errorf("due %v, was %v", moved.DueAt, first.DueAt)
	}
	if !moved.ChangedAt.Equal(librarytest.At("2026-11-30T10:00")) {
		t.Errorf("changed %v", moved.ChangedAt)
	}
	if after.Language != "en" || moved.Title != loan.Item.Title.Name {
		t.Errorf("language %q, title %q", after.Language, moved.Title)
	}
}

func TestABookThatIsBackLeavesTheCalendar(t *testing.T) {
	house := librarytest.New(t, librarytest.At("2026-11-23T09:00"))
	m := house.Member("umum")
	back, out := m.Loan(), m.Loan(librarytest.In("on_site"))
	m.Loan(librarytest.In("lost"))
	house.Member("umum").Loan() // somebody else's
	token := newCalendar(t, house, m, false)
	if due := follow(t, house, token); len(due.Loans) != 2 {
		t.Fatalf("%d due dates; one of the three books is lost", len(due.Loans))
	}
	back.Close()
	due := follow(t, house, token)
	if len(due.Loans) != 1 || !due.Loans[0].DueAt.Equal(out.DueAt()) || due.Loans[0].Title != "" {
		t.Errorf("left: %+v", due.Loans)
	}
}

func TestALinkOpensUntilItIsReplacedOrRevoked(t *testing.T) {
	house := librarytest.New(t, librarytest.At("2026-11-23T09:00"))
	m := house.Member("umum")
	code := func(token string) fault.Code {
		_, err := house.Library.Calendar(t.Context(), token)
		if err == nil {
			return "open"
		}
		return fault.CodeOf(err)
	}
	expect := func(when, token string, want fault.Code) {
		t.Helper()
		if got := code(token); got != want {
			t.Errorf("%s: %s, not %s", when, got, want)
		}
	}
	expect("never made", "abc", fault.NotFound)
	expect("empty", "", fault.NotFound)
	one := newCalendar(t, house, m, false)
	if !regexp.MustCompile(`^[a-z2-7]{26}$`).MatchString(one) {
		t.Errorf("a token like %q", one)
	}
	expect("new", one, "open")
	two := newCalendar(t, house, m, true)
	expect("replaced", one, fault.CalendarEnded)
	expect("its successor", two, "open")
	link, err := house.Library.CalendarLink(t.Context(), m.ID, two)
	if err != nil || !link.Opens || !link.Titles || !link.Since.Equal(house.Now()) {
		t.Errorf("the link is told as %+v, %v", link, err)
	}
	if link, _ = house.Library.CalendarLink(t.Context(), m.ID, one); link.Opens {
		t.Error("an ended token is taken for the link")
	}
	for range 2 { // revoking twice is revoking
		if err := house.Library.RevokeCalendar(t.Context(), m.ID, "web"); err != nil {
			t.Fatal(err)
		}
	}
	expect("revoked", two, fault.CalendarEnded)
	if link, _ = house.Library.CalendarLink(t.Context(), m.ID, two); !link.Since.IsZero() || link.Opens {
		t.Errorf("a revoked link is told as %+v", link)
	}
	if n := house.Int(`select count(*) from audit where action in ('calendar.created', 'calendar.revoked') and actor_id = ?`, m.ID); n != 3 {
		t.Errorf("%d audit rows", n)
	}
	if kept := house.Int(`select count(*) from calendar_tokens where token_hash in (?, ?)`, one, two); kept != 0 {
		t.Error("a token itself is in the database")
	}
	three := newCalendar(t, house, m, false)
	house.Exec(`update members set erased_at = 1 where id = ?`, m.ID)
	expect("of a member who was erased", three, fault.CalendarEnded)
	if _, err := house.Library.NewCalendar(t.Context(), library.CalendarChoice{Member: 4711}); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("for nobody: %v", err)
	}
}

func TestAReceiptsCalendarIsOfNow(t *testing.T) {
	house := librarytest.New(t, librarytest.At("2026-11-23T09:00"))
	m := house.Member("umum")
	loan := m.Loan()
	m.Loan(librarytest.Due("2026-12-09"))
	receipt := m.Renew(loan)
	loan.Shown++
	house.SetNow(librarytest.At("2026-11-30T09:00"))
	m.Renew(loan)

	due, err := house.Library.ReceiptDueDates(t.Context(), m.ID, strings.ToLower(receipt.Ref), false)
	if err != nil || len(due.Loans) != 1 || !due.Loans[0].DueAt.Equal(loan.DueAt()) || due.Loans[0].Changes != 2 {
		t.Errorf("of the first receipt: %+v, %v", due, err)
	}
	if _, err := house.Library.ReceiptDueDates(t.Context(), house.Member("umum").ID, receipt.Ref, true); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("of somebody else's receipt: %v", err)
	}
	loan.Close()
	if due, err = house.Library.ReceiptDueDates(t.Context(), m.ID, receipt.Ref, true); err != nil || len(due.Loans) != 0 {
		t.Errorf("after the return: %+v, %v", due, err)
	}
}

func TestHoursAreShownWhereTheyCount(t *testing.T) {
	house := librarytest.New(t, librarytest.At("2026-11-23T09:00"))
	house.Rules(`[{"branch":"*","category":"*","item_type":"*","rule":{}},
		{"branch":"*","category":"*","item_type":"laptop","rule":{"loan":"PT3H","renewal":"PT3H"}}]`)
	m := house.Member("umum")
	m.Loan(librarytest.Of(house.Item().Type("laptop")), librarytest.DueAt(librarytest.At("2026-11-23T12:00")))
	m.Loan(librarytest.Due("2026-11-30"))
	due, err := house.Library.DueDates(t.Context(), m.ID, true)
	if err != nil || len(due.Loans) != 2 || !due.Loans[0].ByHours || due.Loans[1].ByHours {
		t.Fatalf("%+v, %v", due, err)
	}
	if zone := due.Loans[1].DueAt.Location().String(); zone != "Asia/Jakarta" {
		t.Errorf("days are those of %s", zone)
	}
}
