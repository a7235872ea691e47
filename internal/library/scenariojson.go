package library

import (
	"slices"
	"strings"
	"time"

	"simpanbudi/internal/circulation"
)

// scenarioJSON is the scenario of contract.md, every field of it given.
type scenarioJSON struct {
	ID       string           `json:"id"`
	Now      string           `json:"now"`
	TimeZone string           `json:"timezone"`
	Rule     circulation.Rule `json:"rule"`
	Calendar struct {
		ClosedWeekdays []string          `json:"closed_weekdays"`
		ClosedDates    []circulation.Day `json:"closed_dates"`
		OpenDates      []circulation.Day `json:"open_dates"`
	} `json:"calendar"`
	Member struct {
		Status         circulation.MemberStatus `json:"status"`
		CardExpiresOn  *circulation.Day         `json:"card_expires_on"`
		SuspendedUntil *circulation.Day         `json:"suspended_until"`
		Fines          int64                    `json:"fines"`
		OverdueLoans   int                      `json:"overdue_loans"`
	} `json:"member"`
	Loan struct {
		BorrowedAt     string                 `json:"borrowed_at"`
		DueAt          string                 `json:"due_at"`
		Renewals       int                    `json:"renewals"`
		UnseenRenewals int                    `json:"unseen_renewals"`
		LastRenewedAt  *string                `json:"last_renewed_at"`
		Status         circulation.LoanStatus `json:"status"`
		Own            bool                   `json:"own"`
	} `json:"loan"`
	Item struct {
		Renewable bool `json:"renewable"`
	} `json:"item"`
	Holds struct {
		OnCopy     int `json:"on_copy"`
		OnTitle    int `json:"on_title"`
		FreeCopies int `json:"free_copies"`
	} `json:"holds"`
	Actor  circulation.Actor `json:"actor"`
	Paused bool              `json:"paused"`
}

// scenarioOf writes facts as a scenario. Fines below zero, a credit, are written
// as none: a scenario knows only what is owed, and neither stands against anything.
func scenarioOf(id string, now time.Time, f *circulation.RenewalFacts) *scenarioJSON {
	s := &scenarioJSON{ID: id, Now: rfc3339(now, f.Zone), TimeZone: f.Zone.String(), Rule: *f.Rule, Actor: f.Actor, Paused: f.Paused}
	s.Calendar.ClosedWeekdays = []string{}
	for w, closed := range f.Calendar.ClosedWeekdays {
		if closed {
			s.Calendar.ClosedWeekdays = append(s.Calendar.ClosedWeekdays, strings.ToLower(time.Weekday(w).String()))
		}
	}
	s.Calendar.ClosedDates = sortedDays(f.Calendar.ClosedDates)
	s.Calendar.OpenDates = sortedDays(f.Calendar.OpenDates)

	s.Member.Status = f.Member.Status
	s.Member.CardExpiresOn = dayOrNull(f.Member.CardExpiresOn)
	s.Member.SuspendedUntil = dayOrNull(f.Member.SuspendedUntil)
	s.Member.Fines = max(0, f.Member.Fines)
	s.Member.OverdueLoans = f.Member.OverdueLoans

	s.Loan.BorrowedAt = rfc3339(f.Loan.BorrowedAt, f.Zone)
	s.Loan.DueAt = rfc3339(f.Loan.DueAt, f.Zone)
	s.Loan.Renewals = f.Loan.Renewals
	s.Loan.UnseenRenewals = f.Loan.UnseenRenewals
	if !f.Loan.LastRenewedAt.IsZero() {
		last := rfc3339(f.Loan.LastRenewedAt, f.Zone)
		s.Loan.LastRenewedAt = &last
	}
	s.Loan.Status = f.Loan.Status
	s.Loan.Own = f.Loan.Own

	s.Item.Renewable = f.ItemRenewable
	s.Holds.OnCopy, s.Holds.OnTitle, s.Holds.FreeCopies = f.Holds.OnCopy, f.Holds.OnTitle, f.Holds.FreeCopies
	return s
}

func rfc3339(t time.Time, zone *time.Location) string { return t.In(zone).Format(time.RFC3339) }

func dayOrNull(d circulation.Day) *circulation.Day {
	if d.IsZero() {
		return nil
	}
	return &d
}

func sortedDays(set map[circulation.Day]struct{}) []circulation.Day {
	days := make([]circulation.Day, 0, len(set))
	for d := range set {
		days = append(days, d)
	}
	slices.Sort(days)
	return days
}
