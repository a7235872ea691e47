package desk_test

import (
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"simpanbudi/internal/identity"
	"simpanbudi/internal/web/desk"
	"simpanbudi/internal/web/desk/desktest"
)

func TestThePathsOfTheDeskAreThoseOfTheTable(t *testing.T) {
	var table []string
	for _, row := range desk.Table() {
		if table = append(table, row.Method+" "+row.Path); row.Method == http.MethodGet {
			table = append(table, http.MethodHead+" "+row.Path)
		}
	}
	var answered []string
	for _, r := range desktest.New(t).Routes() {
		if _, path, _ := strings.Cut(r, " "); path == "/desk" || strings.HasPrefix(path, "/desk/") {
			answered = append(answered, r)
		}
	}
	slices.Sort(table)
	slices.Sort(answered)
	if !slices.Equal(table, answered) {
		t.Errorf("the table has\n%s\nanswered are\n%s", strings.Join(table, "\n"), strings.Join(answered, "\n"))
	}
}

var parameter = regexp.MustCompile(`[:*][a-z_]+`)

// Every path of the table is asked for by nobody and by each role. Records named
// in it do not exist, and forms are empty: those let in may be told so, but are
// never turned away; all others are, always.
func TestEveryRouteLetsInWhomTheTableSays(t *testing.T) {
	house := desktest.New(t)
	for _, who := range append([]string{""}, identity.Roles()...) {
		d := house.Browser()
		if who != "" {
			d.As(who)
		}
		for _, row := range desk.Table() {
			if who != "" && d.Int(`select count(*) from staff_sessions where locked_at is null and staff_id = ?`, d.Staff(who)) == 0 {
				d.As(who) // the row before has signed out, or locked
			}
			path := parameter.ReplaceAllString(row.Path, "999999")
			var a *desktest.Answer
			if row.Method == http.MethodGet {
				a = d.Get(path)
			} else {
				a = d.Post(path, url.Values{})
			}
			if wrong := judge(row.Role, who, a); wrong != "" {
				t.Errorf("%s %s by %q, open to %s: %s (status %d, to %q)", row.Method, path, who, row.Role, wrong, a.Code, a.Location)
			}
		}
	}
}

// judge says what is wrong with an answer to somebody, "" for nothing.
func judge(role, who string, a *desktest.Answer) string {
	signIn := a.Code == http.StatusSeeOther && strings.HasPrefix(a.Location, "/desk/sign-in")
	turnedAway := signIn || a.Code == http.StatusForbidden
	led := a.Code == http.StatusSeeOther && slices.Contains([]string{"/desk/setup", "/desk/code", "/desk/locked", "/desk/account/codes"}, strings.Split(a.Location, "?")[0])
	switch role {
	case "anybody":
		if a.Code == http.StatusForbidden || a.Code >= 500 {
			return "it is open to all"
		}
		return ""
	case "founder":
		if a.Code != http.StatusSeeOther && a.Code != http.StatusConflict {
			return "the desk is set up already"
		}
		return ""
	case "halfway", "locked", "enrolling":
		role = "librarian"
		led = false
	}
	may := who != "" && slices.Index(identity.Roles(), who) >= slices.Index(identity.Roles(), role)
	switch {
	case a.Code >= 500:
		return "it fails"
	case who == "" && !signIn:
		return "nobody is let in"
	case who != "" && !may && a.Code != http.StatusForbidden:
		return "it is not turned away"
	case may && (turnedAway || led):
		return "it is turned away"
	}
	return ""
}
