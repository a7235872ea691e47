package messages_test

import (
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"simpanbudi/internal/librarytest"
	"simpanbudi/internal/reminder"
	"simpanbudi/internal/web/desk/desktest"
)

func plan(t *testing.T, d *desktest.Desk) {
	t.Helper()
	if _, err := d.Messages.Plan(t.Context(), reminder.PlanOptions{At: d.Now()}); err != nil {
		t.Fatal(err)
	}
}

func TestTheQueueIsToldByChannel(t *testing.T) {
	d := desktest.New(t).As("librarian")
	d.Member("umum").Loan(librarytest.Due("2026-11-20"))
	plan(t, d)
	d.Get("/desk/messages").Wants(200, `href="/desk/messages/hand"`, "Lewat petugas 1 Senin, 23 November 2026, pukul 09.00 WIB 0 0",
		"Tidak ada pesan yang gagal", "Menyusun pengingat", "Belum pernah berjalan").Lacks("Tahan semua pesan", "Jalankan sekarang")
}

func TestTheHandListIsWrittenTickedAndTakenBack(t *testing.T) {
	d := desktest.New(t).As("librarian")
	d.Set("base_url", "https://pinjaman.example.go.id").Set("library_name", "Perpustakaan Kudus")
	loan := d.Member("umum").Loan(librarytest.Due("2026-11-20"))
	d.Exec(`update members set phone = '0812-3456-7890', name = ? where id = ?`, `"><script>`, loan.Member.ID)
	odd := d.Member("umum").Loan(librarytest.Due("2026-11-20"))
	plan(t, d)
	hand := "/desk/messages/hand"
	d.Get(hand).Wants(200, loan.Item.Title.Name, "/desk/messages/hand/1/chat", "tel:&#43;6281234567890", odd.Item.Title.Name).Lacks(`"><script>`, "/r/")

	chat := d.Get(hand + "/1/chat")
	if chat.Code != 303 || !strings.HasPrefix(chat.Location, "https://wa.me/6281234567890?text=") {
		t.Fatalf("%d %s", chat.Code, chat.Location)
	}
	text, err := url.QueryUnescape(chat.Location)
	if err != nil || !strings.Contains(text, loan.Item.Title.Name) || !strings.Contains(text, "https://pinjaman.example.go.id/r/") {
		t.Errorf("%s %v", text, err)
	}
	d.Get(hand + "/2/chat").Wants(404)

	d.Post(hand+"/1/done", url.Values{"how": {"pigeon"}}).Wants(400)
	for range 2 {
		d.Post(hand+"/1/done", url.Values{"how": {"whatsapp"}}).Goes(hand)
	}
	d.Get(hand).Wants(200, "Ditandai sudah disampaikan", "lewat WhatsApp, oleh librarian").Lacks(hand + "/1/chat")
	if got := d.Text(`select state from loan_notices where loan_id = ?`, loan.ID); got != "sent" {
		t.Errorf("the notice is %s", got)
	}
	if n := d.Int(`select sent from channel_days where channel = 'hand'`); n != 1 {
		t.Errorf("%d sent", n)
	}
	if n := d.Int(`select count(*) from audit where action = 'message.told' and actor_id = ?`, d.Staff("librarian")); n != 1 {
		t.Errorf("%d audit rows", n)
	}
	d.Post(hand+"/1/undo", url.Values{}).Goes(hand)
	d.Get(hand).Wants(200, hand+"/1/chat")
	d.Post(hand+"/1/undo", url.Values{}).Wants(409, "daftar yang terbaru")
	d.Post(hand+"/99/done", url.Values{"how": {"phone"}}).Wants(404)
	d.Get(hand + "?after=x").Wants(400)
}

