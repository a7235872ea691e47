package calendar

import (
	"strings"
	"unicode/utf8"
)

// longestLine is the most octets a line has without its end (RFC 5545, section 3.1).
const longestLine = 75

// writer writes content lines.
type writer struct{ out []byte }

// line writes a property. Its value is one that needs no escaping; what could
// end the line is left out all the same.
func (w *writer) line(name, value string) {
	w.fold(name + ":" + strings.Map(visible, strings.ToValidUTF8(value, "\uFFFD")))
}

// text writes a property whose value is words of people.
func (w *writer) text(name, value string) { w.fold(name + ":" + escape(value)) }

// fold cuts a long line between characters, never inside one: octets are what is
// counted, but some programs read each piece as UTF-8 by itself.
func (w *writer) fold(line string) {
	room := longestLine
	for len(line) > room {
		cut := room
		for !utf8.RuneStart(line[cut]) {
			cut--
		}
		w.out = append(w.out, line[:cut]...)
		w.out = append(w.out, "\r\n "...)
		line, room = line[cut:], longestLine-1 // the space counts
	}
	w.out = append(w.out, line...)
	w.out = append(w.out, "\r\n"...)
}

// escape writes a text as a value (RFC 5545, section 3.3.11).
func escape(text string) string {
	text = newlines.Replace(strings.ToValidUTF8(text, "\uFFFD"))
	return strings.Map(visible, escapes.Replace(text))
}

var (
	// Whatever somebody takes for the end of a line, also what only Unicode does:
	// some programs split a file there.
	newlines = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n")
	escapes  = strings.NewReplacer(`\`, `\\`, `;`, `\;`, `,`, `\,`, "\n", `\n`)
)

// visible leaves out control characters, which no value may have.
func visible(r rune) rune {
	if r < ' ' && r != '\t' || r == 0x7F || r == 0x85 || r == 0x2028 || r == 0x2029 {
		return -1
	}
	return r
}
