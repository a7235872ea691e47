package visit

import (
	"context"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/gin-gonic/gin"

	"simpanbudi/internal/identity"
	"simpanbudi/internal/library"
)

func TestWhoMayOverrideIsAsTheSettingSays(t *testing.T) {
	for setting, may := range map[string]map[string]bool{
		"librarian":  {"librarian": true, "supervisor": true, "admin": true},
		"supervisor": {"supervisor": true, "admin": true},
		"admin":      {"admin": true},
	} {
		house := &House{Site: func(context.Context) (*library.Site, error) { return &library.Site{OverrideRole: setting}, nil }}
		for _, role := range identity.Roles() {
			for _, stage := range []identity.Stage{identity.Open, identity.Locked, identity.CodeToDo, identity.EnrolToDo} {
				v := visitTo(house, "")
				v.Staff = &identity.StaffVisit{Role: role, Stage: stage}
				if got, want := v.MayOverride(), may[role] && stage == identity.Open; got != want {
					t.Errorf("set to %s, a %s at stage %d: %v", setting, role, stage, got)
				}
			}
		}
		if visitTo(house, "").MayOverride() {
			t.Error("nobody may override")
		}
	}
}

func visitTo(house *House, agent string) *Visit {
	c, _ := gin.CreateTestContext(httptest.NewRecorder())
	c.Request = httptest.NewRequest("GET", "/desk", nil)
	c.Request.Header.Set("User-Agent", agent)
	return Begin(c, house, "x", time.Time{})
}

func TestABrowserIsNamedInTwoWords(t *testing.T) {
	for header, want := range map[string]string{
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0":                                                 "Firefox, Windows",
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0":    "Edge, Windows",
		"Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36": "Samsung Internet, Android",
		"Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile Safari/604.1": "Safari, iPhone",
		"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36":            "Chrome, macOS",
		"curl/8.5.0": "",
		"":           "",
	} {
		if got := visitTo(nil, header).Agent(); got != want {
			t.Errorf("%q: %q, not %q", header, got, want)
		}
	}
}
