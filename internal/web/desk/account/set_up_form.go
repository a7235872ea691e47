package account

import (
	"net/http"
	"net/url"
	"reflect"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/visit"
	"simpanbudi/internal/wording"
)

// The fields of the set-up, beside those of its settings, which are named as they.
const (
	fieldPreset = "preset"
	fieldName   = "name"
	fieldAgain  = "again"
)

// keepRules is the choice that leaves the rules as they are.
const keepRules = "keep"

// founding are the settings that the set-up asks for.
var founding = [...]string{"library_name", "time_zone", "record"}

// SetUpForm answers GET /desk/setup.
func (p *Pages) SetUpForm(v *visit.Visit) {
	form, err := p.setUpForm(v, url.Values{})
	if err != nil {
		v.Fail(err)
		return
	}
	v.Show(http.StatusOK, form)
}

// setUpForm is the form with what was typed, at first with what is in force.
func (p *Pages) setUpForm(v *visit.Visit, typed url.Values) (*view.SetUp, error) {
	settings, err := p.Library.SettingsList(v.Ctx())
	if err != nil {
		return nil, err
	}
	rules, err := p.Library.Rules(v.Ctx())
	if err != nil {
		return nil, err
	}
	l := v.Language()
	form := view.NewSetUp(v.Desk("", l.Text("desk_account.set_up_title")), l)
	for _, name := range founding {
		form.Setting(l, inForce(settings, name), typed)
	}
	if !plain(rules) {
		form.AddPreset(keepRules, l.Text("desk_account.preset_keep"), wording.InShort(l, &rules[len(rules)-1]))
	}
	for _, name := range presets() {
		entries, err := library.Preset(name)
		if err != nil {
			return nil, err
		}
		form.AddPreset(name, l.Text("desk_account.preset."+name), wording.InShort(l, &entries[len(entries)-1]))
	}
	form.Fill(typed)
	return form, nil
}

// presets are the names of the presets as they are offered: libraries first.
func presets() []string { return []string{"kudus", "jakarta", "diy", "sumsel", "university", "school"} }

func inForce(list []library.SettingInForce, name string) library.SettingInForce {
	for _, s := range list {
		if s.Name == name {
			return s
		}
	}
	return library.SettingInForce{}
}

// plain reports whether the rules are still those of a new library.
func plain(rules []circulation.RuleEntry) bool {
	fresh, err := circulation.ParseRules([]byte(`[{"branch":"*","category":"*","item_type":"*","rule":{}}]`))
	return err == nil && reflect.DeepEqual(rules, fresh)
}
