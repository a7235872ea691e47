package qr

import (
	"regexp"
	"strconv"
	"testing"
)

var pathStep = regexp.MustCompile(`M(\d+) (\d+)|([hv])(-?\d+)|z`)

// raster fills the path of a symbol again, module by module: what is drawn is what
// is tested, not what it was drawn from.
func raster(t testing.TB, s *Symbol) [][]bool {
	t.Helper()
	dark := make([][]bool, s.Height)
	for y := range dark {
		dark[y] = make([]bool, s.Width)
	}
	// A vertical edge turns over everything to its right.
	edge := func(x, from, to int) {
		for y := min(from, to); y < max(from, to); y++ {
			for i := x; i < s.Width; i++ {
				dark[y][i] = !dark[y][i]
			}
		}
	}
	number := func(text string) int {
		n, err := strconv.Atoi(text)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	read, x, y, startY := 0, 0, 0, 0
	for _, step := range pathStep.FindAllStringSubmatch(s.Path, -1) {
		read += len(step[0])
		switch {
		case step[0] == "z":
			edge(x, y, startY)
		case step[1] != "":
			x, y = number(step[1]), number(step[2])
			startY = y
		case step[3] == "h":
			x += number(step[4])
		default:
			edge(x, y, y+number(step[4]))
			y += number(step[4])
		}
	}
	if read != len(s.Path) {
		t.Fatalf("the path has more in it than lines: %s", s.Path)
	}
	return dark
}

// assertQuiet fails the test where the margin is not light.
func assertQuiet(t testing.TB, dark [][]bool, margin int) {
	t.Helper()
	for y, row := range dark {
		for x, d := range row {
			inside := x >= margin && x < len(row)-margin && y >= margin && y < len(dark)-margin
			if d && !inside {
				t.Errorf("a dark module at %d, %d in the quiet zone", x, y)
			}
		}
	}
}

func TestAnOutlineIsFilledAgainToTheSamePicture(t *testing.T) {
	for _, rows := range [][]string{
		{"#"},
		{"###", "#.#", "###"},
		{"#.", ".#"},
		{".#", "#."},
		{"#.#", ".#.", "#.#"},
		{"#####", "#...#", "#.#.#", "#...#", "#####"},
		{"##.", "#.#", ".##"},
		{"..", ".."},
	} {
		want := make([][]bool, len(rows))
		for y, row := range rows {
			for _, c := range row {
				want[y] = append(want[y], c == '#')
			}
		}
		got := raster(t, symbol(want))
		for y := range want {
			for x := range want[y] {
				if got[y][x] != want[y][x] {
					t.Errorf("%q: %d, %d is %v", rows, x, y, got[y][x])
				}
			}
		}
	}
}
