package member

import (
	"simpanbudi/internal/calendar"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

// calendarFileName is what the file is saved as. It stays on a machine that others
// may use, so it names nobody.
const calendarFileName = "simpan-budi.ics"

// DownloadCalendar answers GET /loans.ics of who is signed in.
func (p *Pages) DownloadCalendar(v *visit.Visit) {
	due, err := p.Library.DueDates(v.Ctx(), v.Member, wantsTitles(v))
	download(v, due, err)
}

// ReceiptCalendar answers GET /receipts/{ref}/due.ics: what the receipt has
// renewed, with the due dates of now.
func (p *Pages) ReceiptCalendar(v *visit.Visit) {
	ref, ok := p.ownReceipt(v)
	if !ok {
		return
	}
	due, err := p.Library.ReceiptDueDates(v.Ctx(), v.Member, ref, wantsTitles(v))
	download(v, due, err)
}

func wantsTitles(v *visit.Visit) bool { return v.Query(fieldTitles) == "yes" }

// download answers with a file; one without events would be a riddle.
func download(v *visit.Visit, due *library.DueDates, err error) {
	if err != nil {
		v.Fail(err)
		return
	}
	v.Found(due.Site)
	if len(due.Loans) == 0 {
		v.Refuse(page.NothingDue)
		return
	}
	text := page.CalendarFile(v.Language(), due, v.BaseURL()).Append(nil)
	v.Download(calendar.MediaType, calendarFileName, text)
}
