package counter

import (
	"net/http"
	"strconv"

	"simpanbudi/internal/library"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/visit"
)

// DueDate answers POST /desk/members/:id/loans/:loan/due-date: gives the loan another due date.
func (p *Pages) DueDate(v *visit.Visit) {
	f, loan, ok := p.posted(v, "due")
	if !ok {
		return
	}
	l := v.Language()
	due := readDue(v, f.fields.Get(fieldDue))
	if due.wrong || due.typed == "" {
		f.errors[fieldDue] = l.Text("counter.invalid.due")
		p.showLoan(v, http.StatusUnprocessableEntity, f)
		return
	}
	shown, _ := strconv.ParseInt(f.fields.Get(fieldShownDue), 10, 64)
	changed, err := p.Library.ChangeDueDate(v.Ctx(), library.DueChange{Clerk: clerk(v), Loan: loan, ShownDue: shown, Due: due.value,
		Reason: f.fields.Get(fieldReason), Confirmed: f.fields.Get(fieldConfirm) == "on"})
	if err == nil && !changed.Done {
		f.closed = changed
		open := ""
		if !changed.OpenDay.IsZero() {
			open = l.Text("counter.due_closed_next", "date", l.Day(changed.OpenDay))
		}
		f.told = view.Warn(l.Text("counter.due_closed"), open)
		p.showLoan(v, http.StatusUnprocessableEntity, f)
		return
	}
	p.finish(v, f, err, doneDue)
}
