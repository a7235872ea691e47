package messages_test

import (
	"context"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"simpanbudi/internal/librarytest"
	"simpanbudi/internal/reminder"
	"simpanbudi/internal/reminder/channel"
	"simpanbudi/internal/web/desk/desktest"
)

// provider takes messages and answers what it is told to.
type provider struct {
	name   string
	mu     sync.Mutex
	got    []channel.Message
	answer channel.Result
}

func (p *provider) Name() string { return p.name }

func (p *provider) Send(_ context.Context, m *channel.Message) channel.Result {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.got = append(p.got, *m)
	return p.answer
}

// sending is a desk with a mail provider that takes everything.
func sending(t *testing.T) (*desktest.Desk, *provider) {
	t.Helper()
	d := desktest.New(t)
	mail := &provider{name: "email", answer: channel.Result{Outcome: channel.Sent, ID: "m1", Words: "250 queued"}}
	d.Channels = []channel.Channel{mail}
	d.Serve()
	return d, mail
}

const mailText = "/desk/messages/texts/reminder/email/id"

func TestATextIsChangedUsedAndGoneBackOn(t *testing.T) {
	d, mail := sending(t)
	d.As("supervisor")
	m := d.Member("umum")
	d.Exec(`update members set email = 'a@example.org', language = 'id' where id = ?`, m.ID)
	loan := m.Loan(librarytest.Due("2026-11-24"))
	d.Get("/desk/messages/texts").Wants(200, `href="`+mailText+`"`, "Surat pengingat").Lacks("diubah</span>")
	page := d.Get(mailText).Wants(200, "teks bawaan", "{{.loans}}", "setiap buku dengan jatuh temponya", loan.Item.Title.Name, "Dengan pinjaman yang ada sekarang")
	page.Lacks("Kembali ke teks bawaan", "/r/")
	text := url.Values{"subject": {"Dari {{.library}}"}, "body": {"{{.greeting}}\r\nIni bukunya:\r\n{{.loans}}\r\n{{.stop}}"}, "version": {field(page.Body, "version")}}
	for range 2 { // a button pressed twice
		d.Post(mailText, text).Goes(mailText)
	}
	d.Get(mailText).Wants(200, "diubah", "oleh supervisor", "Ini bukunya:", "Kembali ke teks bawaan", "Teks disimpan")
	d.Get("/desk/messages/texts").Wants(200, "diubah</span>")
	if n := d.Int(`select count(*) from audit where action = 'message.text_changed' and actor_id = ?`, d.Staff("supervisor")); n != 1 {
		t.Errorf("%d audit rows", n)
	}
	plan(t, d)
	if _, err := d.Messages.Deliver(t.Context()); err != nil {
		t.Fatal(err)
	}
	if len(mail.got) != 1 || !strings.Contains(mail.got[0].Body, "\nIni bukunya:\n") || mail.got[0].Subject != "Dari Perpustakaan" {
		t.Errorf("%+v", mail.got)
	}
	d.Get("/desk/audit").Wants(200, "Teks pesan diubah", "Pengingat", "Surel", "Indonesia")
	version := field(d.Get(mailText).Body, "version")
	for range 2 {
		d.Post(mailText+"/reset", url.Values{"version": {version}}).Goes(mailText)
	}
	d.Get(mailText).Wants(200, "Teks bawaan dipakai lagi").Lacks("Ini bukunya")
	if n := d.Int(`select count(*) from audit where action = 'message.text_reset'`); n != 1 {
		t.Errorf("%d audit rows", n)
	}
}

// field is the value of a hidden field.
func field(page, name string) string {
	_, after, _ := strings.Cut(page, `name="`+name+`" value="`)
	value, _, _ := strings.Cut(after, `"`)
	return value
}

