package member

import (
	"context"
	"net/http"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/reminder"
	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

// Reminders is what these pages ask of the reminders.
type Reminders interface {
	Own(ctx context.Context, member int64) (*reminder.Own, error)
	Say(ctx context.Context, w reminder.Word) error
	AskCode(ctx context.Context, member int64, contact, address string) error
	ConfirmCode(ctx context.Context, member int64, contact, code, door string) (ok bool, err error)
	WriteIn(ctx context.Context, member int64, language, door string) error
}

// The fields of the forms about reminders.
const (
	fieldChannel = "channel"
	fieldGiven   = "given"
	fieldAddress = "address"
	fieldCode    = "code"
)

// HowReminded answers GET /reminders.
func (p *Pages) HowReminded(v *visit.Visit) { p.showReminders(v, http.StatusOK, page.RemindersWrong{}) }

func (p *Pages) showReminders(v *visit.Visit, status int, wrong page.RemindersWrong) {
	own, err := p.Reminders.Own(v.Ctx(), v.Member)
	if fault.CodeOf(err) == fault.NotFound { // the member was erased while signed in
		p.SignOut(v)
		return
	}
	if err != nil {
		v.Fail(err)
		return
	}
	v.Found(own.Site)
	v.Show(status, page.NewReminders(v.Language(), v.Languages(), own, wrong))
}
