package demo

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/identity"
	"simpanbudi/internal/library"
	"simpanbudi/internal/store"
)

// promises says for words of a printed card what its loans must then be like.
var promises = map[string]func(m *library.MyLoans) bool{
	"semuanya bisa diperpanjang": func(m *library.MyLoans) bool { return len(m.Loans) == 3 && count(m, allowed) == 3 },
	"jatuh tempo hari ini": func(m *library.MyLoans) bool {
		return count(m, dueIn(0)) == 1 && count(m, dueIn(1)) == 1
	},
	"terlambat": func(m *library.MyLoans) bool {
		return count(m, func(l *library.Loan) bool { return l.Overdue && l.Decision.Allowed }) == 2
	},
	"jatah perpanjangan": func(m *library.MyLoans) bool { return count(m, refusedFor(circulation.LimitReached)) == 1 },
	"ditunggu dua": func(m *library.MyLoans) bool {
		return count(m, func(l *library.Loan) bool { return slices.ContainsFunc(l.Decision.Reasons, waiting(2)) }) == 1
	},
	"lima hari lagi": func(m *library.MyLoans) bool { return count(m, noted(circulation.CappedByExpiry)) == 2 },
	"Rp15.000":       func(m *library.MyLoans) bool { return m.Member.Fines == 15000 && all(m, circulation.FinesOverLimit) },
	"ditangguhkan":   func(m *library.MyLoans) bool { return all(m, circulation.Suspended) },
	"tidak ada":      func(m *library.MyLoans) bool { return len(m.Loans) == 0 },
	"dua puluh empat": func(m *library.MyLoans) bool {
		return len(m.Loans) == 24
	},
	"tanpa PIN":       func(m *library.MyLoans) bool { return len(m.Loans) == 1 },
	"memperpanjang":   func(m *library.MyLoans) bool { return count(m, refusedFor(circulation.AlreadyToday)) == 1 },
	"campuran":        func(m *library.MyLoans) bool { return count(m, allowed) > 0 && mixed(m) },
	"baru boleh":      func(m *library.MyLoans) bool { return count(m, refusedFor(circulation.TooSoon)) == 2 },
	"jumlah waktu":    func(m *library.MyLoans) bool { return count(m, refusedFor(circulation.TotalReached)) == 1 },
	"masa berlakunya": func(m *library.MyLoans) bool { return all(m, circulation.CardExpired) },
}

func TestEveryPrintedCardShowsWhatItSays(t *testing.T) {
	for _, day := range []string{"2026-11-23T09:00:00+07:00", "2026-11-22T00:00:10+07:00", "2026-12-31T23:50:00+07:00", "2028-02-29T08:00:00+07:00"} {
		h := demoAt(t, day)
		if n := len(h.guide.Cards); n < 12 || n > 18 {
			t.Errorf("%s: %d cards are printed", day, n)
		}
		for _, c := range h.guide.Cards {
			m := h.signIn(t, c)
			kept := false
			for words, holds := range promises {
				if strings.Contains(c.Shows, words) {
					if kept = holds(m); !kept {
						t.Errorf("%s: %q is not what the card shows: %s", day, c.Shows, describe(m))
					}
				}
			}
			if !kept {
				t.Errorf("%s: nothing is known of a card that shows %q", day, c.Shows)
			}
		}
	}
}

func TestTheDemoHasEveryStateALoanCanBeIn(t *testing.T) {
	h := demoAt(t, "2026-11-23T09:00:00+07:00")
	seen := map[circulation.Code]int{}
	loans := 0
	for id := range int64(60) {
		m, err := h.lib.MyLoans(t.Context(), id+1)
		if err != nil {
			t.Fatal(err)
		}
		loans += len(m.Loans)
		for i := range m.Loans {
			for _, r := range m.Loans[i].Decision.Reasons {
				seen[r.Code]++
			}
		}
	}
	if loans != 150 {
		t.Errorf("%d open loans, want 150", loans)
	}
	for _, code := range []circulation.Code{
		circulation.NotRenewable, circulation.OnHold, circulation.Blocked, circulation.Suspended, circulation.CardExpired,
		circulation.FinesOverLimit, circulation.Overdue, circulation.OtherOverdue, circulation.LimitReached,
		circulation.MustBeSeen, circulation.TotalReached, circulation.TooSoon, circulation.AlreadyToday,
	} {
		if seen[code] == 0 {
			t.Errorf("no loan is refused for %s", code)
		}
	}
}

