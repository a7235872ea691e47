package library

import (
	"context"
	"encoding/json"
	"fmt"

	"simpanbudi/internal/config"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/store"
)

// SettingInForce is a setting with its value and where that comes from.
type SettingInForce struct {
	config.Setting
	Value string
	From  string // FromEnvironment, FromDatabase or FromDefault
}

// Where a setting's value comes from, the strongest first.
const (
	FromEnvironment = "environment"
	FromDatabase    = "database"
	FromDefault     = "default"
)

// SettingsList returns every setting with the value in force.
func (l *Library) SettingsList(ctx context.Context) ([]SettingInForce, error) {
	var stored map[string]string
	err := l.db.Read(ctx, func(q store.Queryer) (err error) {
		stored, err = store.StoredSettings(q)
		return err
	})
	if err != nil {
		return nil, err
	}
	values, err := config.Effective(stored, l.env)
	if err != nil {
		return nil, err
	}
	var list []SettingInForce
	for _, s := range config.Settings() {
		list = append(list, SettingInForce{Setting: s, Value: values[s.Name], From: l.origin(s, stored)})
	}
	return list, nil
}

func (l *Library) origin(s config.Setting, stored map[string]string) string {
	if l.env != nil {
		if _, ok := l.env(s.EnvName()); ok {
			return FromEnvironment
		}
	}
	if v, ok := stored[s.Name]; ok && s.Check(v) == nil {
		return FromDatabase
	}
	return FromDefault
}

// SetSetting stores a setting; it is in force at the next request, unless the
// environment says otherwise. An unknown name or a value that makes no sense is
// fault.Invalid. Setting what is set already changes nothing.
func (l *Library) SetSetting(ctx context.Context, name, value string) error {
	setting, ok := config.Find(name)
	if !ok {
		return fault.Wrap(fmt.Errorf("there is no setting %q", name), fault.Invalid, "see: simpanbudi settings list")
	}
	if err := setting.Check(value); err != nil {
		return fault.Wrap(err, fault.Invalid, "see: simpanbudi settings list")
	}
	return l.db.Write(ctx, func(tx *store.Tx) error {
		changed, err := store.PutSetting(tx, name, value)
		if err != nil || !changed {
			return err
		}
		detail, err := settingDetail(setting, value)
		if err != nil {
			return err
		}
		return store.AppendAudit(tx, store.AuditRow{
			At: l.moment(), Actor: actorSystem, Door: doorCommand, Action: "setting.changed", Subject: "setting", Detail: detail,
		})
	})
}

// settingDetail names the setting, and its new value where it is one of a few
// words: free text may hold a person's telephone number.
func settingDetail(s config.Setting, value string) (string, error) {
	detail := map[string]string{"name": s.Name}
	if len(s.Values) > 0 {
		detail["value"] = value
	}
	text, err := json.Marshal(detail)
	return string(text), err
}
