package page

import (
	"strings"

	"simpanbudi/internal/i18n"
)

// DeskPath is where staff begin.
const DeskPath = "/desk"

const deskLayout = "desk_layout"

// IsDesk reports whether a path is one of the desk's.
func IsDesk(path string) bool { return path == DeskPath || strings.HasPrefix(path, DeskPath+"/") }

// longestDeskPath is more than any path of the desk.
const longestDeskPath = 200

// SafeDesk reports whether a text is the path of one of the desk's pages, to go on
// to it. None of them has need of other letters.
func SafeDesk(path string) bool {
	return IsDesk(path) && len(path) <= longestDeskPath && !strings.Contains(path, "//") && strings.Trim(path, deskLetters) == ""
}

const deskLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/-_"

// Desk is what every page of the desk has around its content.
type Desk struct {
	Frame Frame
	Staff string // the name of who is signed in; "" where nobody is
	// Username is how they sign in.
	Username string
	Role     string // in words
	Mirror   bool   // another system lends and returns
	Held     bool   // no message goes out until staff let it; not on the page that tells more of it

	LockMinutes int // without use a script covers the page; 0: never
	Nav         []DeskLink
}

// DeskLink is an entry of the desk's menu.
type DeskLink struct {
	Path, Label string
	Current     bool
}

// DeskEntry is a place of the desk's menu and the least role that may go there.
type DeskEntry struct{ At, Path, Role string }

// DeskEntries are the desk's menu. Its labels are the texts "desk.nav.<at>".
func DeskEntries() []DeskEntry {
	return []DeskEntry{
		{"counter", DeskPath, "librarian"},
		{"today", "/desk/today", "librarian"},
		{"members", "/desk/members", "librarian"},
		{"titles", "/desk/titles", "librarian"},
		{"holds", "/desk/holds", "librarian"},
		{"messages", "/desk/messages", "librarian"},
		{"closures", "/desk/closures", "supervisor"},
		{"rules", "/desk/rules", "supervisor"},
		{"audit", "/desk/audit", "supervisor"},
		{"settings", "/desk/settings", "admin"},
	}
}

// NewDesk returns the frame of a page at an entry of the menu, "" for none, that
// is shown to somebody of a role; may says whether they reach another role.
func NewDesk(l *i18n.Language, at, title, staff, role string, may func(role string) bool) Desk {
	d := Desk{Frame: Frame{Title: title, Here: DeskPath}, Staff: staff}
	if staff == "" {
		return d
	}
	d.Role = l.Text("desk.role." + role)
	for _, e := range DeskEntries() {
		if may(e.Role) {
			d.Nav = append(d.Nav, DeskLink{Path: e.Path, Label: l.Text("desk.nav." + e.At), Current: e.At == at})
		}
	}
	return d
}

// Around returns the page's frame.
func (d *Desk) Around() *Frame { return &d.Frame }

// Layout names the template around the page.
func (*Desk) Layout() string { return deskLayout }

// DeskProblem is a problem as the desk shows it.
type DeskProblem struct {
	Desk
	Heading, Text, Wait, Reference string
}

// ForDesk returns a problem as the desk shows it.
func (p *Problem) ForDesk(d Desk) *DeskProblem {
	return &DeskProblem{Desk: d, Heading: p.Heading, Text: p.Text, Wait: p.Wait, Reference: p.Reference}
}

// Template names the page's file.
func (*DeskProblem) Template() string { return "desk/problem" }
