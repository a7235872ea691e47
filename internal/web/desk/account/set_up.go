package account

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/identity"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/form"
	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

// SetUp answers POST /desk/setup: library, rules and first admin at once.
func (p *Pages) SetUp(v *visit.Visit) {
	typed, err := form.Read(v.Request)
	if err != nil {
		v.Fail(err)
		return
	}
	form, err := p.setUpForm(v, typed)
	if err != nil {
		v.Fail(err)
		return
	}
	checkSetUp(v, form, typed)
	err = p.found(v, form, typed)
	switch text, status := tried(v, err); {
	case text != "":
		form.Code.Error = text
		v.Show(status, form)
	case fault.CodeOf(err) == fault.Invalid && form.Wrong():
		v.Show(http.StatusUnprocessableEntity, form)
	case err != nil:
		v.Fail(err)
	default:
		v.Tell(visit.DeskSetUp)
		v.GoTo(page.DeskPath)
	}
}

// checkSetUp says beside each field what is wrong with it.
func checkSetUp(v *visit.Visit, form *view.SetUp, typed url.Values) {
	l := v.Language()
	checkSettings(l, form.Settings())
	if !identity.IsUsername(typed.Get(fieldUsername)) {
		form.Username.Error = l.Text("desk_account.username_wrong")
	}
	if !identity.IsStaffName(typed.Get(fieldName)) {
		form.Name.Error = l.Text("desk_account.name_wrong")
	}
	form.Password.Error = passwordWrong(l, typed.Get(fieldUsername), typed.Get(fieldPassword))
	if form.Password.Error == "" && typed.Get(fieldPassword) != typed.Get(fieldAgain) {
		form.Again.Error = l.Text("desk_account.again_wrong")
	}
	if !slices.ContainsFunc(form.Preset.Options, func(o view.Option) bool { return o.Selected }) {
		form.Preset.Error = l.Text("desk_account.preset_wrong")
	}
}

// found looks at the code in any case, so that both a wrong code and a wrong field
// are told at once, and sets up only where all is right.
func (p *Pages) found(v *visit.Visit, form *view.SetUp, typed url.Values) error {
	f := library.Founding{Settings: map[string]string{}, Preset: typed.Get(fieldPreset)}
	for _, s := range form.Settings() {
		if s.Fixed == "" {
			f.Settings[s.Name] = s.Value
		}
	}
	if !form.Wrong() && f.Preset != keepRules {
		var err error
		if f.Rules, err = library.Preset(f.Preset); err != nil {
			return err
		}
	}
	a := identity.FirstAdmin{Code: typed.Get(fieldCode), Username: typed.Get(fieldUsername), Name: typed.Get(fieldName),
		Password: typed.Get(fieldPassword), Address: v.Address(), Agent: v.Agent()}
	if form.Wrong() {
		if err := p.Desk.CheckSetUpCode(v.Ctx(), a); err != nil {
			return err
		}
		return fault.New(fault.Invalid, "")
	}
	also, err := p.Library.Found(f)
	if err != nil {
		return err
	}
	return p.Desk.SetUp(v.Ctx(), v.Writer, a, also)
}

func trimmed(fields url.Values, name string) string { return strings.TrimSpace(fields.Get(name)) }
