package counter_test

import (
	"net/url"
	"strings"
	"testing"

	"simpanbudi/internal/librarytest"
	"simpanbudi/internal/web/desk/desktest"
)

func about(l *librarytest.Loan, more ...string) url.Values {
	v := url.Values{"loan": {l.Ref().String()}}
	for i := 0; i < len(more); i += 2 {
		v.Set(more[i], more[i+1])
	}
	return v
}

func shownDue(l *librarytest.Loan) string { return id(l.DueAt().Unix()) }

func TestADueDateIsChanged(t *testing.T) {
	d := desk(t, "librarian")
	loan := d.Member("umum").Loan(librarytest.Due("2026-11-30"))
	path := loanPath(loan)
	shown := shownDue(loan)
	d.Get(path).Wants(200, "Ubah jatuh tempo", `value="2026-11-30"`, "Catat sebagai hilang", `name="shown_due" value="`+shown+`"`)
	d.Post(path+"/due-date", about(loan, "due", "kapan-kapan", "reason", "sakit", "shown_due", shown)).Wants(422, "Pilihlah tanggal", `value="kapan-kapan"`, "sakit")
	d.Post(path+"/due-date", about(loan, "due", "2026-12-04", "reason", "x", "shown_due", shown)).Wants(422, "Tulislah alasannya", `value="2026-12-04"`)
	d.Post(path+"/due-date", about(loan, "due", "2026-11-01", "reason", "salah ketik tanggal", "shown_due", shown)).Wants(422, "Pilihlah tanggal")
	d.Post(path+"/due-date", about(loan, "due", "2026-12-04", "reason", "rumahnya kebanjiran", "shown_due", shown)).Goes(memberPath(loan.Member) + "?told=due")
	d.Get(memberPath(loan.Member)+"?told=due").Wants(200, "Jatuh tempo diubah", "Jumat, 4 Desember 2026", "0 dari 2 perpanjangan")
	d.Post(path+"/due-date", about(loan, "due", "2026-12-08", "reason", "dari halaman lama", "shown_due", shown)).
		Wants(409, `data-tone="stop"`, "sudah berubah sejak halaman dibuka", "Jumat, 4 Desember 2026", "dari halaman lama")
}

func TestAClosedDayAsksOnceMore(t *testing.T) {
	d := desk(t, "librarian")
	d.Exec(`insert into closures (date, name) values ('2026-12-04', 'Rapat')`)
	loan := d.Member("umum").Loan(librarytest.Due("2026-11-30"))
	form := about(loan, "due", "2026-12-04", "reason", "dijemput hari itu", "shown_due", shownDue(loan))
	d.Post(loanPath(loan)+"/due-date", form).Wants(422, `data-tone="warn"`, "perpustakaan tutup", "Sabtu, 5 Desember 2026", `name="confirmed"`, "dijemput hari itu")
	form.Set("confirmed", "on")
	d.Post(loanPath(loan)+"/due-date", form).Goes(memberPath(loan.Member) + "?told=due")
}

func TestABookIsLostAndFound(t *testing.T) {
	d := desk(t, "librarian")
	loan := d.Member("umum").Loan(librarytest.Due("2026-11-30"))
	path := loanPath(loan)
	key := field(t, d.Get(path).Wants(200), "request_key")
	d.Post(path+"/lost", about(loan, "charge", "lima", "request_key", key)).Wants(422, "Tulislah rupiah dalam angka", `value="lima"`)
	d.Post(path+"/lost", about(loan, "charge", "50.000", "request_key", key)).Wants(422, "Sebutkan dasar hukum", key)
	d.Post(path+"/lost", about(loan, "charge", "50.000", "legal_basis", "Perda 3/2019", "reason", "hilang di bus", "request_key", key)).
		Goes(memberPath(loan.Member) + "?told=lost")
	d.Get(path).Wants(200, "Tercatat hilang", "Buku ditemukan pada anggota").Lacks("Ubah jatuh tempo")
	d.Post(path+"/found", about(loan)).Goes(memberPath(loan.Member) + "?told=found")
	d.Post(path+"/found", about(loan)).Wants(409, `data-tone="stop"`)
}

