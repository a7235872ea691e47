package view

import (
	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
)

// RelativeRow is a guardian or a child of who stands at the counter.
type RelativeRow struct {
	What       string // guardian or child, in words
	Name, Path string
	Out, Late  string // how many books; "" for none
}

// NewFamily puts the family in words: the guardian first.
func NewFamily(l *i18n.Language, f *library.Family) []RelativeRow {
	var rows []RelativeRow
	add := func(what string, r *library.Relative) {
		row := RelativeRow{What: what, Name: r.Name, Path: MemberPath(r.ID)}
		if r.Out > 0 {
			row.Out = l.Count("counter.loans", r.Out)
		}
		if r.Late > 0 {
			row.Late = l.Count("counter.loans_late", r.Late)
		}
		rows = append(rows, row)
	}
	if f.Guardian != nil {
		add(l.Text("counter.guardian"), f.Guardian)
	}
	for i := range f.Children {
		add(l.Text("counter.child"), &f.Children[i])
	}
	return rows
}
