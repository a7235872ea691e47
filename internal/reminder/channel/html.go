package channel

import (
	"html"
	"regexp"
	"strings"
)

var links = regexp.MustCompile(`https?://[^\s<>"]+`)

// page is a message as HTML: its text with the links to press, in a plain column
// that every mail program shows alike. It loads nothing from anywhere.
func page(m *Message) string {
	var b strings.Builder
	b.WriteString(`<!DOCTYPE html><html lang="` + html.EscapeString(m.Language) + `"><head><meta charset="utf-8">` +
		`<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"></head>` +
		`<body style="margin:0;padding:16px"><div style="max-width:36em;margin:0 auto;font:16px/1.5 sans-serif">`)
	for paragraph := range strings.SplitSeq(m.Body, "\n\n") {
		b.WriteString(`<p style="margin:0 0 1em">` + strings.ReplaceAll(linked(paragraph), "\n", "<br>\n") + "</p>\n")
	}
	b.WriteString("</div></body></html>\n")
	return b.String()
}

// linked escapes a text and makes its addresses links.
func linked(text string) string {
	var b strings.Builder
	at := 0
	for _, m := range links.FindAllStringIndex(text, -1) {
		url := html.EscapeString(text[m[0]:m[1]])
		b.WriteString(html.EscapeString(text[at:m[0]]) + `<a href="` + url + `">` + url + `</a>`)
		at = m[1]
	}
	return b.String() + html.EscapeString(text[at:])
}
