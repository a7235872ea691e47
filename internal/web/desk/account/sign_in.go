package account

import (
	"net/http"
	"strings"

	"simpanbudi/internal/identity"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/form"
	"simpanbudi/internal/web/visit"
)

// SignIn answers POST /desk/sign-in. What failed is not told, as everywhere.
func (p *Pages) SignIn(v *visit.Visit) {
	fields, err := form.Read(v.Request)
	if err != nil {
		v.Fail(err)
		return
	}
	goOn, kept := next(fields.Get(fieldNext)), fields.Get(fieldKept)
	who, err := p.Desk.SignIn(v.Ctx(), v.Writer, v.Request, identity.StaffAttempt{
		Username: fields.Get(fieldUsername), Password: fields.Get(fieldPassword), Address: v.Address(), Agent: v.Agent(),
	})
	switch text, status := tried(v, err); {
	case err == nil && v.Scripted():
		signedIn(v, who)
	case err == nil && who.Stage == identity.CodeToDo && kept != "":
		showCode(v, http.StatusOK, &view.Code{Next: goOn, Kept: kept})
	case err == nil && who.Stage == identity.CodeToDo:
		v.GoTo(CodePath + "?next=" + goOn)
	case err == nil:
		p.goOn(v, who, goOn, kept)
	case text != "" && v.Scripted():
		v.Plain(status, text)
	case text != "":
		if status == http.StatusUnauthorized {
			text = v.Language().Text("desk_account.sign_in_no")
		}
		show(v, status, &view.SignIn{Username: strings.TrimSpace(fields.Get(fieldUsername)), Error: text, Next: goOn, Kept: kept})
	default:
		v.Fail(err)
	}
}

// signedIn tells a script of a covered page whether the code is still to come.
func signedIn(v *visit.Visit, who *identity.StaffVisit) {
	if who.Stage == identity.CodeToDo {
		v.Plain(http.StatusAccepted, "code")
		return
	}
	v.Done()
}

// goOn leads somebody who has signed in to where they wanted to be: with a form
// that was posted before in hand, to be sent now.
func (p *Pages) goOn(v *visit.Visit, who *identity.StaffVisit, path, kept string) {
	if kept == "" {
		v.GoTo(path)
		return
	}
	p.sendNow(v, who.ID, path, kept)
}