func TestWhatIsWrongWithATextStandsBesideIt(t *testing.T) {
	d, _ := sending(t)
	d.As("supervisor")
	for _, c := range []struct{ subject, body, says string }{
		{"Halo", "{{.greeting}} {{.loan}} {{.loans}} {{.stop}}", "{{.loan}} tidak dikenal"},
		{"{{.code}}", "{{.loans}} {{.stop}}", "{{.code}} tidak dikenal"},
		{"Halo", "{{.loans {{.stop}}", "belum lengkap"},
		{"Halo", "{{loans}} {{.stop}}", "belum lengkap"},
		{"Halo", "{{.loans}}", "{{.stop}} harus ada"},
		{"Halo", "{{.stop}}", "{{.loans}} harus ada"},
		{"Halo", " \r\n ", "Tulis teksnya dulu"},
		{"", "{{.loans}} {{.stop}}", "Tulis teksnya dulu"},
		{"Halo", "{{.loans}} {{.stop}}" + strings.Repeat("a", 3000), "Terlalu panjang"},
	} {
		form := url.Values{"subject": {c.subject}, "body": {c.body}}
		a := d.Post(mailText, form).Wants(422, c.says, "setelah teksnya dibetulkan")
		if typed := strings.TrimSpace(c.body); typed != "" && !strings.Contains(a.Body, strings.ReplaceAll(typed, "'", "&#39;")) {
			t.Errorf("%q is lost", typed)
		}
		d.Post(mailText+"/preview", form).Wants(200, c.says)
		d.Post(mailText+"/test", form).Wants(422, c.says)
	}
	if n := d.Int(`select (select count(*) from message_texts) + (select count(*) from messages)`); n != 0 {
		t.Errorf("%d rows", n)
	}
	for _, path := range []string{"reminder/whatsapp/id", "reminder/email/xx", "pigeon/email/id", "letter/email/id", "reminder/email/id?step=letter-21", "reminder/email/id?step=x"} {
		d.Get("/desk/messages/texts/" + path).Wants(404)
	}
}

func TestAPreviewIsMadeAsOneTypesOfARealLoanOrAnExample(t *testing.T) {
	d, _ := sending(t)
	d.As("supervisor")
	form := url.Values{"subject": {"S"}, "body": {"<b>Halo</b> {{.loans}} {{.stop}}"}}
	d.Get(mailText).Wants(200, "Dengan contoh", "Laskar Pelangi")
	loan := d.Member("umum").Loan(librarytest.Due("2026-11-25"))
	d.Post(mailText+"/preview", form).Wants(200, "&lt;b&gt;Halo&lt;/b&gt;", loan.Item.Title.Name, "<h1>").Lacks("<b>Halo</b> ")
	d.Header["HX-Request"] = "true"
	d.Post(mailText+"/preview", form).Wants(200, `id="text-preview"`, loan.Item.Title.Name).Lacks("<h1>", "<form")
	d.Post(mailText+"/preview", url.Values{"subject": {"S"}, "body": {"{{.lo"}}).Wants(200, `id="text-preview"`, "dibetulkan")
	d.Header = map[string]string{}
	for _, path := range []string{"letter/hand/id", "hold_ready/gateway/en", "auto_renewed/email/jv", "code/email/id", "test/gateway/id", "reminder/hand/jv?step=after-7"} {
		d.Get("/desk/messages/texts/"+path).Wants(200, `id="text-preview"`).Lacks("told-warn")
	}
	if n := d.Int(`select (select count(*) from messages) + (select count(*) from links)`); n != 0 {
		t.Errorf("looking made %d rows", n)
	}
}

func TestTwoDesksAtOneTextDoNotOverwriteEachOther(t *testing.T) {
	d, _ := sending(t)
	d.As("supervisor")
	form := func(body string) url.Values {
		return url.Values{"subject": {"S"}, "body": {body + " {{.loans}} {{.stop}}"}, "version": {""}}
	}
	d.Post(mailText, form("Satu")).Goes(mailText)
	a := d.Post(mailText, form("Dua")).Wants(409, "Petugas lain baru saja mengubah", "Satu {{.loans}}", "Dua {{.loans}}")
	again := form("Dua")
	again.Set("version", field(a.Body, "version"))
	d.Post(mailText, again).Goes(mailText)
	d.Post(mailText+"/reset", url.Values{"version": {""}}).Wants(409)
	if got := d.Text(`select body from message_texts`); !strings.HasPrefix(got, "Dua") {
		t.Errorf("%q", got)
	}
}

