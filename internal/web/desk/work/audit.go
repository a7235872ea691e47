package work

import (
	"net/http"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/visit"
)

// Audit answers GET /desk/audit. The address names records and people by their
// ids only.
func (p *Pages) Audit(v *visit.Visit) {
	f := library.AuditFilter{Door: v.Query("door"), Kind: v.Query("kind"), PassedOver: v.Query("passed_over") != ""}
	var err error
	if f.Staff, err = number(v.Query("staff")); err != nil {
		v.Fail(err)
		return
	}
	after, err := library.ParseListKey(v.Query("after"))
	if err != nil {
		v.Fail(err)
		return
	}
	from, to := f.From.UnmarshalText([]byte(v.Query("from"))), f.To.UnmarshalText([]byte(v.Query("to")))
	asked := f
	var wrong string
	switch {
	case from != nil:
		wrong = "from"
	case to != nil:
		wrong = "to"
	}
	trail, err := p.Library.Audit(v.Ctx(), f, after, pageRows)
	if field, ok := fault.ArgsOf(err)["field"].(string); ok && field == "to" {
		wrong, f.To = field, circulation.Day(0) // shown without what cannot be
		trail, err = p.Library.Audit(v.Ctx(), f, after, pageRows)
	}
	if err != nil {
		v.Fail(err)
		return
	}
	l := v.Language()
	made := view.NewAudit(l, v.Desk("audit", l.Text("desk.nav.audit")), f, trail)
	status := http.StatusOK
	if wrong != "" {
		status = http.StatusUnprocessableEntity
		made.To.Value = asked.To.String()
		switch wrong {
		case "from":
			made.From.Value, made.From.Error = v.Query("from"), l.Text("desk_work.day_unread")
		case "to":
			made.To.Value, made.To.Error = v.Query("to"), l.Text("desk_work.day_order")
		}
	}
	v.Show(status, made)
}
