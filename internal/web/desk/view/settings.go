package view

import (
	"simpanbudi/internal/i18n"
	"simpanbudi/internal/identity"
	"simpanbudi/internal/web/page"
)

// Settings is the page of all settings.
type Settings struct {
	page.Desk
	Tabs   []Tab
	Groups []SettingGroup
	Failed bool // something is wrong, so that nothing was kept
}

// SettingGroup is settings that belong together.
type SettingGroup struct {
	Heading  string
	Settings []*Setting
}

// All are the settings of all groups.
func (s *Settings) All() (list []*Setting) {
	for _, g := range s.Groups {
		list = append(list, g.Settings...)
	}
	return list
}

// Template names the page's file.
func (*Settings) Template() string { return "desk/settings" }

// Kiosks is the page of the shared screens.
type Kiosks struct {
	page.Desk
	Tabs []Tab
	List []KioskLine
	Name Field
}

// KioskLine is a shared screen in the list.
type KioskLine struct{ ID, Name, State, Since string }

// NewKioskLine puts one in words; since is when it got into its state.
func NewKioskLine(l *i18n.Language, k *identity.Kiosk, since string) KioskLine {
	line := KioskLine{ID: id(k.ID), Name: k.Name, State: l.Text("desk_account.kiosk_expired"), Since: since}
	switch {
	case !k.Registered.IsZero():
		line.State = l.Text("desk_account.kiosk_registered")
	case k.Waiting:
		line.State = l.Text("desk_account.kiosk_waits")
	}
	return line
}

// Template names the page's file.
func (*Kiosks) Template() string { return "desk/kiosks" }

// KioskCode shows the code of a new kiosk, once.
type KioskCode struct {
	page.Desk
	Tabs       []Tab
	Code, Path string
}

// Template names the page's file.
func (*KioskCode) Template() string { return "desk/kiosk_code" }
