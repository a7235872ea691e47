package counter

import (
	"crypto/rand"
	"errors"
	"net/http"
	"regexp"
	"strconv"
	"strings"

	"simpanbudi/internal/library"
	"simpanbudi/internal/web/visit"
)

// newKey names a form, so that it counts once however often it is posted.
func newKey() string { return rand.Text() }

// Lost answers POST /desk/members/:id/loans/:loan/lost.
func (p *Pages) Lost(v *visit.Visit) {
	if f, loss, ok := p.loss(v, "lost"); ok {
		p.finish(v, f, p.Library.DeclareLost(v.Ctx(), loss), doneLost)
	}
}

// loss reads a form that may charge the member; false where it is answered.
func (p *Pages) loss(v *visit.Visit, at string) (*loanForms, library.Loss, bool) {
	f, loan, ok := p.posted(v, at)
	if !ok {
		return nil, library.Loss{}, false
	}
	loss := library.Loss{Clerk: clerk(v), Loan: loan, Reason: f.fields.Get(fieldReason), LegalBasis: f.fields.Get(fieldBasis),
		RequestKey: f.fields.Get(fieldKey)}
	if text := f.fields.Get(fieldCharge); text != "" {
		var err error
		if loss.Charge, err = rupiah(text); err != nil {
			f.errors[fieldCharge] = v.Language().Text("counter.invalid.charge")
			p.showLoan(v, http.StatusUnprocessableEntity, f)
			return nil, library.Loss{}, false
		}
	}
	return f, loss, true
}

// amount is whole rupiah as people write them: 50000, 50.000 or Rp 50.000.
var amount = regexp.MustCompile(`^(?i:rp\.? ?)?([0-9]{1,3}(?:[., ][0-9]{3})+|[0-9]{1,12})$`)

// rupiah reads it; "50.5" and "50,00" are not taken for something else.
func rupiah(text string) (int64, error) {
	parts := amount.FindStringSubmatch(text)
	if parts == nil {
		return 0, errors.New("no whole rupiah")
	}
	return strconv.ParseInt(strings.NewReplacer(".", "", ",", "", " ", "").Replace(parts[1]), 10, 64)
}
