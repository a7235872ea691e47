package visit

import "simpanbudi/internal/web/page"

// Desk is the frame of a desk's page at an entry of the menu, "" for none.
func (v *Visit) Desk(at, title string) page.Desk {
	name, role, may := "", "", func(string) bool { return false }
	if v.Staff != nil {
		name, role, may = v.Staff.Name, v.Staff.Role, v.Staff.AtLeast
	}
	d := page.NewDesk(v.Language(), at, title, name, role, may)
	d.Mirror = v.siteOrNone().Mirror
	return d
}