func TestTheDemoPassesItsOwnCheck(t *testing.T) {
	h := demoAt(t, "2026-03-18T09:00:00+07:00")
	err := h.db.Snapshot(t.Context(), func(q store.Queryer) error {
		problems, err := store.Check(t.Context(), q)
		for _, p := range problems {
			t.Errorf("%+v", p)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// made is a demonstration that is open.
type made struct {
	guide *Guide
	db    *store.DB
	lib   *library.Library
	who   *identity.Service
}

func demoAt(t *testing.T, instant string) *made {
	t.Helper()
	now, err := time.Parse(time.RFC3339, instant)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "demo.db")
	guide, err := Make(t.Context(), path, now)
	if err != nil {
		t.Fatal(err)
	}
	db, err := store.Open(t.Context(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	keys, err := identity.LoadKeys(identity.KeyFile(path))
	if err != nil {
		t.Fatal(err)
	}
	lib, err := library.Open(t.Context(), db, library.Options{Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	return &made{guide, db, lib, identity.New(db, keys, identity.Options{})}
}

// signIn signs in as a visitor would and returns their loans.
func (h *made) signIn(t *testing.T, c Card) *library.MyLoans {
	t.Helper()
	in, err := h.who.SignIn(context.WithoutCancel(t.Context()), identity.Attempt{Card: c.Number, Secret: c.PIN, Address: "192.0.2.1"})
	if err != nil {
		t.Fatalf("the card that shows %q does not sign in: %v", c.Shows, err)
	}
	if in.MustSetPIN != (len(c.PIN) == 8) {
		t.Errorf("the card that shows %q: must set a PIN: %v", c.Shows, in.MustSetPIN)
	}
	m, err := h.lib.MyLoans(t.Context(), in.Member)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func count(m *library.MyLoans, is func(*library.Loan) bool) int {
	n := 0
	for i := range m.Loans {
		if is(&m.Loans[i]) {
			n++
		}
	}
	return n
}

func allowed(l *library.Loan) bool { return l.Decision.Allowed }

func dueIn(days int) func(*library.Loan) bool {
	return func(l *library.Loan) bool { return l.DaysLeft == days }
}

func refusedFor(code circulation.Code) func(*library.Loan) bool {
	return func(l *library.Loan) bool {
		return slices.ContainsFunc(l.Decision.Reasons, func(r circulation.Reason) bool { return r.Code == code })
	}
}

func noted(note circulation.Note) func(*library.Loan) bool {
	return func(l *library.Loan) bool { return slices.Contains(l.Decision.Notes, note) }
}

func waiting(n int) func(circulation.Reason) bool {
	return func(r circulation.Reason) bool { return r.Code == circulation.OnHold && r.Queue == n }
}

// all reports whether there are loans and each is refused for code.
func all(m *library.MyLoans, code circulation.Code) bool {
	return len(m.Loans) > 0 && count(m, refusedFor(code)) == len(m.Loans)
}

// mixed reports whether the mixture is one: five loans, each kind of refusal.
func mixed(m *library.MyLoans) bool {
	return len(m.Loans) == 5 && count(m, refusedFor(circulation.OnHold)) == 1 &&
		count(m, refusedFor(circulation.LimitReached)) == 1 && count(m, refusedFor(circulation.NotRenewable)) == 1
}

func describe(m *library.MyLoans) string {
	var s strings.Builder
	for i := range m.Loans {
		l := &m.Loans[i]
		s.WriteString(l.DueAt.Format(time.DateOnly))
		for _, r := range l.Decision.Reasons {
			s.WriteString(" " + string(r.Code))
		}
		for _, n := range l.Decision.Notes {
			s.WriteString(" " + string(n))
		}
		s.WriteString("; ")
	}
	return s.String()
}
