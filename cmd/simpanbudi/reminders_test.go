package main

import (
	"encoding/json"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/http"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"simpanbudi/internal/reminder/smtptest"
	"simpanbudi/internal/store"
)

// post is a demonstration in dir whose mail goes to a real mail server.
type post struct {
	t     *testing.T
	db    string
	mails *smtptest.Server
}

func newPost(t *testing.T) *post {
	t.Helper()
	return &post{t: t, db: filepath.Join(t.TempDir(), "demo.db"), mails: smtptest.New(t, smtptest.Options{})}
}

func (p *post) flags() []string {
	return []string{"--smtp", "smtp://" + p.mails.Addr, "--mail-from", "Perpustakaan <perpustakaan@example.go.id>"}
}

// run runs a job as the command line does and returns its counts.
func (p *post) run(job, at string) map[string]int64 {
	p.t.Helper()
	args := append([]string{"jobs", "run", job, "--at", at, "--json", "--db", p.db}, p.flags()...)
	var line struct {
		Counts map[string]int64
		Error  *string
	}
	said := simpanbudi(p.t, p.t.TempDir(), args...)
	if err := json.Unmarshal([]byte(said), &line); err != nil || line.Error != nil {
		p.t.Fatalf("%s: %s %v", job, said, err)
	}
	return line.Counts
}

