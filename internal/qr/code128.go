package qr

import (
	"fmt"
	"strings"

	"github.com/boombuler/barcode/code128"
)

// LongestBars is the most that Bars takes, in characters. With more, the bars on a
// card 85.6 mm wide would be finer than the 0.19 mm that common scanners tell apart.
const LongestBars = 32

const (
	barsQuiet  = 10 // modules of white that Code 128 asks for on either side
	barsHeight = 40 // modules, as far as a page does not say otherwise
)

// Bars returns the Code 128 of a text of printable ASCII, with its quiet zones.
func Bars(text string) (*Symbol, error) {
	printable := func(r rune) bool { return r >= ' ' && r <= '~' }
	if text == "" || len(text) > LongestBars || strings.ContainsFunc(text, func(r rune) bool { return !printable(r) }) {
		return nil, fmt.Errorf("%w: Code 128 takes 1 to %d printable ASCII characters here", ErrNoCode, LongestBars)
	}
	code, err := code128.Encode(text)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNoCode, err)
	}
	width := code.Bounds().Dx()
	row := make([]bool, width+2*barsQuiet)
	for x := range width {
		r, _, _, _ := code.At(x, 0).RGBA()
		row[barsQuiet+x] = r == 0
	}
	rows := make([][]bool, barsHeight)
	for y := range rows {
		rows[y] = row
	}
	s := symbol(rows)
	s.Stretch = true
	return s, nil
}
