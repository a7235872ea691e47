package view

import (
	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/page"
)

// Names is what branches, member categories and item types are called.
type Names struct {
	page.Desk
	Tabs   []Tab
	Stale  string // somebody else was quicker
	Groups []NameGroup
}

// NameGroup is the names of one kind.
type NameGroup struct {
	ID, Heading string
	Rows        []NameRow
}

// NameRow is one name with the form that changes it.
type NameRow struct {
	Kind, Code, Before string // posted
	Name               Field
}

// Template names the page's file.
func (*Names) Template() string { return "desk/names" }

// NewNames puts them in words; typed is shown again with what is wrong with it. The
// first branch is called as the library where it has no name of its own.
func NewNames(l *i18n.Language, d page.Desk, list []library.PlaceName, typed library.PlaceName, wrong, libraryName string) *Names {
	v := &Names{Desk: d, Tabs: AdminTabs(l, "names")}
	for i := range list {
		n := &list[i]
		if len(v.Groups) == 0 || v.Groups[len(v.Groups)-1].ID != n.Kind {
			v.Groups = append(v.Groups, NameGroup{ID: n.Kind, Heading: l.Text("desk_names.kind." + n.Kind)})
		}
		g := &v.Groups[len(v.Groups)-1]
		row := NameRow{Kind: n.Kind, Code: n.Code, Before: n.Name, Name: Field{Name: "name", ID: n.Kind + "-" + n.Code,
			Label: l.Text("desk_names.name_of", "code", n.Code), Value: n.Name, Required: true}}
		if n.Kind == library.NamedBranch && n.Code == "main" {
			row.Name.Required, row.Name.Hint = false, l.Text("desk_names.main", "library", libraryName)
		}
		if typed.Kind == n.Kind && typed.Code == n.Code {
			row.Name.Value, row.Name.Error = typed.Name, wrong
		}
		g.Rows = append(g.Rows, row)
	}
	return v
}
