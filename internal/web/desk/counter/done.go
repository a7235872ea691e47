package counter

import (
	"slices"

	"simpanbudi/internal/i18n"
	"simpanbudi/internal/web/desk/view"
)

// What a form of the counter has just done. It stands in the path that follows, and
// its text is counter.done.<code>.
const (
	doneSeen         = "seen"
	doneDue          = "due"
	doneLost         = "lost"
	doneFound        = "found"
	doneDamaged      = "damaged"
	doneClaimed      = "claimed"
	doneSettled      = "settled"
	doneUndoneRenew  = "renewal_undone"
	doneUndoneReturn = "return_undone"
)

func allDone() []string {
	return []string{doneSeen, doneDue, doneLost, doneFound, doneDamaged, doneClaimed, doneSettled, doneUndoneRenew, doneUndoneReturn}
}

// doneTold says it; nil for another text.
func doneTold(l *i18n.Language, code string) *view.Told {
	if !slices.Contains(allDone(), code) {
		return nil
	}
	return view.OK(l.Text("counter.done." + code))
}
