package view

import (
	"net/url"

	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/page"
)

// SetUp is the one-time set-up of the desk.
type SetUp struct {
	page.Desk
	Code                            Field
	Library, Zone, Record           Setting
	Preset                          Field
	Name, Username, Password, Again Field
}

// Template names the page's file.
func (*SetUp) Template() string { return "desk/set_up" }

// NewSetUp returns the form without its settings and presets.
func NewSetUp(d page.Desk, l *i18n.Language) *SetUp {
	return &SetUp{Desk: d,
		Code:     Field{Name: "code", Label: l.Text("desk_account.set_up_code"), Hint: l.Text("desk_account.set_up_code_hint"), Required: true},
		Preset:   Field{Name: "preset", Label: l.Text("desk_account.set_up_rules"), Hint: l.Text("desk_account.set_up_rules_hint")},
		Name:     Field{Name: "name", Label: l.Text("desk_account.name"), Hint: l.Text("desk_account.name_hint"), Fill: "name"},
		Username: Field{Name: "username", Label: l.Text("desk_account.username"), Hint: l.Text("desk_account.username_hint"), Required: true, Fill: "username"},
		Password: Field{Name: "password", Label: l.Text("desk_account.password"), Hint: l.Text("desk_account.password_hint"), Kind: "password", Required: true, Fill: "new-password"},
		Again:    Field{Name: "again", Label: l.Text("desk_account.again"), Kind: "password", Required: true, Fill: "new-password"},
	}
}

// Setting adds a setting with what was typed.
func (s *SetUp) Setting(l *i18n.Language, in library.SettingInForce, typed url.Values) {
	*s.settings()[in.Name] = NewSetting(l, in, typed)
	if zone := &s.Zone; in.Name == "time_zone" && zone.Fixed == "" {
		zone.Kind = "choice"
		for _, name := range []string{"Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"} {
			zone.Options = append(zone.Options, Option{Value: name, Label: l.Text("desk_account.zone." + name[len("Asia/"):])})
		}
		if in.Value != "Asia/Jakarta" && in.Value != "Asia/Makassar" && in.Value != "Asia/Jayapura" {
			zone.Options = append(zone.Options, Option{Value: in.Value, Label: in.Value})
		}
		Choose(zone.Options, zone.Value)
	}
}

func (s *SetUp) settings() map[string]*Setting {
	return map[string]*Setting{"library_name": &s.Library, "time_zone": &s.Zone, "record": &s.Record}
}

// Settings are the settings of the form.
func (s *SetUp) Settings() []*Setting { return []*Setting{&s.Library, &s.Zone, &s.Record} }

// AddPreset offers rules; the first ones offered are chosen at first.
func (s *SetUp) AddPreset(value, label, sentence string) {
	s.Preset.Options = append(s.Preset.Options, Option{Value: value, Label: label, Hint: sentence})
}

// Fill puts in what was typed, but no password.
func (s *SetUp) Fill(typed url.Values) {
	s.Code.Value, s.Name.Value, s.Username.Value = typed.Get("code"), typed.Get("name"), typed.Get("username")
	chosen := typed.Get("preset")
	if len(typed) == 0 {
		chosen = s.Preset.Options[0].Value
	}
	Choose(s.Preset.Options, chosen)
}

// Wrong reports whether any field has an error.
func (s *SetUp) Wrong() bool {
	return Wrong(s.Code, s.Library.Field, s.Zone.Field, s.Record.Field, s.Preset, s.Name, s.Username, s.Password, s.Again)
}
