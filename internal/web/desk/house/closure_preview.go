package house

import (
	"net/http"
	"net/url"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/form"
	"simpanbudi/internal/web/visit"
)

// PreviewClosure answers POST /desk/closures/preview: what a change would do.
// Nothing is written.
func (p *Pages) PreviewClosure(v *visit.Visit) {
	fields, err := form.Read(v.Request)
	if err != nil {
		v.Fail(err)
		return
	}
	p.showPlan(v, http.StatusOK, fields, "")
}

// showPlan shows the plan of what was posted, or the form again with what is wrong.
func (p *Pages) showPlan(v *visit.Visit, status int, fields url.Values, stale string) {
	change, err := readClosure(fields)
	if err == nil {
		plan, planned := p.Library.PlanClosures(v.Ctx(), change)
		if err = planned; err == nil {
			page := view.NewClosurePlan(v.Language(), plan, fields)
			page.Desk = v.Desk(atClosures, v.Language().Text("desk_house.plan_title"))
			page.Stale = stale
			v.Show(status, page)
			return
		}
	}
	p.closureWrong(v, fields, err)
}

// closureWrong shows the page that a form came from with what is wrong with it.
func (p *Pages) closureWrong(v *visit.Visit, fields url.Values, err error) {
	kind := fields.Get("kind")
	field, why := wrongField(err)
	switch code := fault.CodeOf(err); {
	case code == fault.Conflict:
		p.showClosures(v, http.StatusConflict, view.ClosureForms{}, v.Language().Text("desk_house.removed_already"))
	case code != fault.Invalid || field == "" || field == "kind" || field == "id":
		v.Fail(err)
	case kind == view.ClosureHolidays:
		p.showHolidays(v, http.StatusUnprocessableEntity, fields, v.Language().Text("desk_house.wrong.day."+why))
	default:
		p.showClosures(v, http.StatusUnprocessableEntity, view.ClosureForms{Typed: fields, Kind: kind, Field: field, Why: why}, "")
	}
}
