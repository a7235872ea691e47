package wording

import "simpanbudi/internal/circulation"

// renewing says how often, from where, when, and what is asked for.
func (w *words) renewing() []string {
	if !w.renews() {
		return []string{w.Text("rule.not_renewable")}
	}
	list := []string{w.renewals()}
	if !w.scheduled() {
		list = append(list, w.renewFrom())
	}
	return append(list, w.window(), w.oncePerDay(), w.seen(), w.automatic())
}

// renewals is how often and how long, in one sentence as people say it.
func (w *words) renewals() string {
	period := w.Period(w.rule.Renewal)
	total := ""
	if w.rule.MaxTotal != nil {
		total = w.Period(*w.rule.MaxTotal)
	}
	allowed := w.rule.RenewalsAllowed
	switch {
	case w.scheduled() && allowed == nil && total == "":
		return w.Text("rule.renewals_any_scheduled")
	case w.scheduled() && allowed == nil:
		return w.Text("rule.renewals_any_scheduled_total", "total", total)
	case w.scheduled() && total == "":
		return w.Count("rule.renewals_scheduled", *allowed)
	case w.scheduled():
		return w.Count("rule.renewals_scheduled_total", *allowed, "total", total)
	case allowed == nil && total == "":
		return w.Text("rule.renewals_any", "period", period)
	case allowed == nil:
		return w.Text("rule.renewals_any_total", "period", period, "total", total)
	case *allowed == 1 && total == "":
		return w.Text("rule.renewals_once", "period", period)
	case *allowed == 1:
		return w.Text("rule.renewals_once_total", "period", period, "total", total)
	case total == "":
		return w.Count("rule.renewals", *allowed, "period", period)
	}
	return w.Count("rule.renewals_total", *allowed, "period", period, "total", total)
}

func (w *words) renewFrom() string {
	switch w.rule.RenewFrom {
	case circulation.FromDueDate:
		return w.Text("rule.from_due_date")
	case circulation.FromToday:
		return w.Text("rule.from_today")
	}
	return w.Text("rule.from_later")
}

func (w *words) window() string {
	window := w.rule.Window
	switch {
	case window == nil:
		return w.Text("rule.window_any")
	case window.IsElapsed() || w.rule.WindowPrecision == circulation.PrecisionInstant:
		if window.IsZero() {
			return w.Text("rule.window_due_instant")
		}
		return w.Text("rule.window_instant", "period", w.Period(*window))
	case window.IsZero():
		return w.Text("rule.window_due_day")
	}
	return w.Text("rule.window_day", "period", w.Period(*window))
}

func (w *words) oncePerDay() string {
	if w.rule.OncePerDay {
		return w.Text("rule.once_per_day")
	}
	return w.Text("rule.often_per_day")
}

func (w *words) seen() string {
	switch allowed := w.rule.UnseenRenewalsAllowed; {
	case allowed == nil:
		return w.Text("rule.unseen_any")
	case *allowed == 0:
		return w.Text("rule.unseen_none")
	default:
		return w.Count("rule.unseen", *allowed)
	}
}

func (w *words) automatic() string {
	if w.rule.AutoRenew {
		return w.Text("rule.auto_renew")
	}
	return w.Text("rule.auto_renew_off")
}

func (w *words) holds() string {
	switch w.rule.HoldsBlock {
	case circulation.HoldsNever:
		return w.Text("rule.holds_never")
	case circulation.HoldsCopy:
		return w.Text("rule.holds_copy")
	case circulation.HoldsTitle:
		return w.Text("rule.holds_title")
	}
	return w.Text("rule.holds_title_if_short")
}
