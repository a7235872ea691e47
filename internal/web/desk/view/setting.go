package view

import (
	"net/url"
	"slices"

	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
)

// Setting is a setting of the library as a field of a form.
type Setting struct {
	Field
	Shown string // the value when the page was made, so that only what was changed is kept
	Fixed string // why it cannot be changed here; "" where it can
	Radio bool   // choices that need explaining
}

// ShownField is the name under which a form carries what it showed.
func ShownField(name string) string { return "shown." + name }

// NewSetting puts a setting in words: its texts are "setting.<name>.label" and
// ".hint", those of its choices "setting.<name>.<value>". typed is what was posted,
// empty at first.
func NewSetting(l *i18n.Language, s library.SettingInForce, typed url.Values) Setting {
	f := Setting{Shown: s.Value, Field: Field{Name: s.Name, Label: l.Text("setting." + s.Name + ".label"),
		Hint: l.Text("setting." + s.Name + ".hint"), Value: s.Value, Required: s.Check("") != nil}}
	if s.From == library.FromEnvironment {
		f.Fixed = l.Text("desk_account.setting_fixed", "variable", s.EnvName())
	} else if typed.Has(s.Name) {
		f.Value = typed.Get(s.Name)
	}
	if f.Fixed == "" && typed.Has(ShownField(s.Name)) {
		f.Shown = typed.Get(ShownField(s.Name))
	}
	for _, value := range s.Values {
		f.Radio = true
		f.Options = append(f.Options, Option{Value: value, Label: l.Text("setting." + s.Name + "." + value), Selected: value == f.Value})
	}
	if i := slices.IndexFunc(f.Options, func(o Option) bool { return o.Selected }); i >= 0 && f.Fixed != "" {
		f.Value = f.Options[i].Label
	}
	return f
}
