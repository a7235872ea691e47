package member

import (
	"net/url"
	"strings"
	"testing"
)

func FuzzALocalPathStaysHere(f *testing.F) {
	for _, s := range []string{"/loans", "/pin?receipt=AB", "//x.example", "/\\x.example", "https://x.example/", "/%5cx", "/a\nb", "/\t/x", "", "/./../x", "/%2f%2fx.example"} {
		f.Add(s)
	}
	here, err := url.Parse("https://pinjaman.example.go.id/somewhere")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, s string) {
		path := localPath(s)
		u, err := here.Parse(path)
		if err != nil || u.Host != here.Host || u.Scheme != here.Scheme {
			t.Fatalf("%q leads to %v, %v", s, u, err)
		}
		if !strings.HasPrefix(path, "/") || strings.HasPrefix(path, "//") || strings.ContainsAny(path, "\\\r\n\t") {
			t.Fatalf("%q becomes %q", s, path)
		}
	})
}
