package view

import (
	"strconv"
	"time"

	"simpanbudi/internal/i18n"
	"simpanbudi/internal/identity"
	"simpanbudi/internal/web/page"
)

func id(n int64) string { return strconv.FormatInt(n, 10) }

// AdminTabs are the places of an admin: settings, names, staff and kiosks.
func AdminTabs(l *i18n.Language, at string) []Tab {
	var tabs []Tab
	for _, place := range [...]string{"settings", "names", "staff", "kiosks"} {
		tabs = append(tabs, Tab{Path: page.DeskPath + "/" + place, Label: l.Text("desk_account.tab." + place), Current: place == at})
	}
	return tabs
}

// Staff is the list of accounts.
type Staff struct {
	page.Desk
	Tabs []Tab
	List []StaffLine
}

// StaffLine is an account in the list.
type StaffLine struct {
	Path, Name, Username, Role, SignedIn string
	HasCode, Disabled, Own               bool
}

// NewStaffLine puts an account in words; own is the id of who looks.
func NewStaffLine(l *i18n.Language, a *identity.StaffAccount, own int64, zone *time.Location) StaffLine {
	line := StaffLine{Path: StaffPath(a.ID), Name: a.Shown(), Username: a.Username, Role: l.Text("desk.role." + a.Role),
		SignedIn: l.Text("desk_account.never"), HasCode: a.HasCode, Disabled: a.Disabled, Own: a.ID == own}
	if !a.SignedIn.IsZero() {
		line.SignedIn = l.DateTime(a.SignedIn.In(zone))
	}
	return line
}

// StaffPath is the path of an account's page.
func StaffPath(of int64) string { return page.DeskPath + "/staff/" + id(of) }

// Template names the page's file.
func (*Staff) Template() string { return "desk/staff" }

// StaffNew is the form that makes an account.
type StaffNew struct {
	page.Desk
	Tabs                             []Tab
	Name, Username, RoleIs, Password Field
}

// NewStaffNew returns the form with what was typed.
func NewStaffNew(d page.Desk, l *i18n.Language, name, username, role string) *StaffNew {
	return &StaffNew{Desk: d, Tabs: AdminTabs(l, "staff"),
		Name:     nameField(l, name),
		Username: Field{Name: "username", Label: l.Text("desk_account.username"), Hint: l.Text("desk_account.username_hint"), Value: username, Required: true},
		RoleIs:   roleField(l, role),
		Password: passwordField(l),
	}
}

func nameField(l *i18n.Language, name string) Field {
	return Field{Name: "name", Label: l.Text("desk_account.name"), Hint: l.Text("desk_account.name_hint"), Value: name}
}

func passwordField(l *i18n.Language) Field {
	return Field{Name: "password", Label: l.Text("desk_account.password"), Hint: l.Text("desk_account.password_made"), Kind: "password", Fill: "new-password"}
}

func roleField(l *i18n.Language, role string) Field {
	f := Field{Name: "role", Label: l.Text("desk_account.role"), Required: true}
	for _, r := range identity.Roles() {
		f.Options = append(f.Options, Option{Value: r, Label: l.Text("desk.role." + r), Hint: l.Text("desk_account.role_may." + r), Selected: r == role})
	}
	return f
}

// Wrong reports whether any field has an error.
func (s *StaffNew) Wrong() bool { return Wrong(s.Name, s.Username, s.RoleIs, s.Password) }

// Template names the page's file.
func (*StaffNew) Template() string { return "desk/staff_new" }

// StaffEdit is the page of one account.
type StaffEdit struct {
	page.Desk
	Tabs                 []Tab
	Line                 StaffLine
	ShownName, ShownRole string // as the page showed them
	Name, RoleIs         Field
	Password             Field
	Problem              string // why something was not done; "" for nothing
}

// NewStaffEdit returns the page.
func NewStaffEdit(d page.Desk, l *i18n.Language, a *identity.StaffAccount, line StaffLine) *StaffEdit {
	return &StaffEdit{Desk: d, Tabs: AdminTabs(l, "staff"), Line: line, ShownName: a.Name, ShownRole: a.Role,
		Name: nameField(l, a.Name), RoleIs: roleField(l, a.Role), Password: passwordField(l)}
}

// Template names the page's file.
func (*StaffEdit) Template() string { return "desk/staff_edit" }

// PasswordOnce shows a new password, once.
type PasswordOnce struct {
	page.Desk
	Tabs                           []Tab
	Path, Name, Username, Password string
}

// Template names the page's file.
func (*PasswordOnce) Template() string { return "desk/staff_password" }
