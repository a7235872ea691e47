package people

import (
	"net/http"

	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/visit"
)

// ResetPIN answers POST /desk/members/{id}/pin.
func (p *Pages) ResetPIN(v *visit.Visit) {
	id, ok := member(v)
	if !ok {
		return
	}
	pin, err := p.Identity.ResetPIN(v.Ctx(), v.Staff, id)
	if err != nil {
		v.Fail(err)
		return
	}
	path := view.MemberPath(id) + "/pin"
	v.Hand(path, pin)
	v.GoTo(path)
}

// PIN answers GET /desk/members/{id}/pin: the slip with the new PIN, once.
func (p *Pages) PIN(v *visit.Visit) {
	id, ok := member(v)
	if !ok {
		return
	}
	m, err := p.Library.MemberHead(v.Ctx(), id)
	if err != nil {
		v.Fail(err)
		return
	}
	pin := v.Handed(view.MemberPath(id) + "/pin")
	l := v.Language()
	v.Show(http.StatusOK, view.NewMemberPIN(l, v.Desk("members", l.Text("desk_members.pin_title")), m, pin, v.BaseURL()))
}

// Card answers GET /desk/members/{id}/card. The code is made when it is first looked at.
func (p *Pages) Card(v *visit.Visit) {
	id, ok := member(v)
	if !ok {
		return
	}
	m, err := p.Library.MemberHead(v.Ctx(), id)
	if err != nil {
		v.Fail(err)
		return
	}
	card, err := p.Library.MemberCard(v.Ctx(), id)
	if err == nil && card.Token == "" && v.BaseURL() != "" {
		card.Token, err = p.Library.DeskCardToken(v.Ctx(), clerk(v), id)
	}
	if err != nil {
		v.Fail(err)
		return
	}
	l := v.Language()
	v.Show(http.StatusOK, view.NewMemberCard(l, v.Desk("members", l.Text("desk_members.card_title")), m, card, v.BaseURL()))
}

// Letter answers GET /desk/members/{id}/letter, in the language of who gets it.
func (p *Pages) Letter(v *visit.Visit) {
	id, ok := member(v)
	if !ok {
		return
	}
	letter, err := p.Library.OverdueLetter(v.Ctx(), id)
	if err != nil {
		v.Fail(err)
		return
	}
	l := v.Language()
	v.Show(http.StatusOK, view.NewMemberLetter(l, v.LanguageOf(letter.Language), v.Desk("members", l.Text("desk_members.letter_title")), letter, v.BaseURL()))
}
