package qr

import (
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

const quiet = 4 // modules around a QR code

// read decodes what a symbol draws.
func read(t testing.TB, s *Symbol) string {
	t.Helper()
	dark := raster(t, s)
	assertQuiet(t, dark, quiet)
	inner := make([][]bool, 0, len(dark))
	for _, row := range dark[quiet : len(dark)-quiet] {
		inner = append(inner, row[quiet:len(row)-quiet])
	}
	text, err := decode(inner)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestWhatIsDrawnReadsAsWhatWasMeant(t *testing.T) {
	for _, text := range []string{
		"https://perpanjang.example.id",
		"https://perpanjang.example.id/receipts/7K2M9QXA",
		"HTTPS://PERPANJANG.EXAMPLE.ID/C/7K2M9QXA7K2M9QXA7K2M9QXA7K",
		"http://10.0.0.7:8080",
		"1", "12", "123", "1234567890123456",
		"A", "AB", "ABC",
		"perpustakaan désa",
		strings.Repeat("a", 84),
	} {
		s, err := New(text)
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		if got := read(t, s); got != text {
			t.Errorf("%q reads as %q", text, got)
		}
	}
}

func TestCapitalsTakeLessRoom(t *testing.T) {
	const card = "https://perpanjang.example.id/c/7K2M9QXA7K2M9QXA7K2M9QXA7K"
	small, err := New(strings.ToUpper(card))
	if err != nil {
		t.Fatal(err)
	}
	large, err := New(strings.ToLower(card))
	if err != nil {
		t.Fatal(err)
	}
	if small.Width >= large.Width {
		t.Errorf("%d modules in capitals, %d in small letters", small.Width, large.Width)
	}
}

func TestTextsOfWhichNoCodeCanBeMadeAreRefused(t *testing.T) {
	for _, text := range []string{"", strings.Repeat("a", Longest+1)} {
		if _, err := New(text); !errors.Is(err, ErrNoCode) {
			t.Errorf("%d bytes: %v", len(text), err)
		}
	}
	if _, err := New(strings.Repeat("\xff", Longest)); err != nil {
		t.Errorf("the longest: %v", err)
	}
	for _, text := range []string{"", strings.Repeat("1", LongestBars+1), "KÄ1", "KA\n1", "١٢٣"} {
		if _, err := Bars(text); !errors.Is(err, ErrNoCode) {
			t.Errorf("bars of %q: %v", text, err)
		}
	}
}

func TestSymbolsLookAsTheyDid(t *testing.T) {
	code, err := New("HTTPS://PERPANJANG.EXAMPLE.ID")
	if err != nil {
		t.Fatal(err)
	}
	bars, err := Bars("KDS-2026-000417")
	if err != nil {
		t.Fatal(err)
	}
	for name, s := range map[string]*Symbol{"qr.svg": code, "code128.svg": bars} {
		got, file := string(s.SVG("Kode"))+"\n", filepath.Join("testdata", name)
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s: got\n%s", name, got)
		}
	}
}

func TestTheNameOfASymbolCannotBreakOutOfIt(t *testing.T) {
	s, err := New("x")
	if err != nil {
		t.Fatal(err)
	}
	const label = `Kode "x" <script>&'`
	d := xml.NewDecoder(strings.NewReader(string(s.SVG(label))))
	named := false
	for {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if start.Name.Local != "svg" && start.Name.Local != "path" {
			t.Errorf("there is an element %s", start.Name.Local)
		}
		for _, a := range start.Attr {
			named = named || a.Name.Local == "aria-label" && a.Value == label
		}
	}
	if !named {
		t.Error("the symbol has no name")
	}
}

func FuzzNew(f *testing.F) {
	for _, text := range []string{"", "HTTPS://A.ID", "https://a.id/receipts/7K2M9QXA", "\x00\xff", "1234567"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, err := New(text)
		if err != nil {
			if text != "" && len(text) <= Longest {
				t.Fatal(err)
			}
			return
		}
		if s.Width <= 8+17+4*6 {
			if got := read(t, s); got != text {
				t.Errorf("%q reads as %q", text, got)
			}
		}
		if bars, err := Bars(text); err == nil {
			assertQuiet(t, raster(t, bars), 0)
		}
	})
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		s, err := New("https://perpanjang.example.id/receipts/7K2M9QXA")
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(len(s.Path)), "bytes")
	}
}
