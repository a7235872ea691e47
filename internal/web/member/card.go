package member

import (
	"log/slog"
	"net/http"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

// Card answers GET /card. The token of the QR code is made when the card is first
// looked at; a library that can only be read just now shows the card without it.
func (p *Pages) Card(v *visit.Visit) {
	card, err := p.Library.MemberCard(v.Ctx(), v.Member)
	if fault.CodeOf(err) == fault.NotFound { // the member was erased while signed in
		p.SignOut(v)
		return
	}
	if err != nil {
		v.Fail(err)
		return
	}
	v.Found(card.Site)
	if card.Token == "" && v.BaseURL() != "" {
		if card.Token, err = p.Library.MakeCardToken(v.Ctx(), v.Member, door); err != nil {
			v.Log().LogAttrs(v.Ctx(), slog.LevelWarn, "a card is shown without its QR code",
				slog.String("request", v.ID), slog.Any("error", err))
		}
	}
	v.Show(http.StatusOK, page.NewCard(v.Language(), card, v.BaseURL()))
}
