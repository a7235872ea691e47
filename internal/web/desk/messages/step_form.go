package messages

import (
	"net/http"
	"net/url"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/reminder"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/form"
	"simpanbudi/internal/web/visit"
)

// StepForm answers GET /desk/messages/steps/edit; the query names the category, and
// the step that is to be changed.
func (p *Pages) StepForm(v *visit.Visit) {
	_, c, ok := p.stepsOf(v, v.Query("category"))
	if !ok {
		return
	}
	typed := url.Values{"when": {"after"}}
	if key := v.Query("step"); key != "" {
		s := c.Find(key)
		if s == nil {
			v.Refuse(fault.NotFound)
			return
		}
		typed = view.TypedStep(s)
		typed.Set("step", key)
	}
	v.Show(http.StatusOK, stepPage(v, c, typed, nil))
}

func stepPage(v *visit.Visit, c *reminder.CategorySteps, typed url.Values, wrong error) *view.StepForm {
	l := v.Language()
	page := view.NewStepForm(l, v.Desk(at, l.Text("desk_messages.steps")), c, typed, wrong)
	page.Tabs = view.MessagesTabs(l, view.StepsPath, v.Staff.AtLeast)
	page.Frame.Live = true
	return page
}

// stepTyped reads a change from a form; ok is false where the answer has been given.
func (p *Pages) stepTyped(v *visit.Visit) (ch reminder.StepChange, typed url.Values, wrong error, ok bool) {
	typed, err := form.Read(v.Request)
	if err != nil {
		v.Fail(err)
		return ch, nil, nil, false
	}
	ch = reminder.StepChange{Category: typed.Get("category"), Version: typed.Get("version"), Old: typed.Get("step")}
	number := false
	if ch.Step, number = view.StepTyped(typed); !number {
		wrong = fault.New(fault.Invalid, "").With("field", "days").With("why", reminder.StepFar)
	}
	return ch, typed, wrong, true
}

// StepEffect answers POST /desk/messages/steps/effect: the form as it is typed, with
// what it would mean; to the script of the page, that alone.
func (p *Pages) StepEffect(v *visit.Visit) {
	ch, typed, wrong, ok := p.stepTyped(v)
	if !ok {
		return
	}
	book, c, ok := p.stepsOf(v, ch.Category)
	if !ok {
		return
	}
	var effect *reminder.StepsEffect
	if wrong == nil {
		effect, wrong = p.Reminders.StepsEffect(v.Ctx(), ch)
	}
	switch fault.CodeOf(wrong) {
	case "", fault.Invalid:
	case fault.Conflict:
		p.showSteps(v, http.StatusConflict, ch.Category, v.Language().Text("desk_steps.stale"))
		return
	default:
		v.Fail(wrong)
		return
	}
	page := stepPage(v, c, typed, wrong)
	page.Hidden[1].Value = ch.Version
	if effect != nil {
		page.Tell(v.Language(), &ch.Step, book.Order, effect)
	}
	v.Show(http.StatusOK, page)
}

// SaveStep answers POST /desk/messages/steps.
func (p *Pages) SaveStep(v *visit.Visit) {
	ch, typed, err, ok := p.stepTyped(v)
	if !ok {
		return
	}
	if err == nil {
		err = p.Reminders.ChangeSteps(v.Ctx(), clerk(v), ch)
	}
	if code := fault.CodeOf(err); code != fault.Invalid && code != fault.Conflict {
		p.stepsChanged(v, ch.Category, err, visit.StepSaved)
		return
	}
	_, c, ok := p.stepsOf(v, ch.Category)
	if !ok {
		return
	}
	if c.Find(ch.Old) == nil { // saving it again adds it
		typed.Del("step")
	}
	page := stepPage(v, c, typed, err)
	status := http.StatusUnprocessableEntity
	if fault.CodeOf(err) == fault.Conflict {
		status, page.Stale = http.StatusConflict, v.Language().Text("desk_steps.stale_form")
	} else {
		page.Hidden[1].Value = ch.Version
	}
	v.Show(status, page)
}