// number asks the database for one.
func (p *post) number(query string, args ...any) (n int64) {
	p.t.Helper()
	db, err := store.Open(p.t.Context(), p.db, store.Options{ReadOnly: true})
	if err != nil {
		p.t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	if err := db.Read(p.t.Context(), func(q store.Queryer) error { return q.QueryRow(query, args...).Scan(&n) }); err != nil {
		p.t.Fatal(err)
	}
	return n
}

// plain is the text of a mail as a person reads it.
func plain(t *testing.T, m smtptest.Mail) string {
	t.Helper()
	_, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil {
		t.Fatal(err)
	}
	for parts := multipart.NewReader(strings.NewReader(m.Body), params["boundary"]); ; {
		part, err := parts.NextRawPart()
		if err != nil {
			t.Fatalf("no text in %v: %v", m.Header, err)
		}
		if strings.HasPrefix(part.Header.Get("Content-Type"), "text/plain") {
			text, err := io.ReadAll(quotedprintable.NewReader(part))
			if err != nil {
				t.Fatal(err)
			}
			return string(text)
		}
	}
}

var renewLink = regexp.MustCompile(`http\S+/r/\S+`)

// The whole way of a reminder: planned, sent, opened, tapped, renewed; and nothing
// of it twice.
func TestAReminderIsSentOpenedAndRenewedWith(t *testing.T) {
	const now = "2026-11-23T09:00:00+07:00"
	p := newPost(t)
	server := serve(t, "--demo", "--db", p.db, "--now", now)
	simpanbudi(t, server.Dir, "settings", "set", "schedule_deliver", "off", "--db", p.db) // this test delivers
	planned := p.run("reminders", now)
	sent := p.run("deliver", now)
	mails := p.mails.Mails()
	if len(mails) < 5 || sent["sent"] != int64(len(mails)) || planned["notices"] == 0 {
		t.Fatalf("%d mails, planned %v, sent %v", len(mails), planned, sent)
	}
	to := map[string]bool{}
	offered := ""
	who := browser(t)
	for _, m := range mails {
		if to[m.To] {
			t.Errorf("two mails to one address")
		}
		to[m.To] = true
		link := renewLink.FindString(plain(t, m))
		if !strings.HasPrefix(link, server.URL) {
			t.Fatalf("a mail without a link that leads here: %s", plain(t, m))
		}
		if values := loansOn(page(t, who, link)); offered == "" && len(values) > 0 {
			offered = link
		}
	}
	before := p.number(`select count(*) from renewals`)
	values := loansOn(page(t, who, offered))
	if p.number(`select count(*) from renewals`) != before {
		t.Fatal("looking renews")
	}
	for range 2 { // a finger that trembles
		if a := submit(t, who, offered, url.Values{"loan": values[:1]}); a.StatusCode != http.StatusSeeOther {
			t.Fatalf("%s %s", a.Status, a.body)
		}
	}
	if n := p.number(`select count(*) from renewals`); n != before+1 {
		t.Errorf("%d renewals more", n-before)
	}
	if shown := page(t, who, offered); !strings.Contains(shown, "Diperpanjang") && !strings.Contains(shown, "diperpanjang") {
		t.Error("the page does not say that it was renewed")
	}

	for range 2 {
		if again := p.run("reminders", now); again["notices"] != 0 || again["messages"] != 0 {
			t.Errorf("planned again: %v", again)
		}
		if again := p.run("deliver", now); again["sent"] != 0 || len(p.mails.Mails()) != len(mails) {
			t.Errorf("sent again: %v", again)
		}
	}
}

// The machine is off for three days: when it is on again each person gets one
// message, and nobody is told that something will be due which is late.
func TestAfterThreeDaysOffEachPersonGetsOneSensibleMail(t *testing.T) {
	p := newPost(t)
	const day1, day4 = "2026-11-23T09:00:00+07:00", "2026-11-26T10:00:00+07:00"
	p.off(serve(t, "--demo", "--db", p.db, "--now", day1))
	p.run("reminders", day1) // and the power goes before any of it is sent
	p.off(serve(t, append(p.flags(), "--db", p.db, "--now", "2026-11-23T20:00:00+07:00")...))
	if n := len(p.mails.Mails()); n != 0 {
		t.Fatalf("%d mails at night", n)
	}

	serve(t, append(p.flags(), "--db", p.db, "--now", day4)...)
	caughtUp := func() bool {
		return p.number(`select count(*) from job_runs where job = 'reminders' and slot = '2026-11-26' and state = 'done'`) == 1 &&
			p.number(`select count(*) from messages where channel = 'email' and state in ('waiting', 'sending')`) == 0
	}
	for wait := time.Now().Add(3 * time.Minute); !caughtUp(); time.Sleep(100 * time.Millisecond) {
		if time.Now().After(wait) {
			t.Fatal("the server does not catch up")
		}
	}
	// The jobs came one after the other.
	if n := p.number(`select count(*) from job_runs a join job_runs b where a.slot = '2026-11-26' and b.slot = '2026-11-26' and b.id < a.id
  and (a.job, b.job) in (values ('overdue', 'holds'), ('holds', 'auto-renew'), ('auto-renew', 'reminders'))`); n != 0 {
		t.Errorf("%d jobs before the one they wait for", n)
	}
	if p.number(`select count(*) from messages where kind = 'reminder' and state = 'sent'`) < 5 {
		t.Error("hardly anybody was told")
	}
	if n := p.number(`select count(*) from (select address from messages where kind = 'reminder' and state = 'sent' group by address having count(*) > 1)`); n != 0 {
		t.Errorf("%d people got two reminders", n)
	}
	if n := p.number(`select count(*) from loan_notices where state = 'sent' and due_at < settled_at and step not like 'after-%'`); n != 0 {
		t.Errorf("%d times what is late is told to be coming due", n)
	}
	if n, told := len(p.mails.Mails()), p.number(`select count(*) from messages where channel = 'email' and state = 'sent'`); int64(n) != told {
		t.Errorf("%d mails, %d messages sent", n, told)
	}
}

// off stops a server as a machine without power does. What ran then is found dead, as
// it has not been heard of for the days that follow.
func (p *post) off(server *process) {
	p.t.Helper()
	_ = server.Process.Kill()
	_ = server.Wait() // killed, which Wait calls an error
	<-server.done
	db, err := store.Open(p.t.Context(), p.db, store.Options{})
	if err != nil {
		p.t.Fatal(err)
	}
	bury(p.t, db)
	if err := db.Close(); err != nil {
		p.t.Fatal(err)
	}
}
