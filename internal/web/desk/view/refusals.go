package view

import (
	"simpanbudi/internal/circulation"
	"simpanbudi/internal/i18n"
	"simpanbudi/internal/web/page"
)

// RenewRefusals puts in words for staff what stands against renewing; rule may be
// nil. Every code of a renewal or a checkout has the texts desk_reason.<code> and
// desk_reason.<code>.next.
func RenewRefusals(l *i18n.Language, d *circulation.Decision, rule *circulation.RuleEntry) []Refusal {
	var list []Refusal
	for _, r := range d.Reasons {
		total := ""
		if rule != nil && rule.Rule.MaxTotal != nil {
			total = l.Period(*rule.Rule.MaxTotal)
		}
		n := r.Queue
		if r.Code == circulation.LimitReached {
			n = allowed(rule)
		}
		opens := ""
		if !r.OpensAt.IsZero() {
			opens = page.Moment(l, r.OpensAt)
		}
		list = append(list, refusal(l, string(r.Code), n, opens, total))
	}
	return list
}

func allowed(rule *circulation.RuleEntry) int {
	if rule == nil || rule.Rule.RenewalsAllowed == nil {
		return 0
	}
	return *rule.Rule.RenewalsAllowed
}

// LendRefusals puts in words for staff what stands against lending; limit is how
// many loans the rule allows.
func LendRefusals(l *i18n.Language, d *circulation.CheckoutDecision, limit int) []Refusal {
	var list []Refusal
	for _, r := range d.Reasons {
		opens := ""
		if !r.OpensAt.IsZero() {
			opens = page.Moment(l, r.OpensAt)
		}
		list = append(list, refusal(l, string(r.Code), limit, opens, ""))
	}
	return list
}

func refusal(l *i18n.Language, code string, n int, opens, total string) Refusal {
	key := "desk_reason." + code
	return Refusal{
		Code: code,
		Text: l.Count(key, n, "date", opens, "total", total),
		Next: l.Text(key+".next", "date", opens, "total", total),
	}
}