func TestWhatCameBackIsNotToldByHand(t *testing.T) {
	d := desktest.New(t).As("librarian")
	loan := d.Member("umum").Loan(librarytest.Due("2026-11-20"))
	plan(t, d)
	loan.Close()
	d.Get("/desk/messages/hand").Wants(200, "Tidak ada yang perlu dihubungi")
	d.Get("/desk/messages/hand/1/chat").Wants(404, "daftar yang terbaru")
	if _, err := d.Messages.Deliver(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := d.Text(`select m.state || n.state from messages m join loan_notices n on n.message_id = m.id`); got != "withdrawnwithdrawn" {
		t.Errorf("it is %s", got)
	}
	d.Post("/desk/messages/hand/1/done", url.Values{"how": {"phone"}}).Wants(409)
}

func TestTheHandListHasANextPage(t *testing.T) {
	d := desktest.New(t).As("librarian")
	for range 21 {
		d.Member("umum").Loan(librarytest.Due("2026-11-20"))
	}
	plan(t, d)
	first := d.Get("/desk/messages/hand").Wants(200, `rel="next"`)
	_, after, _ := strings.Cut(first.Body, `href="/desk/messages/hand?after=`)
	after, _, _ = strings.Cut(after, `"`)
	d.Get("/desk/messages/hand?after="+after).Wants(200, `name="after" value="`+after+`"`, "/desk/messages/hand/21/done").Lacks(`rel="next"`, "/hand/20/done")
	d.Post("/desk/messages/hand/21/done", url.Values{"how": {"phone"}, "after": {after}}).Goes("/desk/messages/hand?after=" + after)
}

func TestAFailedMessageShowsTheProvidersWordsAndIsSentAgain(t *testing.T) {
	d := desktest.New(t).As("librarian")
	loan := d.Member("umum").Loan(librarytest.Due("2026-11-20"))
	plan(t, d)
	d.Exec(`update messages set channel = 'email', address = 'a@example.org', state = 'failed', words = '550 <no such user>', settled_at = created_at`)
	d.Exec(`update loan_notices set state = 'failed'`)
	d.Get("/desk/messages").Wants(200, loan.Member.Name, "550 &lt;no such user&gt;", "/desk/messages/failed/1/resend")
	for range 2 {
		d.Post("/desk/messages/failed/1/resend", url.Values{}).Goes("/desk/messages")
	}
	d.Get("/desk/messages").Wants(200, "akan dikirim lagi", "Tidak ada pesan yang gagal")
	if got := d.Text(`select m.state || n.state from messages m join loan_notices n on n.message_id = m.id`); got != "waitingwaiting" {
		t.Errorf("it is %s", got)
	}
	if n := d.Int(`select count(*) from audit where action = 'message.resent'`); n != 1 {
		t.Errorf("%d audit rows", n)
	}
	d.Post("/desk/messages/failed/99/resend", url.Values{}).Wants(404)
}

func TestEverythingIsHeldAndLetGoByASupervisor(t *testing.T) {
	d := desktest.New(t).As("supervisor")
	d.Get("/desk/messages").Wants(200, "Tahan semua pesan").Lacks("sedang ditahan")
	for range 2 {
		d.Post("/desk/messages/sending", url.Values{"sending": {"held"}}).Goes("/desk/messages")
	}
	d.Get("/desk/messages").Wants(200, "Semua pesan sedang ditahan", "Lepaskan")
	d.As("librarian").Get("/desk/messages").Wants(200, "Semua pesan sedang ditahan").Lacks("Lepaskan")
	d.Post("/desk/messages/sending", url.Values{"sending": {"on"}}).Wants(403)
	d.As("supervisor").Post("/desk/messages/sending", url.Values{"sending": {"on"}}).Goes("/desk/messages")
	d.Get("/desk/messages").Wants(200).Lacks("sedang ditahan")
	d.Post("/desk/messages/sending", url.Values{"sending": {"perhaps"}}).Wants(400)
	if n := d.Int(`select count(*) from audit where action = 'setting.changed'`); n != 2 {
		t.Errorf("%d audit rows", n)
	}
}

func TestASupervisorRunsAJob(t *testing.T) {
	d := desktest.New(t).As("supervisor")
	d.Member("umum").Loan(librarytest.Due("2026-11-20"))
	d.Post("/desk/messages/jobs/reminders/run", url.Values{}).Goes("/desk/messages#jobs")
	d.Get("/desk/messages").Wants(200, "selesai", "oleh petugas", "pengingat 1", "pesan 1")
	if got := d.Text(`select door || ' ' || staff_id from job_runs where job = 'reminders'`); got != "desk "+strconv.FormatInt(d.Staff("supervisor"), 10) {
		t.Errorf("the ledger says %q", got)
	}
	d.Exec(`update job_runs set state = 'running', finished_at = null, alive_at = ?`, time.Now().Unix())
	d.Post("/desk/messages/jobs/reminders/run", url.Values{}).Wants(409, "sedang berjalan")
	d.Post("/desk/messages/jobs/nonsense/run", url.Values{}).Wants(404)
}
