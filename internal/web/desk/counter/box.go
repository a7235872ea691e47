package counter

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/visit"
)

// The fields of the box.
const (
	fieldCode   = "code"
	fieldMember = "member" // who is open
	fieldMode   = "mode"
	fieldAt     = "at" // returns: on the page of returns, whoever is open
	fieldAsOf   = "as_of"
	fieldDate   = "returned_on"
)

// longestCode bounds what the box takes, in bytes: the address in the QR code of a
// card, or a long title.
const longestCode = 256

// scan is one code on its way through the box.
type scan struct {
	*visit.Visit
	code     string
	member   int64  // who is open; 0: nobody
	mode     string // what a barcode does
	returns  bool   // on the page of returns
	fields   url.Values
	mirrored bool
}

// Box answers POST /desk/box: finds out what was scanned or typed, and does what it
// is there for.
func (p *Pages) Box(v *visit.Visit) {
	fields, ok := read(v)
	if !ok {
		return
	}
	s := &scan{Visit: v, code: strings.TrimSpace(fields.Get(fieldCode)), fields: fields,
		returns: fields.Get(fieldAt) == "returns", mirrored: isMirror(v)}
	s.member, _ = strconv.ParseInt(fields.Get(fieldMember), 10, 64)
	s.mode = modeOf(fields.Get(fieldMode), s.member > 0, s.mirrored)
	if s.returns {
		s.mode = view.ModeReturn
	}
	switch {
	case s.code == "": // a scanner that sends Enter twice
		p.again(s)
		return
	case len(s.code) > longestCode:
		s.code = ""
		p.answer(s, http.StatusUnprocessableEntity, view.Stop(v.Language().Text("counter.too_long"), v.Language().Text("counter.too_long_next")))
		return
	}
	f, err := p.find(v, s.code)
	if err != nil {
		v.Fail(err)
		return
	}
	p.act(s, f)
}

// act does what the mode is there for.
func (p *Pages) act(s *scan, f *found) {
	switch {
	case f.card != nil && f.item != nil && s.member == 0 && !s.returns:
		p.either(s, f)
	case f.item != nil && (s.mode == view.ModeReturn || s.mode == view.ModeRenew):
		p.withItem(s, f.item)
	case f.item != nil && s.member != 0:
		p.lend(s)
	case f.item != nil:
		p.showItem(s.Visit, http.StatusOK, f.item, nil)
	case f.card != nil && s.returns:
		p.cardAmongReturns(s, f.card)
	case f.card != nil:
		p.open(s, f.card)
	case f.receipt != nil:
		s.GoTo(receiptPath(f.receipt.Ref))
	default:
		p.unknown(s)
	}
}

func (p *Pages) withItem(s *scan, item *library.FoundItem) {
	if s.mode == view.ModeReturn {
		p.takeBack(s)
		return
	}
	p.renewItem(s, item)
}

// again shows the page as it is.
func (p *Pages) again(s *scan) {
	switch {
	case s.returns:
		s.GoTo(returnsPath)
	case s.member > 0:
		s.GoTo(view.MemberPath(s.member) + "?mode=" + s.mode)
	case s.mode == view.ModeRenew:
		s.GoTo(deskPath + "?mode=renew")
	default:
		s.GoTo(deskPath)
	}
}

// open opens a member, and says so where another one was open.
func (p *Pages) open(s *scan, who *library.Person) {
	if who.ID == s.member || s.member == 0 {
		s.GoTo(view.MemberPath(who.ID))
		return
	}
	l := s.Language()
	s.member, s.mode = who.ID, modeOf("", true, s.mirrored)
	told := view.Warn(l.Text("counter.switched", "name", who.Name), l.Text("counter.switched_next"))
	p.showWork(s.Visit, http.StatusOK, who.ID, s.mode, func(w *view.Work) { w.Place.Told = told })
}

// cardAmongReturns: opening the member would lend them the next book that comes back.
func (p *Pages) cardAmongReturns(s *scan, who *library.Person) {
	l := s.Language()
	told := view.Warn(l.Text("counter.card_among_returns", "name", who.Name), l.Text("counter.card_among_returns_next"))
	told.Links = []view.Link{{Path: view.MemberPath(who.ID), Label: l.Text("counter.open_member", "name", who.Name), Live: true}}
	p.answer(s, http.StatusOK, told)
}

// either: the code is a card and a barcode, and no pattern tells which is meant.
func (p *Pages) either(s *scan, f *found) {
	l := s.Language()
	told := view.Warn(l.Text("counter.either"), l.Text("counter.either_next"))
	told.Links = []view.Link{{Path: view.MemberPath(f.card.ID), Label: l.Text("counter.open_member", "name", f.card.Name), Live: true}}
	p.showItem(s.Visit, http.StatusOK, f.item, told)
}

// answer tells something where one was: at the member, among the returns or at the
// empty counter.
func (p *Pages) answer(s *scan, status int, told *view.Told) {
	switch {
	case s.returns:
		p.showReturns(s.Visit, status, s.fields.Get(fieldDate), told)
	case s.member > 0:
		p.showWork(s.Visit, status, s.member, s.mode, func(w *view.Work) { w.Place.Told = told })
	default:
		p.tell(s.Visit, status, s.mode, told)
	}
}

// failed tells what failed, with the record as it is now.
func (p *Pages) failed(s *scan, err error) {
	told, ok := faultTold(s.Language(), err)
	if !ok {
		s.Fail(err)
		return
	}
	if fault.CodeOf(err) == fault.NotFound && fault.ArgsOf(err)["field"] == fieldMember {
		s.member = 0 // erased meanwhile
	}
	status := visit.Status(fault.CodeOf(err))
	if invalidField(err) != "" {
		status = http.StatusUnprocessableEntity
	}
	p.answer(s, status, told)
}
