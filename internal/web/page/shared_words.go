package page

import (
	"html/template"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
)

// What the desk says in the same words as the member's pages.

// DueDate is a due date in words, with the time of day where the rule counts hours.
func DueDate(l *i18n.Language, t time.Time, byHours bool) string { return dueDate(l, t, byHours) }

// Moment is an instant in words; the start of a day is told as the day.
func Moment(l *i18n.Language, t time.Time) string { return moment(l, t) }

// Reasons puts a refusal in words; rule may be nil.
func Reasons(l *i18n.Language, d *circulation.Decision, rule *circulation.RuleEntry) []Reason {
	return reasons(l, d, rule)
}

// Notes puts the notes of a decision in words.
func Notes(l *i18n.Language, of []circulation.Note) []string { return notes(l, of) }

// RenewalsUsed says how many renewals are used and left; "" where the rule gives none.
func RenewalsUsed(l *i18n.Language, rule *circulation.RuleEntry, d *circulation.Decision) string {
	return renewalsUsed(l, rule, d)
}

// Initials are all that a screen others see tells of a name.
func Initials(name string) string { return initials(name) }

// SanctionSentences says what a lateness comes to, with the legal basis of a fine.
func SanctionSentences(l *i18n.Language, s *library.Sanction) []string {
	return sanctionSentences(l, s)
}

// Door names where something was done.
func Door(l *i18n.Language, code string) string { return door(l, code) }

// QR draws the QR code of a text, "" where there is none.
func QR(text, label string) template.HTML { return code(text, label) }
