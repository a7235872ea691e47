package work

import (
	"net/http"
	"net/url"
	"strconv"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/form"
	"simpanbudi/internal/web/visit"
)

const callsPath = view.TodayPath + "/calls"

// The fields of the forms about calls.
const (
	fieldMember  = "member"
	fieldLast    = "last"
	fieldChannel = "channel"
	fieldOutcome = "outcome"
	fieldCall    = "call"
	fieldBranch  = "branch"
	fieldAfter   = "after"
)

// callRows is how many members are shown at once, and madeRows how many calls.
const (
	callRows = 20
	madeRows = 20
)

// Calls answers GET /desk/today/calls.
func (p *Pages) Calls(v *visit.Visit) {
	branch, after, ok := where(v)
	if !ok {
		return
	}
	p.showCalls(v, http.StatusOK, branch, after, "")
}

func (p *Pages) showCalls(v *visit.Visit, status int, branch int64, after library.ListKey, stale string) {
	list, next, err := p.Library.MembersToCall(v.Ctx(), branch, after, callRows)
	if err != nil {
		v.Fail(err)
		return
	}
	made, _, err := p.Library.CallsMade(v.Ctx(), library.ListKey{}, madeRows)
	if err != nil {
		v.Fail(err)
		return
	}
	l := v.Language()
	calls := view.NewCalls(l, v.Desk("today", l.Text("desk_work.calls")), list, made, v.LanguageOf, v.LibraryName())
	calls.Stale, calls.After, calls.Next = stale, after.String(), view.NextPath(callsPath, branch, next)
	if branch != 0 {
		calls.Branch = strconv.FormatInt(branch, 10)
	}
	if calls.Done, err = p.justCalled(v); err != nil {
		v.Fail(err)
		return
	}
	v.Show(status, calls)
}

// justCalled is the call that the address says was just noted.
func (p *Pages) justCalled(v *visit.Visit) (*view.CallMade, error) {
	id, err := number(v.Query("done"))
	if err != nil || id == 0 {
		return nil, err
	}
	call, err := p.Library.CallMade(v.Ctx(), id)
	if fault.CodeOf(err) == fault.NotFound || err == nil && call.Undone {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	made := view.NewCallMade(v.Language(), call)
	return &made, nil
}

// RecordCall answers POST /desk/today/calls.
func (p *Pages) RecordCall(v *visit.Visit) {
	fields, err := form.Read(v.Request)
	if err != nil {
		v.Fail(err)
		return
	}
	r := library.CallRequest{Clerk: clerk(v), Channel: fields.Get(fieldChannel), Outcome: fields.Get(fieldOutcome)}
	r.Member, err = number(fields.Get(fieldMember))
	if err == nil {
		r.LastCall, err = number(fields.Get(fieldLast))
	}
	if err != nil {
		v.Fail(err)
		return
	}
	id, err := p.Library.RecordCall(v.Ctx(), r)
	switch fault.CodeOf(err) {
	case "":
		v.GoTo(callsAgain(fields, id))
	case fault.Conflict: // the list as it is now no longer has that member
		branch, _ := number(fields.Get(fieldBranch))
		after, _ := library.ParseListKey(fields.Get(fieldAfter))
		p.showCalls(v, http.StatusConflict, branch, after, v.Language().Text("desk_work.call_stale"))
	default:
		v.Fail(err)
	}
}

// callsAgain is the list where it was, with the call that was just noted.
func callsAgain(fields url.Values, call int64) string {
	q := url.Values{}
	for _, name := range []string{fieldBranch, fieldAfter} {
		if text := fields.Get(name); text != "" {
			q.Set(name, text)
		}
	}
	if call != 0 {
		q.Set("done", strconv.FormatInt(call, 10))
	}
	if len(q) == 0 {
		return callsPath
	}
	return callsPath + "?" + q.Encode()
}

// UndoCall answers POST /desk/today/calls/undo.
func (p *Pages) UndoCall(v *visit.Visit) {
	fields, err := form.Read(v.Request)
	if err != nil {
		v.Fail(err)
		return
	}
	id, err := number(fields.Get(fieldCall))
	if err == nil {
		err = p.Library.UndoCall(v.Ctx(), clerk(v), id)
	}
	if err != nil {
		v.Fail(err)
		return
	}
	v.Tell(visit.CallUndone)
	v.GoTo(callsAgain(fields, 0))
}
