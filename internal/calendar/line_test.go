package calendar

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// unfold is RFC 5545, section 3.1, read backwards.
func unfold(text string) []string {
	return strings.Split(strings.TrimSuffix(strings.ReplaceAll(text, "\r\n ", ""), "\r\n"), "\r\n")
}

// unescape is RFC 5545, section 3.3.11, read backwards.
func unescape(value string) string {
	return strings.NewReplacer(`\\`, `\`, `\;`, `;`, `\,`, `,`, `\n`, "\n", `\N`, "\n").Replace(value)
}

// anyText is what may stand in a catalogue: words, and everything that is not.
func anyText() *rapid.Generator[string] {
	awkward := rapid.SampledFrom([]string{"\r\n", "\n", "\r", "\\", ";", ",", "\\n", ":", "\"", "\t", "\x00", "\x7f", "\u0085",
		"\u2028", "\u202e", "é", "漢字", "🕌", "👩‍🏫", "ꦏ", "\xff", "\xe2\x80", "BEGIN:VEVENT", " ", strings.Repeat("a", 80)})
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.OneOf(awkward, rapid.String()), 0, 40).Draw(t, "pieces"), "")
	})
}

func TestALineIsFoldedAndComesBackWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := anyText().Draw(t, "text")
		w := writer{out: []byte("")}
		w.text("SUMMARY", text)
		w.line("URL", text)
		got := string(w.out)

		for _, line := range strings.Split(strings.TrimSuffix(got, "\r\n"), "\r\n") {
			if len(line) > 75 {
				t.Fatalf("%d octets: %q", len(line), line)
			}
			if !utf8.ValidString(line) {
				t.Fatalf("cut inside a character: %q", line)
			}
			if strings.ContainsAny(line, "\r\n\x00\x0b\x0c\x1c\x1d\x1e\x7f\u0085\u2028\u2029") {
				t.Fatalf("something that ends a line: %q", line)
			}
		}
		if !strings.HasSuffix(got, "\r\n") {
			t.Fatalf("no end: %q", got)
		}
		lines := unfold(got)
		if len(lines) != 2 {
			t.Fatalf("%d lines: %q", len(lines), lines)
		}
		want := strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n").
			Replace(strings.ToValidUTF8(text, "\uFFFD"))
		want = strings.Map(func(r rune) rune {
			if r != '\n' && r != '\t' && (r < ' ' || r == 0x7f) {
				return -1
			}
			return r
		}, want)
		if back := unescape(strings.TrimPrefix(lines[0], "SUMMARY:")); back != want {
			t.Fatalf("came back as %q, not as %q", back, want)
		}
	})
}

func TestFoldingCountsOctetsNotLetters(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"75 octets stay":         {strings.Repeat("a", 73), "N:" + strings.Repeat("a", 73) + "\r\n"},
		"76 are two lines":       {strings.Repeat("a", 74), "N:" + strings.Repeat("a", 73) + "\r\n a\r\n"},
		"a letter is not cut":    {strings.Repeat("a", 72) + "é", "N:" + strings.Repeat("a", 72) + "\r\n é\r\n"},
		"the space counts":       {strings.Repeat("a", 73+74+1), "N:" + strings.Repeat("a", 73) + "\r\n " + strings.Repeat("a", 74) + "\r\n a\r\n"},
		"what would need escape": {`a\b;c,d` + "\n" + `e`, `N:a\\b\;c\,d\ne` + "\r\n"},
		"an injected event":      {"x\r\nEND:VEVENT", `N:x\nEND:VEVENT` + "\r\n"},
		"nothing":                {"", "N:\r\n"},
	} {
		var w writer
		w.text("N", c.text)
		if got := string(w.out); got != c.want {
			t.Errorf("%s: %q, not %q", name, got, c.want)
		}
	}
}
