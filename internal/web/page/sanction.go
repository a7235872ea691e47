package page

import (
	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
)

// sanctionSentences says what a lateness comes to: nobody should learn of a fine
// or a suspension later than they could have asked about it.
func sanctionSentences(l *i18n.Language, s *library.Sanction) []string {
	var list []string
	switch {
	case s.Fine > 0 && s.LegalBasis != "":
		list = append(list, l.Count("sanction.fine_by_law", s.LateDays, "amount", l.Rupiah(s.Fine), "basis", s.LegalBasis))
	case s.Fine > 0:
		list = append(list, l.Count("sanction.fine", s.LateDays, "amount", l.Rupiah(s.Fine)))
	}
	if !s.SuspendedUntil.IsZero() {
		list = append(list, l.Count("sanction.suspension", s.LateDays, "date", l.Day(s.SuspendedUntil)))
	}
	return list
}

// sanctionAhead says the same before the click that would bring it about.
func sanctionAhead(l *i18n.Language, s *library.Sanction) []string {
	list := sanctionSentences(l, s)
	for i := range list {
		list[i] = l.Text("sanction.if_renewed", "what", list[i])
	}
	return list
}
