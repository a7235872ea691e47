package counter

import (
	"net/http"
	"strings"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

// lastReturns is how many returns stay in sight.
const lastReturns = 20

// Returns answers GET /desk/returns.
func (p *Pages) Returns(v *visit.Visit) {
	p.showReturns(v, http.StatusOK, "", doneTold(v.Language(), v.Query("told")))
}

// showReturns shows the page with what the clerk has taken back. date is as of
// which day books come back, as it was typed.
func (p *Pages) showReturns(v *visit.Visit, status int, date string, told *view.Told) {
	if isMirror(v) {
		told, _ = faultTold(v.Language(), mirrored)
		p.tell(v, http.StatusForbidden, view.ModeLend, told)
		return
	}
	rows, err := p.Library.RecentReturns(v.Ctx(), v.Staff.ID, lastReturns)
	if err != nil {
		v.Fail(err)
		return
	}
	l := v.Language()
	title := l.Text("counter.returns_title")
	r := &view.Returns{Desk: v.Desk("counter", title), Place: p.place(v, returnsPath, view.ModeReturn, title)}
	r.Place.Modes, r.Place.Told = modes(v, 0, view.ModeReturn, false), told
	r.Date = view.Field{Name: fieldDate, Label: l.Text("counter.returned_on"), Hint: l.Text("counter.returned_on_hint"), Kind: "date", Value: date}
	_, r.Night = nightBox(v, date, p.Library.Moment())
	for i := range rows {
		row := newReturnRow(l, &rows[i], v.DeskBranch())
		if i == 0 && row.Slip != "" {
			r.Place.Print = row.Slip + "&print=1"
		}
		r.Rows = append(r.Rows, row)
	}
	v.Show(status, r)
}

// nightBox is as of when books count that were in the box on a day: its end. Today
// and no date at all are now; night says that it is neither.
func nightBox(v *visit.Visit, date string, now time.Time) (at time.Time, night bool) {
	day, err := circulation.ParseDay(strings.TrimSpace(date))
	site, failed := v.Site()
	if err != nil || failed != nil || day == circulation.DayOf(now, site.Zone) {
		return time.Time{}, false
	}
	return day.End(site.Zone), true
}

func newReturnRow(l *i18n.Language, r *library.Returned, here int64) view.ReturnRow {
	row := view.ReturnRow{At: l.Clock(r.RecordedAt), Title: r.Item.Title, Barcode: r.Item.Barcode, Undone: r.Undone}
	if r.Person != nil {
		row.Member, row.Path = r.Person.Name, view.MemberPath(r.Person.ID)
	}
	if r.Undone {
		row.Badges = append(row.Badges, view.Badge{Text: l.Text("counter.undone"), Tone: ""})
		return row
	}
	if r.LateDays > 0 {
		row.Badges = append(row.Badges, view.Badge{Text: l.Count("counter.days_late", r.LateDays), Tone: "late"})
	}
	if r.Found {
		row.Badges = append(row.Badges, view.Badge{Text: l.Text("counter.found"), Tone: "good"})
	}
	row.Next = shelveText(l, r, here)
	if r.Held != nil {
		row.Badges = append(row.Badges, view.Badge{Text: l.Text("counter.item_held"), Tone: "mind"})
		row.Slip = view.HoldSlipPath(r.Item.Barcode)
	}
	if r.CanUndo {
		row.Undo = undoReturnPath(r.ID)
	}
	return row
}

// shelveText says what to do with a book that came back at the branch here, 0 where
// that is not known. One that is fetched elsewhere is sent there.
func shelveText(l *i18n.Language, r *library.Returned, here int64) string {
	if r.Held != nil && r.Held.PickupAt != "" {
		if here != 0 && here != r.Held.PickupID {
			return l.Text("counter.send_to", "name", r.Held.Name, "branch", r.Held.PickupAt)
		}
		return l.Text("counter.set_aside_at", "name", r.Held.Name, "branch", r.Held.PickupAt, "date", l.Day(r.Held.Until))
	}
	switch {
	case r.Held != nil && !r.Held.Until.IsZero():
		return l.Text("counter.set_aside_until", "name", r.Held.Name, "date", l.Day(r.Held.Until))
	case r.Held != nil:
		return l.Text("counter.set_aside", "name", r.Held.Name)
	case r.Item.Status != circulation.ItemAvailable:
		return l.Text("counter.shelve_not", "state", l.Text("counter.item_status."+string(r.Item.Status)))
	case r.Item.CallNumber != "":
		return l.Text("counter.shelve_at", "number", r.Item.CallNumber)
	}
	return l.Text("counter.shelve")
}

// takeBack takes back what was scanned.
func (p *Pages) takeBack(s *scan) {
	at := time.Time{}
	if s.returns {
		date := s.fields.Get(fieldDate)
		if _, err := circulation.ParseDay(strings.TrimSpace(date)); err != nil && strings.TrimSpace(date) != "" {
			p.answer(s, http.StatusUnprocessableEntity, view.Stop(s.Language().Text("counter.invalid.returned_at")))
			return
		}
		at, _ = nightBox(s.Visit, date, p.Library.Moment())
	}
	r, err := p.Library.Return(s.Ctx(), library.ReturnRequest{Clerk: clerk(s.Visit), Barcode: s.code, ReturnedAt: at})
	if err != nil {
		p.failed(s, err)
		return
	}
	p.answer(s, http.StatusOK, returnTold(s.Language(), r, s.member, s.DeskBranch()))
}

// returnTold says what came of a return. A book that
// somebody waits for must not be scanned past.
func returnTold(l *i18n.Language, r *library.Returned, member, here int64) *view.Told {
	title := r.Item.Title
	var told *view.Told
	switch r.Outcome {
	case library.ReturnAlready:
		told = view.Warn(l.Text("counter.returned_already", "title", title, "time", l.Clock(r.RecordedAt)))
	case library.ReturnNotLent:
		told = view.Warn(l.Text("counter.returned_not_lent", "title", title))
	default:
		told = view.OK(l.Text("counter.returned", "title", title))
	}
	if r.Person != nil && r.Person.ID != member {
		told.Lines = append(told.Lines, l.Text("counter.returned_from", "name", r.Person.Name))
		told.Links = append(told.Links, view.Link{Path: view.MemberPath(r.Person.ID), Label: l.Text("counter.open_member", "name", r.Person.Name), Live: true})
	}
	if r.Outcome == library.ReturnDone && r.ReturnedAt.Before(r.RecordedAt) {
		told.Lines = append(told.Lines, l.Text("counter.returned_as_of", "date", page.DueDate(l, r.ReturnedAt, r.ByHours)))
	}
	if r.Found {
		told.Lines = append(told.Lines, l.Text("counter.found_again"))
	}
	if r.LateDays > 0 {
		told.Tone = "warn"
		text := view.SanctionText(l, &r.Sanction)
		if text == "" {
			text = l.Count("counter.late_free", r.LateDays)
		}
		told.Lines = append(told.Lines, text)
	}
	if r.Item.Status != circulation.ItemAvailable {
		told.Tone = "warn"
	}
	told.Lines = append(told.Lines, shelveText(l, r, here))
	if r.Held != nil {
		told.Tone, told.Ask = "warn", true
		told.Title = l.Text("counter.awaited", "name", r.Held.Name, "title", title)
		told.Links = append(told.Links, view.Link{Path: view.HoldSlipPath(r.Item.Barcode), Label: l.Text("counter.print_hold")})
	}
	if r.CanUndo {
		told.Buttons = append(told.Buttons, view.Button{Action: undoReturnPath(r.ID), Label: l.Text("counter.undo_return"), Live: true})
	}
	return told
}
