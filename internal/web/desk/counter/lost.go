package counter

import (
	"crypto/rand"
	"net/http"
	"strconv"
	"strings"

	"simpanbudi/internal/library"
	"simpanbudi/internal/web/visit"
)

// newKey names a form, so that it counts once however often it is posted.
func newKey() string { return rand.Text() }

// Lost answers POST /desk/members/:id/loans/:loan/lost.
func (p *Pages) Lost(v *visit.Visit) {
	f, loan, ok := p.posted(v, "lost")
	if !ok {
		return
	}
	loss := library.Loss{Clerk: clerk(v), Loan: loan, Reason: f.fields.Get(fieldReason), LegalBasis: f.fields.Get(fieldBasis),
		RequestKey: f.fields.Get(fieldKey)}
	if text := f.fields.Get(fieldCharge); text != "" {
		var err error
		if loss.Charge, err = rupiah(text); err != nil {
			f.errors[fieldCharge] = v.Language().Text("counter.invalid.charge")
			p.showLoan(v, http.StatusUnprocessableEntity, f)
			return
		}
	}
	p.finish(v, f, p.Library.DeclareLost(v.Ctx(), loss), doneLost)
}

// rupiah reads an amount as people write it: 50000, 50.000 or Rp 50.000.
func rupiah(text string) (int64, error) {
	text = strings.NewReplacer("Rp", "", "rp", "", ".", "", " ", "").Replace(text)
	return strconv.ParseInt(text, 10, 64)
}
