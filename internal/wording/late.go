package wording

import "simpanbudi/internal/circulation"

// lateness says what being late does to renewing, to the purse and to borrowing.
func (w *words) lateness() []string {
	var list []string
	if w.renews() {
		list = append(list, w.overdue())
	}
	list = append(list, w.fine()...)
	if w.renews() {
		list = append(list, w.finesLimit()...)
	}
	return append(list, w.suspension()...)
}

func (w *words) overdue() string {
	grace := w.rule.OverdueGraceDays
	if w.byHours() {
		grace = 0 // late at all is late
	}
	switch mode := w.rule.Overdue; {
	case mode == circulation.OverdueBlockLoan && grace > 0:
		return w.Count("rule.overdue_block_loan_grace", grace)
	case mode == circulation.OverdueBlockLoan:
		return w.Text("rule.overdue_block_loan")
	case mode == circulation.OverdueBlockMember && grace > 0:
		return w.Count("rule.overdue_block_member_grace", grace)
	case mode == circulation.OverdueBlockMember:
		return w.Text("rule.overdue_block_member")
	}
	return w.Text("rule.overdue_allow")
}

// fines reports whether lateness costs anything.
func (w *words) fines() bool {
	f := &w.entry.Fine
	return f.PerDay > 0 && (f.Max == nil || *f.Max > 0)
}

func (w *words) fine() []string {
	f := &w.entry.Fine
	if !w.fines() {
		return []string{w.Text("rule.fine_none")}
	}
	var list []string
	if f.Count == circulation.CountOpenDays {
		list = append(list, w.Text("rule.fine_open_days", "amount", w.Rupiah(f.PerDay)))
	} else {
		list = append(list, w.Text("rule.fine_all_days", "amount", w.Rupiah(f.PerDay)))
	}
	if f.Max != nil {
		list = append(list, w.Text("rule.fine_max", "amount", w.Rupiah(*f.Max)))
	}
	if f.GraceDays > 0 {
		list = append(list, w.Count("rule.fine_grace", f.GraceDays))
	}
	if f.LegalBasis == "" {
		return append(list, w.Text("rule.fine_basis_unknown"))
	}
	return append(list, w.Text("rule.fine_basis", "basis", f.LegalBasis))
}

// finesLimit is silent where there are no fines and so no limit to speak of.
func (w *words) finesLimit() []string {
	switch limit := w.rule.FinesLimit; {
	case limit == nil && !w.fines():
		return nil
	case limit == nil:
		return []string{w.Text("rule.fines_any")}
	case *limit == 0:
		return []string{w.Text("rule.fines_none")}
	default:
		return []string{w.Text("rule.fines_limit", "amount", w.Rupiah(*limit))}
	}
}

func (w *words) suspension() []string {
	s := &w.entry.Suspension
	if s.DaysPerLateDay <= 0 || s.MaxDays != nil && *s.MaxDays == 0 {
		return []string{w.Text("rule.suspension_none")}
	}
	list := []string{w.Count("rule.suspension", s.DaysPerLateDay)}
	if s.MaxDays != nil {
		list = append(list, w.Count("rule.suspension_max", *s.MaxDays))
	}
	if s.GraceDays > 0 {
		list = append(list, w.Count("rule.suspension_grace", s.GraceDays))
	}
	return list
}
