package account

import (
	"net/http"
	"net/url"
	"strings"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/identity"
	"simpanbudi/internal/qr"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/form"
	"simpanbudi/internal/web/visit"
)

const recoveryPath = EnrolPath + "/recovery"

// Codes answers GET /desk/account/codes: what one-time codes are, the secret that
// waits for its first code, or that they are on.
func (p *Pages) Codes(v *visit.Visit) {
	if c := p.codes(v); c != nil {
		v.Show(http.StatusOK, c)
	}
}

// codes is the page; nil where it has failed and said so.
func (p *Pages) codes(v *visit.Visit) *view.Codes {
	l := v.Language()
	c := view.NewCodes(v.Desk("", l.Text("desk_account.codes_title")), l)
	c.Must, c.Active = v.Staff.Stage == identity.EnrolToDo, v.Staff.HasCode
	if c.Active {
		left, err := p.Desk.RecoveryLeft(v.Ctx(), v.Staff)
		if err != nil {
			v.Fail(err)
			return nil
		}
		c.Left = l.Count("desk_account.recovery_left", left)
		return c
	}
	waiting, err := p.Desk.Enrolling(v.Ctx(), v.Staff)
	if err != nil {
		v.Fail(err)
		return nil
	}
	if waiting != nil {
		c.Groups = waiting.Groups
		site, err := v.Site()
		if err != nil {
			v.Fail(err)
			return nil
		}
		if symbol, err := qr.New(enrolURI(site.LibraryName, v.Staff.Username, waiting.Secret)); err == nil {
			c.Picture = symbol.SVG(l.Text("desk_account.codes_picture"))
		}
	}
	return c
}

// longestIssuer keeps the code small enough for an old phone, in bytes of its
// escaped form.
const longestIssuer = 60

// enrolURI is what authenticator apps read: who gives the codes out, for which
// account, and the secret. All else is what every app takes for granted.
func enrolURI(issuer, account, secret string) string {
	name := ""
	for _, r := range strings.TrimSpace(issuer) {
		if longer := name + string(r); len(url.PathEscape(longer)) <= longestIssuer {
			name = longer
		}
	}
	name = strings.ReplaceAll(name, ":", " ")
	return "otpauth://totp/" + url.PathEscape(name) + ":" + url.PathEscape(account) + "?secret=" + secret + "&issuer=" + url.PathEscape(name)
}

// BeginCodes answers POST /desk/account/codes: a secret to be confirmed.
func (p *Pages) BeginCodes(v *visit.Visit) {
	if err := p.Desk.BeginCodes(v.Ctx(), v.Staff); err != nil && fault.CodeOf(err) != fault.Conflict {
		v.Fail(err)
		return
	}
	v.GoTo(EnrolPath)
}

// ConfirmCodes answers POST /desk/account/codes/confirm.
func (p *Pages) ConfirmCodes(v *visit.Visit) {
	p.withBoth(v, func(password, code string) error {
		codes, err := p.Desk.ConfirmCodes(v.Ctx(), v.Request, v.Staff, password, code, v.Address())
		return p.hand(v, codes, err)
	})
}

// NewRecovery answers POST /desk/account/codes/renew: other recovery codes.
func (p *Pages) NewRecovery(v *visit.Visit) {
	p.withBoth(v, func(password, code string) error {
		codes, err := p.Desk.NewRecovery(v.Ctx(), v.Request, v.Staff, password, code, v.Address())
		return p.hand(v, codes, err)
	})
}

// EndCodes answers POST /desk/account/codes/off.
func (p *Pages) EndCodes(v *visit.Visit) {
	p.withBoth(v, func(password, code string) error {
		err := p.Desk.EndCodes(v.Ctx(), v.Request, v.Staff, password, code, v.Address())
		if err == nil {
			v.Tell(visit.DeskCodesOff)
			v.GoTo(ownPath)
		}
		return err
	})
}

// hand leaves recovery codes for the page that shows them once.
func (p *Pages) hand(v *visit.Visit, codes []string, err error) error {
	if err == nil {
		v.Hand(recoveryPath, strings.Join(codes, "."))
		v.GoTo(recoveryPath)
	}
	return err
}

// withBoth does what asks for the password and a code, and says beside the field
// which of them was not right.
func (p *Pages) withBoth(v *visit.Visit, do func(password, code string) error) {
	fields, err := form.Read(v.Request)
	if err != nil {
		v.Fail(err)
		return
	}
	err = do(fields.Get(fieldPassword), fields.Get(fieldCode))
	if err == nil {
		return
	}
	text, _ := tried(v, err)
	code := fault.CodeOf(err)
	if text == "" {
		if code == fault.Conflict { // on or off meanwhile, in another window
			v.GoTo(EnrolPath)
			return
		}
		v.Fail(err)
		return
	}
	c := p.codes(v)
	if c == nil {
		return
	}
	status := http.StatusUnprocessableEntity
	switch code {
	case fault.SignInNo:
		c.Password.Error = v.Language().Text("desk_account.password_no")
	case identity.CodeNo:
		c.Code.Error = text
	default:
		c.Password.Error, status = text, visit.Status(code)
	}
	v.Show(status, c)
}
