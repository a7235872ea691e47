package page

import (
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
)

// Reason is one thing that stands against a renewal, with what to do about it
// and from when it no longer holds.
type Reason struct {
	Text, Next string
	Waiting    bool // it is about others who wait
}

// reasons puts a refusal in words. Every code has the texts reason.<code>.text
// and .next; what they may name is given to all alike.
func reasons(l *i18n.Language, d *circulation.Decision, rule *circulation.RuleEntry) []Reason {
	if len(d.Reasons) == 0 {
		return nil
	}
	list := make([]Reason, len(d.Reasons))
	for i, r := range d.Reasons {
		key := "reason." + string(r.Code)
		var opens, total string
		if !r.OpensAt.IsZero() {
			opens = moment(l, r.OpensAt)
		}
		if rule != nil && rule.Rule.MaxTotal != nil {
			total = l.Period(*rule.Rule.MaxTotal)
		}
		list[i] = Reason{
			Text:    l.Count(textOf(key, r.Code, rule), counted(&r, rule), "date", opens, "total", total),
			Next:    l.Text(key+".next", "date", opens, "total", total),
			Waiting: r.Code == circulation.OnHold,
		}
	}
	return list
}

// textOf is the key of a reason's text. A limit of no renewals at all is not
// "used up".
func textOf(key string, code circulation.Code, rule *circulation.RuleEntry) string {
	if code == circulation.LimitReached && renewalsAllowed(rule) == 0 {
		return key + ".none"
	}
	return key + ".text"
}

// counted is the number a reason's text speaks of.
func counted(r *circulation.Reason, rule *circulation.RuleEntry) int {
	if r.Code == circulation.LimitReached {
		return renewalsAllowed(rule)
	}
	return r.Queue
}

func renewalsAllowed(rule *circulation.RuleEntry) int {
	if rule == nil || rule.Rule.RenewalsAllowed == nil {
		return 0
	}
	return *rule.Rule.RenewalsAllowed
}

// notes puts the notes of a decision in words.
func notes(l *i18n.Language, of []circulation.Note) []string {
	if len(of) == 0 {
		return nil
	}
	list := make([]string, len(of))
	for i, n := range of {
		list[i] = l.Text("note." + string(n))
	}
	return list
}

// dueSentence says in one sentence until when a loan runs; date is its due date
// in words.
func dueSentence(l *i18n.Language, loan *library.Loan, date string) string {
	switch {
	case loan.Overdue && loan.DaysLeft < 0:
		return l.Count("loans.due_passed", -loan.DaysLeft, "date", date)
	case loan.Overdue:
		return l.Text("loans.due_passed_today", "date", date)
	case loan.DaysLeft < 0: // a lost book, or one said to be back
		return l.Text("loans.due_settled", "date", date)
	case loan.DaysLeft == 0:
		return l.Text("loans.due_today", "date", date)
	case loan.DaysLeft == 1:
		return l.Text("loans.due_tomorrow", "date", date)
	}
	return l.Count("loans.due_later", loan.DaysLeft, "date", date)
}

// renewalsUsed says how many renewals are used and left.
func renewalsUsed(l *i18n.Language, rule *circulation.RuleEntry, d *circulation.Decision) string {
	switch {
	case d.RenewalsLeft == circulation.NoLimit:
		return l.Count("loans.renewals_unlimited", d.RenewalsUsed)
	case renewalsAllowed(rule) == 0:
		return ""
	}
	return l.Count("loans.renewals", renewalsAllowed(rule),
		"used", l.Number(int64(d.RenewalsUsed)), "left", l.Number(int64(d.RenewalsLeft)))
}

// dueDate is a due date in words. A day loan runs until the end of its day, so
// the time of day is told only where the rule counts hours.
func dueDate(l *i18n.Language, t time.Time, byHours bool) string {
	if byHours {
		return l.DateTime(t)
	}
	return l.Date(t)
}

// moment is an instant in words; the start of a day is told as the day.
func moment(l *i18n.Language, t time.Time) string {
	if hour, minute, second := t.Clock(); hour == 0 && minute == 0 && second == 0 {
		return l.Date(t)
	}
	return l.DateTime(t)
}
