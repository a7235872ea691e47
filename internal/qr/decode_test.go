package qr

import (
	"errors"
	"fmt"
	"strings"
)

// decode reads a QR code of level M, versions 1 to 6, without its quiet zone. It
// follows ISO/IEC 18004 and shares nothing with the encoder; it corrects no errors,
// since a fresh picture has none.
func decode(dark [][]bool) (string, error) {
	size := len(dark)
	version := (size - 17) / 4
	if version < 1 || version > 6 || size != 17+4*version {
		return "", fmt.Errorf("%d modules: not a version this reader knows", size)
	}
	mask, err := maskOf(dark)
	if err != nil {
		return "", err
	}
	words := codewords(dark, version, mask)
	return segments(dataWords(words, version), version)
}

// maskOf reads the format: level and mask, of which level M is 00.
func maskOf(dark [][]bool) (int, error) {
	format := 0
	for i, at := range [5][2]int{{0, 8}, {1, 8}, {2, 8}, {3, 8}, {4, 8}} {
		if dark[at[1]][at[0]] {
			format |= 1 << (4 - i)
		}
	}
	format ^= 0b10101 // the upper five bits of the format's own mask
	if format>>3 != 0 {
		return 0, errors.New("not of level M")
	}
	return format & 7, nil
}

func masked(mask, x, y int) bool {
	switch mask {
	case 0:
		return (y+x)%2 == 0
	case 1:
		return y%2 == 0
	case 2:
		return x%3 == 0
	case 3:
		return (y+x)%3 == 0
	case 4:
		return (y/2+x/3)%2 == 0
	case 5:
		return y*x%2+y*x%3 == 0
	case 6:
		return (y*x%2+y*x%3)%2 == 0
	}
	return ((y+x)%2+y*x%3)%2 == 0
}

// fixed reports the modules that carry no data.
func fixed(x, y, size, version int) bool {
	finder := x < 9 && y < 9 || x >= size-8 && y < 9 || x < 9 && y >= size-8
	align := false
	if version > 1 {
		centre := size - 7
		align = x >= centre-2 && x <= centre+2 && y >= centre-2 && y <= centre+2
	}
	return finder || align || x == 6 || y == 6
}

// codewords walks the columns in pairs, from the right, up and down in turn.
func codewords(dark [][]bool, version, mask int) (words []byte) {
	size, bits, n := len(dark), 0, 0
	upward := true
	for right := size - 1; right > 0; right -= 2 {
		if right == 6 {
			right--
		}
		for i := range size {
			y := i
			if upward {
				y = size - 1 - i
			}
			for x := right; x > right-2; x-- {
				if fixed(x, y, size, version) {
					continue
				}
				bits <<= 1
				if dark[y][x] != masked(mask, x, y) {
					bits |= 1
				}
				if n++; n%8 == 0 {
					words = append(words, byte(bits))
					bits = 0
				}
			}
		}
		upward = !upward
	}
	return words
}

// dataWords takes the blocks apart again. At level M versions 1 to 6 have blocks of
// one length each.
func dataWords(words []byte, version int) (data []byte) {
	blocks := [7]int{0, 1, 1, 1, 2, 2, 4}[version]
	each := [7]int{0, 16, 28, 44, 32, 43, 27}[version]
	for b := range blocks {
		for i := range each {
			data = append(data, words[i*blocks+b])
		}
	}
	return data
}

const alphanumeric = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"

// segments reads numeric, alphanumeric and byte segments of versions 1 to 9.
func segments(data []byte, version int) (string, error) {
	at := 0
	take := func(n int) (v int) {
		for range n {
			v <<= 1
			if at < len(data)*8 {
				v |= int(data[at/8]>>(7-at%8)) & 1
			}
			at++
		}
		return v
	}
	var text strings.Builder
	for at+4 <= len(data)*8 {
		switch mode := take(4); mode {
		case 0:
			return text.String(), nil
		case 1:
			for n := take(10); n > 0; n -= 3 {
				digits := min(n, 3)
				fmt.Fprintf(&text, "%0*d", digits, take([4]int{0, 4, 7, 10}[digits]))
			}
		case 2:
			for n := take(9); n > 0; n -= 2 {
				if n == 1 {
					text.WriteByte(alphanumeric[take(6)])
					break
				}
				pair := take(11)
				text.WriteByte(alphanumeric[pair/45])
				text.WriteByte(alphanumeric[pair%45])
			}
		case 4:
			for n := take(8); n > 0; n-- {
				text.WriteByte(byte(take(8)))
			}
		default:
			return "", fmt.Errorf("a segment of mode %d", mode)
		}
	}
	return text.String(), nil
}
