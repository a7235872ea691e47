package desk

import (
	"github.com/gin-gonic/gin"

	"simpanbudi/internal/identity"
	"simpanbudi/internal/web/desk/account"
	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

// admit finds out who asks and lets only those in whom the table does.
func (r *Room) admit(t route) gin.HandlerFunc {
	return visit.On(func(v *visit.Visit) {
		v.Writer.Header().Add("Vary", "Cookie")
		if err := r.recognise(v); err != nil {
			v.Fail(err)
			return
		}
		switch {
		case v.Staff == nil:
			r.stranger(v, t)
		case t.role == founder:
			r.founded(v, t)
		case t.role != anybody:
			r.member(v, t)
		}
	})
}

func (r *Room) recognise(v *visit.Visit) error {
	site, err := v.Site()
	if err != nil {
		return err
	}
	v.Staff, err = r.identity.Find(v.Ctx(), v.Request, identity.DeskRules{LockAfter: site.DeskLock, AdminCodes: site.AdminCodes})
	return err
}

// stranger is nobody who is signed in: they sign in first, and before there is any
// account the desk is set up.
func (r *Room) stranger(v *visit.Visit, t route) {
	needed, err := r.identity.NeedsSetUp(v.Ctx())
	switch {
	case err != nil:
		v.Fail(err)
	case needed && t.role != founder:
		v.GoTo(account.SetUpPath)
	case needed || t.role == anybody:
	case t.role == founder:
		r.founded(v, t)
	default:
		r.account.Ended(v)
	}
}

// founded leaves the set-up to those who had its page open when somebody else was
// done: they are told.
func (r *Room) founded(v *visit.Visit, t route) {
	if t.method == get {
		v.GoTo(page.DeskPath)
	}
}

// member is somebody whose password was right: a session opens as far as it is whole.
func (r *Room) member(v *visit.Visit, t route) {
	switch v.Staff.Stage {
	case identity.CodeToDo:
		if t.role != halfway {
			v.GoTo(account.CodePath)
		}
	case identity.Locked:
		if t.role != locked {
			r.account.Cover(v)
		}
	case identity.EnrolToDo:
		if t.role != enrolling && t.role != locked {
			v.GoTo(account.EnrolPath)
		}
	case identity.Open:
		switch {
		case t.role == halfway:
			v.GoTo(page.DeskPath)
		case t.role != locked && t.role != enrolling && !v.Staff.AtLeast(t.role):
			v.Refuse(page.DeskRole)
		}
	}
}
