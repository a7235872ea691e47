package scenario

import (
	"strings"
	"time"

	"simpanbudi/internal/circulation"
)

type (
	reader = circulation.JSONReader
	day    = circulation.Day
)

var scenarioFields = []circulation.Field[draft]{
	{Name: "id", Read: func(r *reader, d *draft) error { return circulation.ReadString(r, &d.ID) }},
	{Name: "now", Read: func(r *reader, d *draft) error { return circulation.ReadInstant(r, &d.Now) }},
	{Name: "timezone", Read: func(r *reader, d *draft) error { return circulation.ReadString(r, &d.TimeZone) }},
	{Name: "rule", Read: func(r *reader, d *draft) error { return circulation.ReadRule(r, &d.rule) }},
	{Name: "calendar", Read: func(r *reader, d *draft) error {
		return circulation.ReadObject(r, &d.calendar, calendarFields)
	}},
	{Name: "member", Read: func(r *reader, d *draft) error {
		return circulation.ReadObject(r, &d.Facts.Member, memberFields)
	}},
	{Name: "loan", Read: func(r *reader, d *draft) error {
		d.loanGiven = true
		return circulation.ReadObject(r, &d.Facts.Loan, loanFields)
	}},
	{Name: "item", Read: func(r *reader, d *draft) error {
		return circulation.ReadObject(r, &d.Facts.ItemRenewable, itemFields)
	}},
	{Name: "holds", Read: func(r *reader, d *draft) error {
		return circulation.ReadObject(r, &d.Facts.Holds, holdFields)
	}},
	{Name: "actor", Read: func(r *reader, d *draft) error {
		return circulation.ReadOneOf(r, &d.Facts.Actor,
			circulation.ActorMember, circulation.ActorLibrarian, circulation.ActorAutomatic)
	}},
	{Name: "paused", Read: func(r *reader, d *draft) error { return circulation.ReadBool(r, &d.Facts.Paused) }},
}

var calendarFields = []circulation.Field[circulation.Calendar]{
	{Name: "closed_weekdays", Read: readWeekdays},
	{Name: "closed_dates", Read: func(r *reader, c *circulation.Calendar) error { return readDays(r, &c.ClosedDates) }},
	{Name: "open_dates", Read: func(r *reader, c *circulation.Calendar) error { return readDays(r, &c.OpenDates) }},
}

var memberFields = []circulation.Field[circulation.MemberFacts]{
	{Name: "status", Read: func(r *reader, m *circulation.MemberFacts) error {
		return circulation.ReadOneOf(r, &m.Status, circulation.MemberActive, circulation.MemberBlocked)
	}},
	{Name: "card_expires_on", Read: func(r *reader, m *circulation.MemberFacts) error {
		return circulation.ReadDayOrNull(r, &m.CardExpiresOn)
	}},
	{Name: "suspended_until", Read: func(r *reader, m *circulation.MemberFacts) error {
		return circulation.ReadDayOrNull(r, &m.SuspendedUntil)
	}},
	{Name: "fines", Read: func(r *reader, m *circulation.MemberFacts) error {
		return circulation.ReadCount(r, &m.Fines)
	}},
	{Name: "overdue_loans", Read: func(r *reader, m *circulation.MemberFacts) error {
		return circulation.ReadCount(r, &m.OverdueLoans)
	}},
}

var loanFields = []circulation.Field[circulation.LoanFacts]{
	{Name: "borrowed_at", Read: func(r *reader, l *circulation.LoanFacts) error {
		return circulation.ReadInstant(r, &l.BorrowedAt)
	}},
	{Name: "due_at", Read: func(r *reader, l *circulation.LoanFacts) error {
		return circulation.ReadInstant(r, &l.DueAt)
	}},
	{Name: "renewals", Read: func(r *reader, l *circulation.LoanFacts) error {
		return circulation.ReadCount(r, &l.Renewals)
	}},
	{Name: "unseen_renewals", Read: func(r *reader, l *circulation.LoanFacts) error {
		return circulation.ReadCount(r, &l.UnseenRenewals)
	}},
	{Name: "last_renewed_at", Read: func(r *reader, l *circulation.LoanFacts) error {
		return circulation.ReadInstantOrNull(r, &l.LastRenewedAt)
	}},
	{Name: "status", Read: func(r *reader, l *circulation.LoanFacts) error {
		return circulation.ReadOneOf(r, &l.Status, circulation.LoanOpen, circulation.LoanReturned,
			circulation.LoanLost, circulation.LoanClaimedReturned, circulation.LoanOnSite)
	}},
	{Name: "own", Read: func(r *reader, l *circulation.LoanFacts) error { return circulation.ReadBool(r, &l.Own) }},
}

var itemFields = []circulation.Field[bool]{
	{Name: "renewable", Read: circulation.ReadBool},
}

var holdFields = []circulation.Field[circulation.HoldFacts]{
	{Name: "on_copy", Read: func(r *reader, h *circulation.HoldFacts) error {
		return circulation.ReadCount(r, &h.OnCopy)
	}},
	{Name: "on_title", Read: func(r *reader, h *circulation.HoldFacts) error {
		return circulation.ReadCount(r, &h.OnTitle)
	}},
	{Name: "free_copies", Read: func(r *reader, h *circulation.HoldFacts) error {
		return circulation.ReadCount(r, &h.FreeCopies)
	}},
}

func readWeekdays(r *reader, c *circulation.Calendar) error {
	return r.Array(func() error {
		text, err := r.Text()
		if err != nil {
			return err
		}
		for w := range c.ClosedWeekdays {
			if strings.ToLower(time.Weekday(w).String()) == string(text) {
				c.ClosedWeekdays[w] = true
				return nil
			}
		}
		return r.Refuse("", "must be weekdays, monday to sunday")
	})
}

func readDays(r *reader, into *map[day]struct{}) error {
	*into = make(map[day]struct{})
	return r.Array(func() error {
		var d day
		if err := circulation.ReadDay(r, &d); err != nil {
			return err
		}
		(*into)[d] = struct{}{}
		return nil
	})
}
