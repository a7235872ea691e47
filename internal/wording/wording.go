// Package wording puts what a library has decided in plain sentences: its loan
// rules, one sentence for each thing a rule says, and its opening days. The page
// of rules, the desk and the command line say the same words.
package wording

import (
	"simpanbudi/internal/circulation"
	"simpanbudi/internal/i18n"
)

// Topic is the sentences about one thing, with their heading.
type Topic struct {
	Heading   string
	Sentences []string
}

// Rule puts a loan rule in words. Terms of a schedule that have passed by today
// are left out; the zero day keeps them all.
func Rule(l *i18n.Language, e *circulation.RuleEntry, today circulation.Day) []Topic {
	w := words{Language: l, entry: e, rule: &e.Rule, today: today}
	topics := []Topic{
		{l.Text("rule.topic_borrow"), w.borrowing()},
		{l.Text("rule.topic_renew"), w.renewing()},
		{l.Text("rule.topic_due"), w.dueDates()},
	}
	if w.renews() {
		topics = append(topics, Topic{l.Text("rule.topic_holds"), []string{w.holds()}})
	}
	return append(topics, Topic{l.Text("rule.topic_late"), w.lateness()})
}

// InShort puts in one line how long a loan runs and how often it is renewed.
func InShort(l *i18n.Language, e *circulation.RuleEntry) string {
	w := words{Language: l, entry: e, rule: &e.Rule}
	return w.borrowing()[0] + " " + w.renewing()[0]
}

// words speaks of one rule.
type words struct {
	*i18n.Language
	entry *circulation.RuleEntry
	rule  *circulation.Rule
	today circulation.Day
}

// renews reports whether the rule lets anybody renew at all; where it does not,
// how one would is not worth telling.
func (w *words) renews() bool {
	return w.rule.Renewable && (w.rule.RenewalsAllowed == nil || *w.rule.RenewalsAllowed > 0)
}

// scheduled reports whether fixed days stand in the place of periods.
func (w *words) scheduled() bool { return len(w.rule.Schedule) > 0 }

// byHours reports whether due dates are instants, which closed days do not move.
func (w *words) byHours() bool {
	return !w.scheduled() && w.rule.Renewal.IsElapsed()
}

func (w *words) borrowing() []string {
	var list []string
	if w.scheduled() {
		list = append(list, w.Text("rule.loan_scheduled"))
		list = append(list, w.schedule()...)
	} else {
		list = append(list, w.Text("rule.loan", "period", w.Period(w.rule.Loan)))
	}
	switch limit := w.entry.LoanLimit; {
	case limit == nil:
		return append(list, w.Text("rule.loans_any"))
	case *limit == 0:
		return append(list, w.Text("rule.loans_none"))
	default:
		return append(list, w.Count("rule.loans", *limit))
	}
}

// schedule tells each range of days that is not over.
func (w *words) schedule() []string {
	var list []string
	for _, t := range w.rule.Schedule {
		if t.To < w.today {
			continue
		}
		list = append(list, w.Text("rule.term", "from", w.Day(t.From), "to", w.Day(t.To), "due", w.Day(t.Due)))
	}
	return append(list, w.Text("rule.term_else"))
}
