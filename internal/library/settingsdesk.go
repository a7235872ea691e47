package library

import (
	"context"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/config"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/store"
)

// SettingChange is a setting as a page showed it and as somebody wants it.
type SettingChange struct{ Name, Shown, Value string }

// ChangeSettings stores the settings that somebody at the desk has changed, all or
// none, with an audit row for each. One that was changed meanwhile to something
// else again is fault.Conflict and named in its argument "setting"; what cannot be
// taken, or what the environment decides, is fault.Invalid, named likewise.
func (l *Library) ChangeSettings(ctx context.Context, by Clerk, changes []SettingChange) error {
	for _, c := range changes {
		setting, ok := config.Find(c.Name)
		if !ok || setting.Check(c.Value) != nil || l.origin(setting, nil) == FromEnvironment {
			return fault.New(fault.Invalid, "").With("setting", c.Name)
		}
	}
	return l.db.Write(ctx, func(tx *store.Tx) error {
		stored, err := store.StoredSettings(tx)
		if err != nil {
			return err
		}
		for _, c := range changes {
			if err := l.changeSetting(tx, by, stored, c); err != nil {
				return err
			}
		}
		return nil
	})
}

func (l *Library) changeSetting(tx *store.Tx, by Clerk, stored map[string]string, c SettingChange) error {
	setting, _ := config.Find(c.Name)
	now, ok := stored[c.Name]
	if !ok || setting.Check(now) != nil {
		now = setting.Default
	}
	switch {
	case c.Value == c.Shown || c.Value == now:
		return nil
	case now != c.Shown:
		return fault.New(fault.Conflict, "the setting was changed meanwhile").With("setting", c.Name)
	}
	if _, err := store.PutSetting(tx, c.Name, c.Value); err != nil {
		return err
	}
	return auditSetting(tx, by, l, setting, c.Value)
}

func auditSetting(tx *store.Tx, by Clerk, l *Library, setting config.Setting, value string) error {
	detail := map[string]string{"name": setting.Name}
	if len(setting.Values) > 0 { // free text may hold a person's telephone number
		detail["value"] = value
	}
	return auditClerk(tx, by, l.moment(), "setting.changed", "setting", 0, detail)
}

// Founding is what the one-time set-up of the desk decides beside its first admin.
type Founding struct {
	Settings map[string]string       // by name; what the environment decides is left out
	Rules    []circulation.RuleEntry // nil: those in force stay
	Preset   string                  // where Rules come from
}

// Founded writes what a set-up has decided, as its admin, in their transaction.
type Founded = func(tx *store.Tx, admin int64) error

// Found returns the part of a set-up that belongs in the transaction of its first
// admin. fault.Invalid for what cannot be taken.
func (l *Library) Found(f Founding) (Founded, error) {
	for name, value := range f.Settings {
		setting, ok := config.Find(name)
		if !ok || setting.Check(value) != nil {
			return nil, fault.New(fault.Invalid, "").With("setting", name)
		}
	}
	var rules *circulation.RuleSet
	if f.Rules != nil {
		var err error
		if rules, err = circulation.NewRuleSet(f.Rules); err != nil {
			return nil, fault.Wrap(err, fault.Invalid, "")
		}
	}
	return func(tx *store.Tx, admin int64) error {
		by := Clerk{Staff: admin, Door: "desk"}
		for _, s := range config.Settings() {
			value, ok := f.Settings[s.Name]
			if !ok {
				continue
			}
			changed, err := store.PutSetting(tx, s.Name, value)
			if err == nil && changed {
				err = auditSetting(tx, by, l, s, value)
			}
			if err != nil {
				return err
			}
		}
		if rules != nil {
			detail := map[string]any{"rules": len(f.Rules), "preset": f.Preset}
			if err := l.loadRules(tx, hand{circulation.ActorLibrarian, admin, by.Door}, rules, detail); err != nil {
				return err
			}
		}
		return auditClerk(tx, by, l.moment(), "library.set_up", "library", 0, nil)
	}, nil
}
