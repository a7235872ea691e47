package messages

import (
	"net/http"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/reminder"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/form"
	"simpanbudi/internal/web/visit"
)

// Steps answers GET /desk/messages/steps; the query names a category.
func (p *Pages) Steps(v *visit.Visit) {
	category := v.Query("category")
	if category == "" {
		category = reminder.EveryCategory
	}
	p.showSteps(v, http.StatusOK, category, "")
}

func (p *Pages) showSteps(v *visit.Visit, status int, category, stale string) {
	book, c, ok := p.stepsOf(v, category)
	if !ok {
		return
	}
	l := v.Language()
	page := view.NewSteps(l, v.Desk(at, l.Text("desk_messages.steps")), book, c, v.Staff.AtLeast)
	page.Stale = stale
	v.Show(status, page)
}

// stepsOf are the steps of a category; ok is false where the answer has been given.
func (p *Pages) stepsOf(v *visit.Visit, category string) (book *reminder.StepBook, c *reminder.CategorySteps, ok bool) {
	book, err := p.Reminders.StepBook(v.Ctx())
	if err != nil {
		v.Fail(err)
		return nil, nil, false
	}
	if c = book.Of(category); c == nil {
		v.Refuse(fault.NotFound)
		return nil, nil, false
	}
	return book, c, true
}

// RemoveStep answers POST /desk/messages/steps/remove.
func (p *Pages) RemoveStep(v *visit.Visit) {
	fields, err := form.Read(v.Request)
	if err == nil {
		err = p.Reminders.ChangeSteps(v.Ctx(), clerk(v), reminder.StepChange{Category: fields.Get("category"), Version: fields.Get("version"),
			Old: fields.Get("step"), Remove: true})
	}
	p.stepsChanged(v, fields.Get("category"), err, visit.StepRemoved)
}

// RestoreSteps answers POST /desk/messages/steps/restore.
func (p *Pages) RestoreSteps(v *visit.Visit) {
	fields, err := form.Read(v.Request)
	if err == nil {
		err = p.Reminders.RestoreSteps(v.Ctx(), clerk(v), fields.Get("category"), fields.Get("version"))
	}
	p.stepsChanged(v, fields.Get("category"), err, visit.StepsRestored)
}

// stepsChanged leads to the steps as they are, or shows them where somebody was quicker.
func (p *Pages) stepsChanged(v *visit.Visit, category string, err error, told visit.Notice) {
	switch fault.CodeOf(err) {
	case "":
		v.Tell(told)
		v.GoTo(view.StepsOf(category))
	case fault.Conflict:
		p.showSteps(v, http.StatusConflict, category, v.Language().Text("desk_steps.stale"))
	default:
		v.Fail(err)
	}
}
