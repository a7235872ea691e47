package messages

import (
	"context"
	"net/http"
	"strconv"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/visit"
)

// memberRows is how many messages of a member are shown at once.
const memberRows = 20

// Member answers GET /desk/members/:id/messages. Where a page goes on is the number
// of a message, which tells nothing of anybody.
func (p *Pages) Member(v *visit.Visit) { p.showMember(v, http.StatusOK, "") }

func (p *Pages) showMember(v *visit.Visit, status int, stale string) {
	member, err := id(v)
	if err != nil {
		v.Fail(err)
		return
	}
	before, err := strconv.ParseInt("0"+v.Query("before"), 10, 64)
	if err != nil {
		v.Refuse(fault.Invalid)
		return
	}
	head, err := p.Library.MemberHead(v.Ctx(), member)
	if err != nil {
		v.Fail(err)
		return
	}
	list, err := p.Reminders.MemberMessages(v.Ctx(), member, before, memberRows)
	if err != nil {
		v.Fail(err)
		return
	}
	page := view.NewMemberMessages(v.Language(), v.Desk("members", head.Name), head, list)
	page.Stale = stale
	v.Show(status, page)
}

// ResendTo answers POST /desk/members/:id/messages/:message/resend.
func (p *Pages) ResendTo(v *visit.Visit) { p.memberChange(v, p.Reminders.Resend, visit.MessageResent) }

// Withdraw answers POST /desk/members/:id/messages/:message/withdraw.
func (p *Pages) Withdraw(v *visit.Visit) {
	p.memberChange(v, p.Reminders.Withdraw, visit.MessageWithdrawn)
}

func (p *Pages) memberChange(v *visit.Visit, change func(context.Context, library.Clerk, int64) error, told visit.Notice) {
	member, err := id(v)
	message, badID := strconv.ParseInt(v.Param("message"), 10, 64)
	if err == nil && badID != nil {
		err = fault.New(fault.NotFound, "an id is a number")
	}
	if err == nil {
		err = change(v.Ctx(), clerk(v), message)
	}
	switch fault.CodeOf(err) {
	case "":
		v.Tell(told)
		v.GoTo(view.MemberPath(member) + "/messages")
	case fault.Conflict:
		p.showMember(v, http.StatusConflict, againNot(v.Language(), err))
	default:
		v.Fail(err)
	}
}
