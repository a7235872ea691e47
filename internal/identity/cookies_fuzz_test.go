package identity

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func FuzzCookies(f *testing.F) {
	fx := newFixture(f)
	s := fx.sessions(SessionOptions{})
	cookie := signIn(f, s, SignedIn{Member: fx.member("A1", "", "")})
	f.Add("session=" + strings.Repeat("A", tokenLen))
	f.Add("session=; session=x; device=\"")
	f.Add("\x00=\xff; session=" + cookie.Value[1:])
	f.Fuzz(func(t *testing.T, header string) {
		if strings.Contains(header, cookie.Value) {
			return
		}
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.Header.Set("Cookie", header)
		w := httptest.NewRecorder()
		loaded, err := s.Load(w, r)
		if err != nil {
			t.Fatalf("%q: %v", header, err)
		}
		if _, _, ok := s.Member(loaded.Context()); ok {
			t.Fatalf("%q signs in", header)
		}
		_, err = fx.SignIn(loaded.Context(), Attempt{Card: "A1", Secret: header, Address: header, Device: s.Device(r)})
		if err == nil {
			t.Fatalf("%q is a PIN", header)
		}
	})
}
