package account

import (
	"net/http"
	"net/url"
	"slices"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/form"
	"simpanbudi/internal/web/visit"
)

const settingsPath = "/desk/settings"

// groups is where a setting is shown; those not named here come last.
var groups = []struct {
	at    string
	names []string
}{
	{"library", []string{"library_name", "contact", "logo_file", "accent", "language", "time_zone", "base_url"}},
	{"loans", []string{"record", "online_renewal", "birth_date_sign_in", "kiosk_pin", "hold_shelf_days",
		"hold_slip", "card_valid_months", "card_pattern", "barcode_pattern"}},
	{"desk", []string{"override_role", "staff_totp", "desk_lock_minutes"}},
	{"privacy", []string{"privacy_contact", "privacy_officer", "consent_required", "keep_readers_months"}},
	{"reminders", []string{"reminders", "reminder_channels", "sending", "sending_window", "email_window", "whatsapp_window", "gateway_window", "send_on_closed_days",
		"email_per_day", "email_per_minute", "whatsapp_per_day", "whatsapp_per_minute", "gateway_per_day", "gateway", "gateway_url", "gateway_file", "whatsapp_phone_id", "whatsapp_template"}},
	{"more", nil},
	{"nightly", []string{"schedule_overdue", "schedule_auto_renew", "schedule_holds", "schedule_reminders", "schedule_deliver",
		"schedule_cleanup", "schedule_backup", "backup_dir", "backup_keep"}},
	{"machine", []string{"trusted_proxies", "metrics"}},
}

// Settings answers GET /desk/settings.
func (p *Pages) Settings(v *visit.Visit) {
	list, err := p.Library.SettingsList(v.Ctx())
	if err != nil {
		v.Fail(err)
		return
	}
	v.Show(http.StatusOK, settingsPage(v, list, url.Values{}))
}

func settingsPage(v *visit.Visit, list []library.SettingInForce, typed url.Values) *view.Settings {
	l := v.Language()
	s := &view.Settings{Desk: v.Desk("settings", l.Text("desk_account.settings_title")), Tabs: view.AdminTabs(l, "settings")}
	for _, g := range groups {
		group := view.SettingGroup{Heading: l.Text("desk_account.group." + g.at)}
		for _, in := range grouped(list, g.names) {
			setting := view.NewSetting(l, in, typed)
			group.Settings = append(group.Settings, &setting)
		}
		if len(group.Settings) > 0 {
			s.Groups = append(s.Groups, group)
		}
	}
	return s
}

// grouped are the settings of a group in its order; with no names, those that no
// group names.
func grouped(list []library.SettingInForce, names []string) (found []library.SettingInForce) {
	for _, name := range names {
		if s := inForce(list, name); s.Name != "" {
			found = append(found, s)
		}
	}
	if names != nil {
		return found
	}
	return slices.DeleteFunc(slices.Clone(list), func(s library.SettingInForce) bool {
		for _, g := range groups {
			if slices.Contains(g.names, s.Name) {
				return true
			}
		}
		return false
	})
}

// ChangeSettings answers POST /desk/settings: all that was changed, or nothing.
func (p *Pages) ChangeSettings(v *visit.Visit) {
	typed, err := form.Read(v.Request)
	if err != nil {
		v.Fail(err)
		return
	}
	list, err := p.Library.SettingsList(v.Ctx())
	if err != nil {
		v.Fail(err)
		return
	}
	s := settingsPage(v, list, typed)
	checkSettings(v.Language(), s.All())
	var changes []library.SettingChange
	for _, f := range s.All() {
		s.Failed = s.Failed || f.Error != ""
		if f.Fixed == "" && typed.Has(f.Name) && f.Value != f.Shown {
			changes = append(changes, library.SettingChange{Name: f.Name, Shown: f.Shown, Value: f.Value})
		}
	}
	if s.Failed {
		v.Show(http.StatusUnprocessableEntity, s)
		return
	}
	err = p.Library.ChangeSettings(v.Ctx(), library.Clerk{Staff: v.Staff.ID, Door: "desk"}, changes)
	switch fault.CodeOf(err) {
	case "":
		v.Tell(visit.DeskSettingsKept)
		v.GoTo(settingsPath)
	case fault.Conflict:
		s.Failed = true
		name, _ := fault.ArgsOf(err)["setting"].(string)
		overtaken(v.Language(), s, inForce(list, name))
		v.Show(http.StatusConflict, s)
	default:
		v.Fail(err)
	}
}

// overtaken says beside a setting what somebody else has made of it meanwhile. What
// was typed stays, and would now take the place of that.
func overtaken(l *i18n.Language, s *view.Settings, now library.SettingInForce) {
	for _, f := range s.All() {
		if f.Name != now.Name {
			continue
		}
		value := now.Value
		for _, o := range f.Options {
			if o.Value == value {
				value = o.Label
			}
		}
		f.Shown, f.Error = now.Value, l.Text("desk_account.setting_overtaken", "value", value)
	}
}
