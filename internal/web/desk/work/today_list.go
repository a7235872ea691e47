package work

import (
	"net/http"
	"strconv"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

// TodayList answers GET /desk/today/:list.
func (p *Pages) TodayList(v *visit.Visit) {
	branch, after, ok := where(v)
	if !ok {
		return
	}
	made, next, err := p.list(v, v.Param("list"), branch, after)
	if err != nil {
		v.Fail(err)
		return
	}
	made.Frame.Title = made.Heading
	made.Next = view.NextPath(v.Request.URL.Path, branch, next, "door", v.Query("door"))
	v.Show(http.StatusOK, made)
}

func (p *Pages) list(v *visit.Visit, name string, branch int64, after library.ListKey) (*view.TodayList, library.ListKey, error) {
	l := v.Language()
	d := v.Desk("today", l.Text("desk.nav.today"))
	switch name {
	case "due":
		list, next, err := p.Library.LoansDue(v.Ctx(), branch, after, pageRows)
		return view.NewLoansOut(l, d, l.Text("desk_work.due_today"), list), next, err
	case "shelf":
		list, next, err := p.Library.WaitingShelf(v.Ctx(), branch, after, pageRows)
		return view.NewShelf(l, d, list), next, err
	case "cards":
		list, next, err := p.Library.EndingCards(v.Ctx(), branch, after, pageRows)
		return view.NewEndingCards(l, d, list), next, err
	case "renewals":
		list, next, err := p.Library.RenewalsBy(v.Ctx(), v.Query("door"), after, pageRows)
		if err != nil {
			return nil, next, err
		}
		return view.NewRenewalsBy(l, d, v.Query("door"), list), next, nil
	}
	for i := range library.LateBuckets {
		if name == view.LateList(i) {
			list, next, err := p.Library.LoansLate(v.Ctx(), branch, i, after, pageRows)
			return view.NewLoansLate(l, d, i, branch, list), next, err
		}
	}
	return nil, library.ListKey{}, fault.New(fault.NotFound, "there is no such list")
}

// Differences answers GET /desk/today/imports/:import.
func (p *Pages) Differences(v *visit.Visit) {
	imported, err := strconv.ParseInt(v.Param("import"), 10, 64)
	if err != nil {
		v.Refuse(fault.NotFound)
		return
	}
	_, after, ok := where(v)
	if !ok {
		return
	}
	list, next, err := p.Library.ImportDifferences(v.Ctx(), imported, after, pageRows)
	if err != nil {
		v.Fail(err)
		return
	}
	l := v.Language()
	made := view.NewDifferences(l, v.Desk("today", l.Text("desk_work.differences")), list)
	made.Next = view.NextPath(page.DeskPath+"/today/imports/"+v.Param("import"), 0, next)
	v.Show(http.StatusOK, made)
}
