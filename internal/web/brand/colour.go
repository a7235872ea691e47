package brand

import (
	"encoding/hex"
	"fmt"
	"math"
	"strings"
)

// rgb is a colour in sRGB, each part from 0 to 1.
type rgb [3]float64

func parseColour(s string) (rgb, error) {
	b, err := hex.DecodeString(strings.TrimPrefix(s, "#"))
	if err != nil || len(b) != 3 || s[0] != '#' {
		return rgb{}, fmt.Errorf("%q is not a colour such as #ab3d1b", s)
	}
	return rgb{float64(b[0]) / 255, float64(b[1]) / 255, float64(b[2]) / 255}, nil
}

// must is for the colours of our own tokens.
func must(s string) rgb {
	c, err := parseColour(s)
	if err != nil {
		panic(err)
	}
	return c
}

// String returns the colour as style sheets write it.
func (c rgb) String() string {
	var b [3]byte
	for i, v := range c {
		b[i] = byte(math.Round(v * 255))
	}
	return "#" + hex.EncodeToString(b[:])
}

// mix goes a part of the way, from 0 to 1, to another colour.
func (c rgb) mix(other rgb, part float64) rgb {
	for i := range c {
		c[i] += (other[i] - c[i]) * part
	}
	return must(c.String()) // as it will be written, so that what is checked is what is shown
}

// luminance is the relative luminance of WCAG 2.2.
func (c rgb) luminance() float64 {
	linear := func(v float64) float64 {
		if v <= 0.04045 {
			return v / 12.92
		}
		return math.Pow((v+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c[0]) + 0.7152*linear(c[1]) + 0.0722*linear(c[2])
}

// contrast is the contrast ratio of WCAG 2.2, from 1 to 21.
func contrast(a, b rgb) float64 {
	x, y := a.luminance(), b.luminance()
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}
