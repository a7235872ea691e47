package wording

import "simpanbudi/internal/circulation"

// dueDates says what else a due date follows from.
func (w *words) dueDates() []string {
	list := []string{w.closedDays()}
	if !w.rule.LatestDue.IsZero() {
		list = append(list, w.Text("rule.latest_due", "date", w.Day(w.rule.LatestDue)))
	}
	if w.rule.CapAtCardExpiry {
		return append(list, w.Text("rule.card_caps"))
	}
	return append(list, w.Text("rule.card_does_not_cap"))
}

func (w *words) closedDays() string {
	if w.byHours() {
		return w.Text("rule.closed_hours")
	}
	switch w.rule.ClosedDays {
	case circulation.ClosedIgnore:
		return w.Text("rule.closed_ignore")
	case circulation.ClosedCountOpenDays:
		if !w.scheduled() { // a day that is set is not counted, but moved
			return w.Text("rule.closed_count_open_days")
		}
	case circulation.ClosedNextSameWeekday:
		return w.Text("rule.closed_next_same_weekday")
	case circulation.ClosedPreviousOpenDay:
		return w.Text("rule.closed_previous_open_day")
	}
	return w.Text("rule.closed_next_open_day")
}
