package account

import (
	"simpanbudi/internal/config"
	"simpanbudi/internal/i18n"
	"simpanbudi/internal/identity"
	"simpanbudi/internal/web/desk/view"
)

// passwordWrong says what is wrong with a new password, "" for nothing.
func passwordWrong(l *i18n.Language, username, password string) string {
	problem := identity.CheckPassword(username, password)
	if problem == "" {
		return ""
	}
	return l.Text("desk_account.password_wrong." + string(problem))
}

// checkSettings says beside each setting what is wrong with its value.
func checkSettings(l *i18n.Language, list []*view.Setting) {
	for _, f := range list {
		s, _ := config.Find(f.Name)
		if f.Fixed != "" || s.Check(f.Value) == nil {
			continue
		}
		f.Error = l.Text("desk_account.setting_wrong")
		if key := "setting." + f.Name + ".wrong"; l.Has(key) {
			f.Error = l.Text(key)
		}
	}
}
