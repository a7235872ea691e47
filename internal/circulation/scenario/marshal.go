package scenario

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"time"

	"simpanbudi/internal/circulation"
)

// MarshalJSON writes the scenario with every field, as [Parse] reads it, so
// that the facts of a real loan can be kept, changed and asked about again.
func (s *Scenario) MarshalJSON() ([]byte, error) {
	f := &s.Facts
	return json.Marshal(scenarioJSON{
		ID:       s.ID,
		Now:      inZone(s.Now, f.Zone),
		TimeZone: s.TimeZone,
		Rule:     *f.Rule,
		Calendar: calendarOf(f.Calendar),
		Member: memberJSON{f.Member.Status, orNull(f.Member.CardExpiresOn), orNull(f.Member.SuspendedUntil),
			f.Member.Fines, f.Member.OverdueLoans},
		Loan: loanJSON{*inZone(f.Loan.BorrowedAt, f.Zone), *inZone(f.Loan.DueAt, f.Zone), f.Loan.Renewals,
			f.Loan.UnseenRenewals, inZone(f.Loan.LastRenewedAt, f.Zone), f.Loan.Status, f.Loan.Own},
		Item:   itemJSON{f.ItemRenewable},
		Holds:  holdsJSON(f.Holds),
		Actor:  f.Actor,
		Paused: f.Paused,
	})
}

func inZone(t time.Time, zone *time.Location) *time.Time {
	if t.IsZero() {
		return nil
	}
	t = t.In(zone)
	return &t
}

func orNull(d day) *day {
	if d.IsZero() {
		return nil
	}
	return &d
}

func calendarOf(c *circulation.Calendar) calendarJSON {
	out := calendarJSON{[]string{}, []day{}, []day{}}
	if c == nil {
		return out
	}
	for i := range 7 { // a week begins on Monday
		if w := time.Weekday((i + 1) % 7); c.ClosedEveryWeek(w) {
			out.ClosedWeekdays = append(out.ClosedWeekdays, strings.ToLower(w.String()))
		}
	}
	out.ClosedDates = slices.AppendSeq(out.ClosedDates, maps.Keys(c.ClosedDates))
	out.OpenDates = slices.AppendSeq(out.OpenDates, maps.Keys(c.OpenDates))
	slices.Sort(out.ClosedDates)
	slices.Sort(out.OpenDates)
	return out
}

type scenarioJSON struct {
	ID       string            `json:"id"`
	Now      *time.Time        `json:"now"`
	TimeZone string            `json:"timezone"`
	Rule     circulation.Rule  `json:"rule"`
	Calendar calendarJSON      `json:"calendar"`
	Member   memberJSON        `json:"member"`
	Loan     loanJSON          `json:"loan"`
	Item     itemJSON          `json:"item"`
	Holds    holdsJSON         `json:"holds"`
	Actor    circulation.Actor `json:"actor"`
	Paused   bool              `json:"paused"`
}

type calendarJSON struct {
	ClosedWeekdays []string `json:"closed_weekdays"`
	ClosedDates    []day    `json:"closed_dates"`
	OpenDates      []day    `json:"open_dates"`
}

type memberJSON struct {
	Status         circulation.MemberStatus `json:"status"`
	CardExpiresOn  *day                     `json:"card_expires_on"`
	SuspendedUntil *day                     `json:"suspended_until"`
	Fines          int64                    `json:"fines"`
	OverdueLoans   int                      `json:"overdue_loans"`
}

type loanJSON struct {
	BorrowedAt     time.Time              `json:"borrowed_at"`
	DueAt          time.Time              `json:"due_at"`
	Renewals       int                    `json:"renewals"`
	UnseenRenewals int                    `json:"unseen_renewals"`
	LastRenewedAt  *time.Time             `json:"last_renewed_at"`
	Status         circulation.LoanStatus `json:"status"`
	Own            bool                   `json:"own"`
}

type itemJSON struct {
	Renewable bool `json:"renewable"`
}

type holdsJSON struct {
	OnCopy     int `json:"on_copy"`
	OnTitle    int `json:"on_title"`
	FreeCopies int `json:"free_copies"`
}
