package web_test

import (
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"simpanbudi/internal/librarytest"
)

// programs is a home in which calendar programs of Debian run: khal, which reads
// iCalendar with a library of its own, and vdirsyncer, which follows a feed.
type programs struct {
	t    *testing.T
	home string
}

func calendarPrograms(t *testing.T) *programs {
	t.Helper()
	for _, program := range []string{"khal", "vdirsyncer"} {
		if _, err := exec.LookPath(program); err == nil {
			continue
		}
		if os.Getenv("SIMPANBUDI_TEST_ALL") == "1" {
			t.Fatalf("%s is not installed", program)
		}
		t.Skipf("%s is not installed", program)
	}
	p := &programs{t, t.TempDir()}
	p.write("khal.conf", `[calendars]
[[own]]
path = %[1]s/own/
[[followed]]
path = %[1]s/followed/loans/
readonly = True
[default]
default_calendar = own
[locale]
timeformat = %%H:%%M
dateformat = %%Y-%%m-%%d
longdateformat = %%Y-%%m-%%d
datetimeformat = %%Y-%%m-%%d %%H:%%M
longdatetimeformat = %%Y-%%m-%%d %%H:%%M
default_timezone = Asia/Jakarta
local_timezone = Asia/Jakarta
[sqlite]
path = %[1]s/khal.db
`)
	for _, folder := range []string{"own", "followed/loans"} {
		if err := os.MkdirAll(filepath.Join(p.home, folder), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	return p
}

// write writes a file in which %[1]s is the home.
func (p *programs) write(name, text string) string {
	p.t.Helper()
	file := filepath.Join(p.home, name)
	if strings.Contains(text, "%[1]s") {
		text = fmt.Sprintf(text, p.home)
	}
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		p.t.Fatal(err)
	}
	return file
}

func (p *programs) run(program string, args ...string) string {
	p.t.Helper()
	cmd := exec.CommandContext(p.t.Context(), program, args...)
	cmd.Env = append(os.Environ(), "HOME="+p.home, "XDG_CONFIG_HOME="+p.home, "XDG_DATA_HOME="+p.home,
		"XDG_CACHE_HOME="+p.home, "LC_ALL=C.UTF-8", "NO_PROXY=127.0.0.1")
	out, err := cmd.CombinedOutput()
	if err != nil {
		p.t.Fatalf("%s %v: %v\n%s", program, args, err, out)
	}
	return string(out)
}

// shows is what khal lists of a calendar in these two weeks, a line each.
func (p *programs) shows(calendar string) string {
	p.t.Helper()
	return strings.TrimSpace(p.run("khal", "-c", filepath.Join(p.home, "khal.conf"), "list", "-a", calendar, "--day-format", "",
		"--format", "{start-date} {start-time} {title}{alarm-symbol}", "2026-11-22", "14d"))
}

func (p *programs) shown(when, calendar string, want ...string) {
	p.t.Helper()
	if got := p.shows(calendar); got != strings.Join(want, "\n") {
		p.t.Errorf("%s khal shows\n%s\nand not\n%s", when, got, strings.Join(want, "\n"))
	}
}

func (p *programs) take(text string) {
	p.t.Helper()
	p.run("khal", "-c", filepath.Join(p.home, "khal.conf"), "import", "--batch", "-a", "own", p.write("loans.ics", text))
}

// A file that is imported again after a renewal moves the event it made before.
func TestKhalTakesAFileAndMovesTheEventAfterARenewal(t *testing.T) {
	p := calendarPrograms(t)
	s, m := signedIn(t, known)
	s.Rules(`[{"branch":"*","category":"*","item_type":"*","rule":{}},
		{"branch":"*","category":"*","item_type":"laptop","rule":{"loan":"PT3H","renewal":"PT3H"}}]`)
	loan := m.Loan(librarytest.Due("2026-11-23"))
	s.Exec(`update titles set title = ? where id = ?`, `Gadis Kretek; "Bab 1", a\b 🚬`+strings.Repeat("é", 60), loan.Item.Title.ID)
	m.Loan(librarytest.Of(s.Item().Type("laptop")), librarytest.DueAt(librarytest.At("2026-11-24T12:30")))
	file := func() string { return s.ask(step{do: "GET /loans.ics?titles=yes"}).Body.String() }
	title := `Kembalikan: Gadis Kretek; "Bab 1", a\b 🚬` + strings.Repeat("é", 60)
	other := "Kembalikan: " + s.Text(`select title from titles order by id desc limit 1`)

	p.take(file())
	p.shown("at first", "own", "2026-11-23  "+title+bell, "2026-11-24 12:30 "+other+bell)
	m.Renew(loan)
	p.take(file())
	p.shown("after a renewal", "own", "2026-11-24 12:30 "+other+bell, "2026-11-30  "+title+bell)
}

// bell is how khal marks an event that has an alarm.
const bell = " ⏰"

// A program that follows the private link moves what was renewed and takes away
// what was brought back, and no longer gets anything when the link is revoked.
func TestVdirsyncerFollowsTheLink(t *testing.T) {
	p := calendarPrograms(t)
	s, m := signedIn(t, known)
	loan, kept := m.Loan(librarytest.Due("2026-11-23")), m.Loan(librarytest.Due("2026-11-26"))
	path, _ := s.link(noTitles)
	server := httptest.NewServer(s.handler)
	defer server.Close()
	config := p.write("vdirsyncer.conf", `[general]
status_path = "%[1]s/status/"
[pair loans]
a = "library"
b = "mine"
collections = null
conflict_resolution = "a wins"
[storage library]
type = "http"
url = "`+server.URL+path+`"
[storage mine]
type = "filesystem"
path = "%[1]s/followed/loans/"
fileext = ".ics"
`)
	// By itself it does not empty a calendar from which everything has gone at once.
	sync := func() { p.run("vdirsyncer", "-c", config, "sync", "--force-delete") }
	const event = "Kembalikan buku perpustakaan" + bell

	p.run("vdirsyncer", "-c", config, "discover")
	sync()
	p.shown("at first", "followed", "2026-11-23  "+event, "2026-11-26  "+event)
	m.Renew(loan)
	sync()
	p.shown("after a renewal", "followed", "2026-11-26  "+event, "2026-11-30  "+event)
	kept.Close()
	sync()
	p.shown("after a return", "followed", "2026-11-30  "+event)
	loan.Close()
	sync()
	p.shown("after the last return", "followed")
}
