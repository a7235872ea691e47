package messages_test

import (
	"fmt"
	"net/url"
	"strconv"
	"testing"
	"time"

	"simpanbudi/internal/librarytest"
	"simpanbudi/internal/reminder/channel"
	"simpanbudi/internal/web/desk/desktest"
)

func deliver(t *testing.T, d *desktest.Desk) {
	t.Helper()
	if _, err := d.Messages.Deliver(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// reached is a member with an e-mail address, and the path of their messages.
func reached(d *desktest.Desk, address string) (m *librarytest.Member, path string) {
	m = d.Member("umum")
	d.Exec(`update members set email = ?, language = 'id' where id = ?`, address, m.ID)
	return m, "/desk/members/" + strconv.FormatInt(m.ID, 10) + "/messages"
}

func TestAMembersMessagesTellWhatBecameOfThem(t *testing.T) {
	d, mail := sending(t)
	d.As("librarian")
	m, path := reached(d, "a@example.org")
	d.Get(path).Wants(200, "Belum ada pesan untuk anggota ini", `aria-current="page">Pesan`)
	loan := m.Loan(librarytest.Due("2026-11-20"))
	plan(t, d)
	d.Get(path).Wants(200, "menunggu", "paling cepat Senin, 23 November 2026, pukul 09.00", "Surel: a@example.org", loan.Item.Title.Name,
		"jatuh tempo Jumat, 20 November 2026: 3 hari setelah jatuh tempo, menunggu", "Batalkan pengiriman").Lacks("Kirim lagi")
	mail.answer = channel.Result{Outcome: channel.Later, Words: "451 <greylisted>"}
	deliver(t, d)
	mail.answer = channel.Result{Outcome: channel.Sent, Words: "250 ok"}
	d.Advance(time.Hour)
	deliver(t, d)
	d.Get(path).Wants(200, "terkirim", "dicoba lagi nanti 451 &lt;greylisted&gt;", "diterima penyedia 250 ok", "Kirim lagi").Lacks("Batalkan pengiriman", "<greylisted>")
	if d.Get("/desk/members/99999/messages").Code != 404 {
		t.Error("nobody has messages")
	}
	d.Get(path + "?before=x").Wants(400)
	d.Get(path+"?before=1").Wants(200, "Belum ada pesan")
}

func TestAMessageIsSentOnceMoreToTheAddressOnFileNow(t *testing.T) {
	d, mail := sending(t)
	d.As("librarian")
	m, path := reached(d, "old@example.org")
	loan := m.Loan(librarytest.Due("2026-11-20"))
	plan(t, d)
	deliver(t, d)
	d.Exec(`update members set email = 'new@example.org' where id = ?`, m.ID)
	for range 2 {
		d.Post(path+"/1/resend", url.Values{}).Goes(path)
	}
	deliver(t, d)
	if len(mail.got) != 2 || mail.got[1].To != "new@example.org" {
		t.Fatalf("%+v", mail.got)
	}
	if got := d.Text(`select group_concat(state) from loan_notices`); got != "sent" {
		t.Errorf("%s", got)
	}
	if n := d.Int(`select count(*) from audit where action = 'message.resent'`); n != 1 {
		t.Errorf("%d audit rows", n)
	}
	// At night it waits for the morning.
	d.SetNow(librarytest.At("2026-11-23T21:00"))
	d.Post(path+"/2/resend", url.Values{}).Goes(path)
	deliver(t, d)
	if len(mail.got) != 2 {
		t.Error("sent at night")
	}
	d.Get(path).Wants(200, "paling cepat Selasa, 24 November 2026, pukul 08.00", "Pesan itu akan dikirim lagi")
	for range 2 {
		d.Post(path+"/3/withdraw", url.Values{}).Goes(path)
	}
	d.Get(path).Wants(200, "dibatalkan")
	d.SetNow(librarytest.At("2026-11-24T09:00"))
	deliver(t, d)
	if len(mail.got) != 2 {
		t.Error("sent though taken back")
	}
	d.Post(path+"/1/withdraw", url.Values{}).Wants(409, "sudah keluar")
	d.Post(path+"/99/resend", url.Values{}).Wants(404)
	loan.Close()
	d.Post(path+"/2/resend", url.Values{}).Wants(409, "Tidak ada lagi yang perlu disampaikan")
}

func TestWhatIsDeclinedOrOverIsNotSentOnceMore(t *testing.T) {
	d, _ := sending(t)
	d.As("librarian")
	m, path := reached(d, "a@example.org")
	loan := m.Loan(librarytest.Due("2026-11-20"))
	plan(t, d)
	deliver(t, d)
	for _, c := range []string{"email", "phone"} {
		d.Exec(`insert into consents (member_id, channel, given, wording, at, door) values (?, ?, 0, 'no', 0, 'web')`, m.ID, c)
	}
	d.Post(path+"/1/resend", url.Values{}).Wants(409, "tidak ingin dihubungi")
	d.Exec(`delete from consents where channel = 'phone'`)
	d.Post(path+"/1/resend", url.Values{}).Goes(path)
	d.Get(path).Wants(200, "Lewat petugas")
	loan.Close()
	if n := d.Int(`select count(*) from messages`); n != 2 {
		t.Errorf("%d messages", n)
	}
}

func TestAGuardiansMessageStandsAtBoth(t *testing.T) {
	d, _ := sending(t)
	d.As("librarian")
	guardian, hers := reached(d, "ibu@example.org")
	child := d.Member("umum")
	d.Exec(`update members set guardian_id = ? where id = ?`, guardian.ID, child.ID)
	d.Exec(`update members set name = 'Ibu Wati' where id = ?`, guardian.ID)
	d.Exec(`update members set name = 'Dik Bayu' where id = ?`, child.ID)
	child.Loan(librarytest.Due("2026-11-20"))
	plan(t, d)
	d.Get(hers).Wants(200, "Surel: ibu@example.org", "Dik Bayu: “")
	d.Get(fmt.Sprintf("/desk/members/%d/messages", child.ID)).Wants(200, "Surel: ibu@example.org, kepada Ibu Wati", "3 hari setelah jatuh tempo").Lacks("Dik Bayu: ")
}

func TestAFailedMessageIsSeenTo(t *testing.T) {
	d, mail := sending(t)
	d.As("librarian")
	m, path := reached(d, "a@example.org")
	m.Loan(librarytest.Due("2026-11-20"))
	d.Exec(`insert into consents (member_id, channel, given, wording, at, door) values (?, 'phone', 0, 'no', 0, 'web')`, m.ID)
	plan(t, d)
	mail.answer = channel.Result{Outcome: channel.Never, Words: "550 no such user"}
	deliver(t, d)
	d.Get("/desk/messages").Wants(200, "550 no such user", `href="`+path+`"`, "/desk/messages/failed/1/seen-to")
	for range 2 {
		d.Post("/desk/messages/failed/1/seen-to", url.Values{}).Goes("/desk/messages")
	}
	d.Get("/desk/messages").Wants(200, "Tidak ada pesan yang gagal")
	if n := d.Int(`select count(*) from audit where action = 'message.seen_to'`); n != 1 {
		t.Errorf("%d audit rows", n)
	}
}
