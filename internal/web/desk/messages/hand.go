package messages

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/reminder"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/form"
	"simpanbudi/internal/web/visit"
)

// handRows is how many messages of the hand list are shown at once, and tickedRows
// how many of those that were ticked.
const (
	handRows   = 20
	tickedRows = 20
)

// Hand answers GET /desk/messages/hand.
func (p *Pages) Hand(v *visit.Visit) { p.showHand(v, http.StatusOK, v.Query("after"), "") }

func (p *Pages) showHand(v *visit.Visit, status int, from, stale string) {
	after, ok := handKey(from)
	if !ok {
		v.Refuse(fault.Invalid)
		return
	}
	list, next, err := p.Reminders.HandList(v.Ctx(), after, handRows)
	if err != nil {
		v.Fail(err)
		return
	}
	ticked, err := p.Reminders.HandTicked(v.Ctx(), tickedRows)
	if err != nil {
		v.Fail(err)
		return
	}
	l := v.Language()
	h := view.NewHand(l, v.Desk(at, l.Text("desk_messages.hand")), list, ticked)
	h.Tabs, h.Stale, h.After = view.MessagesTabs(l, view.HandPath, v.Staff.AtLeast), stale, from
	if next != nil {
		h.Next = view.HandPath + "?after=" + strconv.FormatInt(next.At.Unix(), 10) + "-" + strconv.FormatInt(next.ID, 10)
	}
	v.Show(status, h)
}

// handKey reads where the list goes on; "" is its beginning.
func handKey(text string) (k reminder.HandKey, ok bool) {
	if text == "" {
		return k, true
	}
	seconds, message, _ := strings.Cut(text, "-")
	s, err := strconv.ParseInt(seconds, 10, 64)
	n, err2 := strconv.ParseInt(message, 10, 64)
	return reminder.HandKey{At: time.Unix(s, 0), ID: n}, err == nil && err2 == nil
}

// Chat answers GET /desk/messages/hand/:id/chat: it opens a chat with the message in
// it. The link to renew in it is made when it is asked for, so it is as fresh as can be.
func (p *Pages) Chat(v *visit.Visit) {
	n, err := id(v)
	var to string
	if err == nil {
		to, err = p.Reminders.HandChat(v.Ctx(), n)
	}
	if fault.CodeOf(err) == fault.NotFound {
		p.showHand(v, http.StatusNotFound, "", v.Language().Text("desk_messages.hand_gone"))
		return
	}
	if err != nil {
		v.Fail(err)
		return
	}
	v.Writer.Header().Set("Referrer-Policy", "no-referrer")
	v.GoTo(to)
}

// HandDone answers POST /desk/messages/hand/:id/done.
func (p *Pages) HandDone(v *visit.Visit) {
	fields, err := form.Read(v.Request)
	var n int64
	if err == nil {
		n, err = id(v)
	}
	if err == nil {
		err = p.Reminders.HandDone(v.Ctx(), clerk(v), n, fields.Get("how"))
	}
	p.handAgain(v, fields.Get("after"), err, visit.MessageTold)
}

// HandUndo answers POST /desk/messages/hand/:id/undo.
func (p *Pages) HandUndo(v *visit.Visit) {
	fields, err := form.Read(v.Request)
	var n int64
	if err == nil {
		n, err = id(v)
	}
	if err == nil {
		err = p.Reminders.HandUndo(v.Ctx(), clerk(v), n)
	}
	p.handAgain(v, fields.Get("after"), err, visit.MessageUntold)
}

// handAgain is the list where it was, or as it is now where somebody was quicker.
func (p *Pages) handAgain(v *visit.Visit, after string, err error, told visit.Notice) {
	if _, ok := handKey(after); !ok {
		after = ""
	}
	switch fault.CodeOf(err) {
	case "":
		v.Tell(told)
		if after != "" {
			after = "?after=" + after
		}
		v.GoTo(view.HandPath + after)
	case fault.Conflict:
		p.showHand(v, http.StatusConflict, after, v.Language().Text("desk_messages.hand_gone"))
	default:
		v.Fail(err)
	}
}