func TestABookComesBackDamaged(t *testing.T) {
	d := desk(t, "librarian")
	loan := d.Member("umum").Loan(librarytest.Due("2026-11-30"))
	path := loanPath(loan)
	key := field(t, d.Get(path).Wants(200, "Kembali dalam keadaan rusak", "Apa yang rusak"), "request_key")
	d.Post(path+"/damaged", about(loan, "charge", "25.000", "reason", "sampul sobek", "request_key", key)).
		Wants(422, "Sebutkan dasar hukum", `value="sampul sobek"`, `value="25.000"`)
	d.Post(path+"/damaged", about(loan, "charge", "25.000", "legal_basis", "Perda 3/2019", "reason", "sampul sobek", "request_key", key)).
		Goes(memberPath(loan.Member) + "?told=damaged")
	d.Get(memberPath(loan.Member)+"?told=damaged").Wants(200, "Kembali, dicatat rusak", "Belum lunas Rp25.000")
	d.Get("/desk/returns").Wants(200, "Sisihkan, jangan ke rak: Rusak")
	d.Post("/desk/returns/"+id(d.Int(`select id from returns`))+"/undo", nil)
	d.Get("/desk/items/"+id(loan.Item.ID)).Wants(200, "Tandai rusak").Lacks("Layankan lagi")
}

func TestAClaimIsSettled(t *testing.T) {
	d := desk(t, "librarian")
	for _, c := range []struct{ found, says string }{{"yes", "Kembali: "}, {"no", "Pinjaman terbuka lagi"}} {
		loan := d.Member("umum").Loan(librarytest.Due("2026-11-30"))
		path := loanPath(loan)
		d.Post(path+"/claim", about(loan)).Goes(memberPath(loan.Member) + "?told=claimed")
		d.Get(path).Wants(200, "Hasil pencarian di rak", "Katanya sudah dikembalikan")
		answer := d.Post(path+"/settle", about(loan, "found", c.found, "reason", "rak sudah diperiksa"))
		if answer.Location != "" {
			answer = d.Get(answer.Location)
		}
		answer.Wants(200, c.says)
	}
}

func TestABookIsSeen(t *testing.T) {
	d := desk(t, "librarian")
	loan := d.Member("umum").Loan(librarytest.Due("2026-11-30"), librarytest.Unseen(2))
	d.Get(loanPath(loan)).Wants(200, "Buku terlihat di meja")
	d.Post(loanPath(loan)+"/seen", about(loan)).Goes(memberPath(loan.Member) + "?told=seen")
	if n := d.Int(`select unseen_renewals from loans where id = ?`, loan.ID); n != 0 {
		t.Errorf("unseen %d times", n)
	}
	d.Get(loanPath(loan)).Wants(200).Lacks("Buku terlihat di meja")
}

func TestALoanThatHasEndedOrIsAnothersIsNotShown(t *testing.T) {
	d := desk(t, "librarian")
	loan, other := d.Member("umum").Loan(), d.Member("umum")
	d.Get("/desk/members/"+id(other.ID)+"/loans/"+id(loan.ID)).Wants(404, "Pinjaman ini sudah selesai", other.Name)
	d.Get("/desk/members/999999/loans/1").Wants(404)
	d.Get(memberPath(other) + "/loans/abc").Wants(404)
	loan.Close()
	d.Get(loanPath(loan)).Wants(404, "Pinjaman ini sudah selesai")
	d.Post(loanPath(loan)+"/due-date", about(loan, "due", "2026-12-04", "reason", "sudah kembali rupanya", "shown_due", "1")).Wants(409)
	d.Post(loanPath(loan)+"/seen", url.Values{"loan": {"999.0"}}).Wants(400)
}

// field is the value of a hidden field of a page.
func field(t *testing.T, a *desktest.Answer, name string) string {
	t.Helper()
	_, after, ok := strings.Cut(a.Body, `name="`+name+`" value="`)
	value, _, end := strings.Cut(after, `"`)
	if !ok || !end {
		t.Fatalf("there is no %s", name)
	}
	return value
}
