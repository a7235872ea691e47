package page

import (
	"html/template"

	"simpanbudi/internal/qr"
)

// code draws the QR code of a text, "" where there is none: a page goes without it.
func code(text, label string) template.HTML {
	s, err := qr.New(text)
	if err != nil {
		return ""
	}
	return s.SVG(label)
}

// bars draws the Code 128 of a text, "" where it has letters that no scanner of one
// reads or is too long for a card.
func bars(text, label string) template.HTML {
	s, err := qr.Bars(text)
	if err != nil {
		return ""
	}
	return s.SVG(label)
}