func TestAStepMayHaveATextOfItsOwn(t *testing.T) {
	d, mail := sending(t)
	d.As("supervisor")
	path := mailText + "?step=after-7"
	d.Get(path).Wants(200, "7 hari setelah jatuh tempo", `name="step" value="after-7"`)
	d.Post(mailText, url.Values{"step": {"after-7"}, "subject": {"S"}, "body": {"Sudah seminggu. {{.loans}} {{.stop}}"}}).Goes(path)
	d.Get("/desk/messages/texts").Wants(200, "Pengingat: 7 hari setelah jatuh tempo")
	for i, due := range []string{"2026-11-16", "2026-11-22"} {
		m := d.Member("umum")
		d.Exec(`update members set email = ? || '@example.org', language = 'id' where id = ?`, i, m.ID)
		m.Loan(librarytest.Due(due))
	}
	plan(t, d)
	if _, err := d.Messages.Deliver(t.Context()); err != nil {
		t.Fatal(err)
	}
	if len(mail.got) != 2 || !strings.HasPrefix(mail.got[0].Body, "Sudah seminggu.") || strings.Contains(mail.got[1].Body, "seminggu") {
		t.Errorf("%+v", mail.got)
	}
}

func TestATestMessageGoesToACollagueAtOnce(t *testing.T) {
	d, mail := sending(t)
	d.As("supervisor")
	d.Set("sending", "held").Set("base_url", "https://pinjaman.example.go.id")
	secret := d.Member("umum").Loan(librarytest.Due("2026-11-24"))
	form := url.Values{"subject": {"S"}, "body": {"Coba {{.loans}} {{.stop}}"}, "address": {"petugas@example.org"}}
	d.Post(mailText+"/test", form).Wants(200, "Terkirim ke petugas@example.org", "250 queued", "Coba {{.loans}}")
	if len(mail.got) != 1 || !strings.Contains(mail.got[0].Body, "Laskar Pelangi") || strings.Contains(mail.got[0].Body, secret.Item.Title.Name) || mail.got[0].Stop != "" {
		t.Fatalf("%+v", mail.got)
	}
	d.Post("/desk/messages/texts/test", url.Values{"channel": {"email"}, "address": {"petugas@example.org"}}).Wants(200, "Terkirim ke")
	if !strings.Contains(mail.got[1].Body, "Pesan uji dari") {
		t.Errorf("%+v", mail.got[1])
	}
	for _, c := range []struct {
		outcome channel.Outcome
		says    string
	}{{channel.Later, "tidak dicoba lagi"}, {channel.Never, "menolak"}, {channel.Unknown, "Tidak ada jawaban"}} {
		mail.answer = channel.Result{Outcome: c.outcome, Words: "451 <later>"}
		d.Post("/desk/messages/texts/test", url.Values{"channel": {"email"}, "address": {"petugas@example.org"}}).Wants(200, c.says, "451 &lt;later&gt;")
	}
	if _, err := d.Messages.Deliver(t.Context()); err != nil || len(mail.got) != 5 {
		t.Errorf("%d messages, %v", len(mail.got), err)
	}
	for _, address := range []string{"", "petugas", "0812-3456-7890"} {
		d.Post(mailText+"/test", url.Values{"subject": {"S"}, "body": {"{{.loans}} {{.stop}}"}, "address": {address}}).Wants(422, "alamat surel, atau nomor")
	}
	d.Post("/desk/messages/texts/test", url.Values{"channel": {"hand"}, "address": {"petugas@example.org"}}).Wants(404)
	for range 5 {
		d.Post("/desk/messages/texts/test", url.Values{"channel": {"email"}, "address": {"petugas@example.org"}}).Wants(200)
	}
	d.Post("/desk/messages/texts/test", url.Values{"channel": {"email"}, "address": {"petugas@example.org"}}).Wants(429, "sepuluh pesan uji")
	d.Advance(time.Hour + time.Second)
	d.Post("/desk/messages/texts/test", url.Values{"channel": {"email"}, "address": {"petugas@example.org"}}).Wants(200)
	if n := d.Int(`select count(*) from audit where action = 'message.tested'`); n != 11 {
		t.Errorf("%d audit rows", n)
	}
	if strings.Contains(d.Log.String(), "petugas@") {
		t.Error("the address is in the log")
	}
}

func TestWithoutAChannelNoTestIsOffered(t *testing.T) {
	d := desktest.New(t).As("supervisor")
	d.Get("/desk/messages/texts").Wants(200, "Belum ada saluran")
	d.Get(mailText).Wants(200, "Belum ada saluran")
	if reminder.TextChannels("letter")[0] != "hand" {
		t.Error("letters are told by hand")
	}
}
