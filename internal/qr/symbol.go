package qr

import (
	"fmt"
	"html"
	"html/template"
	"strconv"
)

// Symbol is a code, drawn. Its unit is the module: one square of a QR code, the
// finest bar of a Code 128.
type Symbol struct {
	Width, Height int    // with the quiet zone
	Path          string // the dark parts, as the d of an SVG path
	Stretch       bool   // only the widths carry meaning, so a page may give it any shape
}

// SVG returns the symbol as a picture with a name for those who do not see it. It is
// black on white whatever the page's colours are, since scanners want it so.
func (s *Symbol) SVG(label string) template.HTML {
	stretch := ""
	if s.Stretch {
		stretch = ` preserveAspectRatio="none"`
	}
	return template.HTML(fmt.Sprintf(`<svg class="code" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %[1]d %[2]d"%[3]s role="img" aria-label="%[4]s" shape-rendering="crispEdges">`+
		`<path fill="#fff" d="M0 0h%[1]dv%[2]dh-%[1]dz"/><path d="%[5]s"/></svg>`,
		s.Width, s.Height, stretch, html.EscapeString(label), s.Path))
}

// symbol draws a bitmap in which true is dark.
func symbol(dark [][]bool) *Symbol {
	o := outline{dark: dark, seen: make([]bool, len(dark)*len(dark[0]))}
	for y, row := range dark {
		for x := range row {
			// Every edge around a dark part has a highest piece, which runs right.
			if o.isDark(x, y) && !o.isDark(x, y-1) && !o.seen[y*len(row)+x] {
				o.walk(x, y)
			}
		}
	}
	return &Symbol{Width: len(dark[0]), Height: len(dark), Path: string(o.path)}
}

// outline writes the edges between dark and light as one path. Squares drawn one by
// one would show hairlines between them on paper, and take five times the room.
type outline struct {
	dark [][]bool
	seen []bool // by module: the edge on its upper side is written
	path []byte
}

func (o *outline) isDark(x, y int) bool {
	return y >= 0 && y < len(o.dark) && x >= 0 && x < len(o.dark[y]) && o.dark[y][x]
}

// Directions in clockwise order, so that the next one is a turn to the right.
const (
	right = iota
	down
	left
	up
)

// walk follows the edge that begins at the upper left corner of a module, with the
// dark on its right hand, until it is back.
func (o *outline) walk(startX, startY int) {
	x, y, heading, run := startX, startY, right, 0
	o.path = fmt.Appendf(o.path, "M%d %d", x, y)
	for {
		if heading == right {
			o.seen[y*len(o.dark[0])+x] = true
		}
		switch heading {
		case right:
			x++
		case down:
			y++
		case left:
			x--
		case up:
			y--
		}
		run++
		next := o.turn(x, y, heading)
		back := x == startX && y == startY && next == right
		if back {
			o.path = append(o.path, 'z')
			return
		}
		if next != heading {
			o.line(heading, run)
			heading, run = next, 0
		}
	}
}

// turn says where an edge goes on from a corner: to the right where the dark ends
// ahead, to the left where it goes on ahead on both sides, else straight on.
func (o *outline) turn(x, y, heading int) int {
	// The modules around the corner, clockwise from the lower right one.
	around := [4]bool{o.isDark(x, y), o.isDark(x-1, y), o.isDark(x-1, y-1), o.isDark(x, y-1)}
	aheadRight, aheadLeft := around[heading], around[(heading+3)%4]
	switch {
	case !aheadRight:
		return (heading + 1) % 4
	case aheadLeft:
		return (heading + 3) % 4
	}
	return heading
}

// line writes a straight piece; the last one of a walk is left to the z.
func (o *outline) line(heading, run int) {
	letter := byte('h')
	if heading == down || heading == up {
		letter = 'v'
	}
	if heading == left || heading == up {
		run = -run
	}
	o.path = strconv.AppendInt(append(o.path, letter), int64(run), 10)
}
