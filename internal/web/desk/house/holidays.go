package house

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/visit"
)

// Holidays answers GET /desk/closures/holidays: the public holidays of a year, to
// be ticked.
func (p *Pages) Holidays(v *visit.Visit) {
	p.showHolidays(v, http.StatusOK, v.Request.URL.Query(), "")
}

func (p *Pages) showHolidays(v *visit.Visit, status int, asked url.Values, wrong string) {
	years, err := library.HolidayYears()
	if err != nil || len(years) == 0 {
		v.Fail(err)
		return
	}
	book, err := p.Library.ClosureBook(v.Ctx())
	if err != nil {
		v.Fail(err)
		return
	}
	year, err := strconv.Atoi(asked.Get("year"))
	if err != nil {
		if year, _, _ = book.Today.Date(); !slices.Contains(years, year) {
			year = years[len(years)-1]
		}
	}
	if !slices.Contains(years, year) {
		v.Refuse(fault.NotFound)
		return
	}
	days, err := p.Library.Holidays(v.Ctx(), year)
	if err != nil {
		v.Fail(err)
		return
	}
	page := view.NewHolidays(v.Language(), days, years, year, book.Today)
	page.Desk = v.Desk(atClosures, v.Language().Text("desk_house.holidays_title"))
	page.Error = wrong
	v.Show(status, page)
}
