package view

import (
	"strconv"

	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/page"
	"simpanbudi/internal/wording"
)

// DueMove shows how far due dates have been moved off closed days.
type DueMove struct {
	page.Desk
	Days     []string
	Progress string
	Moved    int
	Total    int
	Done     bool
	Path     string
}

// DueMovePath is where that is shown.
func DueMovePath(id int64) string { return "/desk/closures/moves/" + strconv.FormatInt(id, 10) }

// Template names the page's file.
func (*DueMove) Template() string { return "desk/due_move" }

// NewDueMove puts it in words.
func NewDueMove(l *i18n.Language, m library.DueMove) *DueMove {
	p := &DueMove{Progress: progress(l, m), Moved: m.Moved, Total: max(m.Moved, m.Total, 1), Done: m.Done, Path: DueMovePath(m.ID)}
	for i := 0; i < len(m.Days); {
		k := i
		for k+1 < len(m.Days) && m.Days[k+1] == m.Days[k]+1 {
			k++
		}
		p.Days = append(p.Days, wording.Days(l, m.Days[i], m.Days[k]))
		i = k + 1
	}
	return p
}

func progress(l *i18n.Language, m library.DueMove) string {
	if m.Done {
		return l.Count("desk_house.moved", m.Moved)
	}
	return l.Count("desk_house.moving", m.Moved, "total", l.Number(int64(max(m.Moved, m.Total))))
}
