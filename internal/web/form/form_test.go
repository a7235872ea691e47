package form

import (
	"net/http/httptest"
	"strings"
	"testing"
	"unicode/utf8"

	"simpanbudi/internal/fault"
)

func FuzzWhatIsReadIsText(f *testing.F) {
	for _, body := range []string{"card=1&pin=2", "loan=417.0&loan=418.1", "a=%FF", "%zz", "a;b", "=", "a=%00", strings.Repeat("a=1&", 99)} {
		f.Add(body)
	}
	f.Fuzz(func(t *testing.T, body string) {
		r := httptest.NewRequest("POST", "/sign-in?card=query", strings.NewReader(body))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		fields, err := Read(r)
		if err != nil {
			if fault.CodeOf(err) != fault.Invalid {
				t.Fatalf("%v", err)
			}
			return
		}
		for name, values := range fields {
			for _, v := range append(values, name) {
				if !utf8.ValidString(v) {
					t.Fatalf("%q is not text", v)
				}
				if v == "query" && !strings.Contains(body, "query") {
					t.Fatal("the query was read")
				}
			}
		}
	})
}
