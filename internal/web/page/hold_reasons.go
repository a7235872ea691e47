package page

import (
	"simpanbudi/internal/circulation"
	"simpanbudi/internal/i18n"
)

// HoldReasons puts what stands against waiting for a book in words.
func HoldReasons(l *i18n.Language, reasons []circulation.HoldReason, limit int) []string {
	list := make([]string, len(reasons))
	for i, r := range reasons {
		opens := ""
		if !r.OpensAt.IsZero() {
			opens = l.Date(r.OpensAt)
		}
		list[i] = l.Count("hold_reason."+string(r.Code), limit, "date", opens)
	}
	return list
}
