package wire_test

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"

	"simpanbudi/internal/web/wire"
)

func TestTheCodingIsTheOneTheBrowserWantsMost(t *testing.T) {
	for accept, want := range map[string]string{
		"":                                   "",
		"gzip":                               "gzip",
		"br":                                 "br",
		"gzip, deflate, br, zstd":            "br",
		"gzip, deflate":                      "gzip",
		"deflate":                            "",
		"BR;q=1.0, gzip;q=1.0":               "br",
		"br;q=0.5, gzip;q=0.8":               "gzip",
		"br;q=0, gzip":                       "gzip",
		"br;q=0":                             "",
		"br;q=nonsense, gzip;q=2":            "",
		"br; q=0.001":                        "br",
		"*":                                  "br",
		"*;q=0":                              "",
		"br;q=0, *":                          "gzip",
		"identity, br;q=0.5":                 "",
		"identity;q=0.5, br;q=0.5":           "br",
		"identity;q=0":                       "",
		"gzip;q=1.0, identity; q=0.5, *;q=0": "gzip",
		"xbr, brx, gzipx":                    "",
	} {
		if got := wire.Choose(accept, wire.Brotli, wire.Gzip); got != want {
			t.Errorf("%q: got %q, want %q", accept, got, want)
		}
	}
	if got := wire.Choose("br, gzip;q=0.1", wire.Gzip); got != "gzip" {
		t.Errorf("what is not offered was chosen: %q", got)
	}
}

func TestAPageComesOutAsItWentIn(t *testing.T) {
	text := []byte(strings.Repeat("<li>Bumi Manusia</li>\n", 500))
	lengths := map[int]bool{}
	for range 50 {
		wire.Gzipped(text, func(small []byte) {
			lengths[len(small)] = true
			if len(small) > len(text)/10 {
				t.Errorf("%d bytes became %d", len(text), len(small))
			}
			r, err := gzip.NewReader(bytes.NewReader(small))
			if err != nil {
				t.Fatal(err)
			}
			if back, err := io.ReadAll(r); err != nil || !bytes.Equal(back, text) {
				t.Errorf("it came out as %d other bytes: %v", len(back), err)
			}
		})
	}
	if len(lengths) < 10 {
		t.Errorf("the same page always has one of %d lengths", len(lengths))
	}
}

func BenchmarkGzipped(b *testing.B) {
	text := []byte(strings.Repeat(`<li class="loan"><p class="due">Kembalikan paling lambat Senin, 30 November 2026</p></li>`, 100))
	b.ReportAllocs()
	for b.Loop() {
		wire.Gzipped(text, func([]byte) {})
	}
}
