package counter

import (
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/visit"
)

// modeOf is the mode that a page is asked for in. Where another system lends, a
// barcode is there to be renewed.
func modeOf(asked string, member, mirror bool) string {
	switch {
	case asked == view.ModeRenew:
		return view.ModeRenew
	case mirror && member:
		return view.ModeRenew
	case asked == view.ModeReturn && member && !mirror:
		return view.ModeReturn
	}
	return view.ModeLend
}

// modes are the ways from one mode to the others. Returning without a member is a
// page of its own.
func modes(v *visit.Visit, member int64, mode string, mirror bool) []view.ModeLink {
	l := v.Language()
	lend := view.ModeLink{Path: deskPath, Label: l.Text("counter.mode_lend"), Key: "F2", Current: mode == view.ModeLend, Lend: true}
	back := view.ModeLink{Path: returnsPath, Label: l.Text("counter.mode_return"), Key: "F3", Current: mode == view.ModeReturn, Return: true}
	renew := view.ModeLink{Path: deskPath + "?mode=renew", Label: l.Text("counter.mode_renew"), Key: "F4", Current: mode == view.ModeRenew}
	if member != 0 {
		own := view.MemberPath(member)
		lend.Path, back.Path, renew.Path = own, own+"?mode=return", own+"?mode=renew"
	}
	if mirror {
		lend.Label = l.Text("counter.mode_look")
		if member != 0 {
			return []view.ModeLink{renew}
		}
		return []view.ModeLink{lend, renew}
	}
	return []view.ModeLink{lend, back, renew}
}

func isMirror(v *visit.Visit) bool {
	site, err := v.Site()
	return err == nil && site.Mirror
}
