package work

import (
	"bytes"
	"net/http"
	"strconv"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/form"
	"simpanbudi/internal/web/visit"
)

const (
	toEnterPath  = view.TodayPath + "/to-enter"
	fieldRenewal = "renewal"
	fieldThrough = "through"
)

// ToEnter answers GET /desk/today/to-enter.
func (p *Pages) ToEnter(v *visit.Visit) {
	made := p.toEnter(v)
	if made == nil {
		return
	}
	l := v.Language()
	if n, err := strconv.Atoi(v.Query("entered")); err == nil && n >= 0 {
		made.Told = l.Count("desk_work.entered", n)
	}
	if n, err := strconv.Atoi(v.Query("undone")); err == nil && n >= 0 {
		made.Told = l.Count("desk_work.entered_undone", n)
	}
	v.Show(http.StatusOK, made)
}

// toEnter is the list as it is now; nil where that was answered already.
func (p *Pages) toEnter(v *visit.Visit) *view.ToEnter {
	_, after, ok := where(v)
	if !ok {
		return nil
	}
	list, next, err := p.Library.RenewalsToEnter(v.Ctx(), after, pageRows)
	if err != nil {
		v.Fail(err)
		return nil
	}
	ticked, err := p.Library.TickedToday(v.Ctx())
	if err != nil {
		v.Fail(err)
		return nil
	}
	l := v.Language()
	return view.NewToEnter(l, v.Desk("today", l.Text("desk_work.to_enter")), list, ticked, next)
}

// Enter answers POST /desk/today/to-enter: the renewals ticked, or all up to one.
func (p *Pages) Enter(v *visit.Visit) {
	fields, err := form.Read(v.Request)
	if err != nil {
		v.Fail(err)
		return
	}
	n := 0
	if through := fields.Get(fieldThrough); through != "" {
		var id int64
		if id, err = number(through); err == nil {
			n, err = p.Library.EnterRenewalsThrough(v.Ctx(), clerk(v), id)
		}
	} else {
		var ids []int64
		if ids, err = numbers(fields[fieldRenewal]); err == nil {
			n, err = p.Library.EnterRenewals(v.Ctx(), clerk(v), ids)
		}
	}
	if err != nil {
		v.Fail(err)
		return
	}
	v.GoTo(toEnterPath + "?entered=" + strconv.Itoa(n))
}

// mostTicked bounds what one form ticks: more than a page shows.
const mostTicked = 500

func numbers(texts []string) ([]int64, error) {
	if len(texts) > mostTicked {
		return nil, fault.New(fault.Invalid, "a page has fewer rows")
	}
	ids := make([]int64, len(texts))
	for i, text := range texts {
		var err error
		if ids[i], err = number(text); err != nil {
			return nil, err
		}
	}
	return ids, nil
}

// ExportToEnter answers GET /desk/today/to-enter.csv.
func (p *Pages) ExportToEnter(v *visit.Visit) {
	var file bytes.Buffer
	if err := p.Library.ExportToEnter(v.Ctx(), &file); err != nil {
		v.Fail(err)
		return
	}
	v.Download("text/csv; charset=utf-8", "perpanjangan.csv", file.Bytes())
}
