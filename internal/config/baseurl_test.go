package config

import (
	"strings"
	"testing"
)

func TestABaseURLIsWrittenAsBrowsersDo(t *testing.T) {
	for given, want := range map[string]string{
		"":                                     "",
		"https://perpanjang.example.id":        "https://perpanjang.example.id",
		"HTTPS://Perpanjang.Example.ID/":       "https://perpanjang.example.id",
		"https://perpanjang.example.id:443":    "https://perpanjang.example.id",
		"http://perpus:80/":                    "http://perpus",
		"http://10.0.0.7:8080":                 "http://10.0.0.7:8080",
		"http://[2001:DB8::7]:8080":            "http://[2001:db8::7]:8080",
		"https://xn--perpustakaan-dsa.example": "https://xn--perpustakaan-dsa.example",
	} {
		if got, err := BaseURL(given); err != nil || got != want {
			t.Errorf("%q: got %q, %v", given, got, err)
		}
	}
}

func TestABaseURLThatLinksCannotBeginWithIsRefused(t *testing.T) {
	for _, given := range []string{
		"perpanjang.example.id", "//perpanjang.example.id", "ftp://perpanjang.example.id", "https://", "https:perpus",
		"https://perpus/pinjam", "https://perpus?x=1", "https://perpus?", "https://perpus#x", "https://budi:rahasia@perpus",
		"https://perpus:", "https://perpus:0", "https://perpus:99999", "https://désa.example", "https://a b", "javascript:alert(1)",
		"https://" + strings.Repeat("a", 120), " https://perpus", "https://perpus\n",
	} {
		if got, err := BaseURL(given); err == nil {
			t.Errorf("%q: taken as %q", given, got)
		}
	}
}
