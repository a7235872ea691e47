package work_test

import (
	"net/url"
	"regexp"
	"strconv"
	"testing"

	"simpanbudi/internal/librarytest"
	"simpanbudi/internal/web/desk/desktest"
)

var keyField = regexp.MustCompile(`name="key" value="([^"]+)"`)

func accountPath(m *librarytest.Member) string {
	return "/desk/members/" + strconv.FormatInt(m.ID, 10) + "/account"
}

// owing is a desk with a member who has been late and owes 1500.
func owing(t *testing.T) (*desktest.Desk, *librarytest.Member) {
	d := desktest.New(t)
	d.Rules(`[{"branch":"*","category":"*","item_type":"*","fine":{"per_day":500,"legal_basis":"Perda 1/2020"},"suspension":{"days_per_late_day":1}}]`)
	m := d.Member("umum")
	m.Renew(m.Loan(librarytest.Due("2026-11-20")))
	return d, m
}

func form(d *desktest.Desk, m *librarytest.Member, owed string, more ...string) url.Values {
	f := url.Values{"owed": {owed}, "key": {keyField.FindStringSubmatch(d.Get(accountPath(m)).Body)[1]}}
	for i := 0; i+1 < len(more); i += 2 {
		f.Set(more[i], more[i+1])
	}
	return f
}

func TestTakingAPayment(t *testing.T) {
	d, m := owing(t)
	d.As("librarian").Get(accountPath(m)).Wants(200, "Belum lunas Rp1.500.", "Perda 1/2020", "3 hari sejak Jumat, 20 November 2026", "Ditangguhkan sampai",
		`value="1.500"`, "Penyelia dapat membebaskan").Lacks(`action="` + accountPath(m) + `/waive"`)

	pay := form(d, m, "1500", "pay_amount", "Rp 1.000")
	answer := d.Post(accountPath(m)+"/pay", pay)
	again := d.Post(accountPath(m)+"/pay", pay)
	if answer.Code != 303 || again.Location != answer.Location {
		t.Fatalf("%d to %s, again to %s", answer.Code, answer.Location, again.Location)
	}
	d.Get(answer.Location).Wants(200, "Pembayaran", "Rp1.000", m.Name, "Sisa setelahnya Rp500").Lacks("paper-58")
	d.Get(answer.Location+"?paper=58").Wants(200, "paper-58")
	d.Get(accountPath(m)).Wants(200, "Belum lunas Rp500.", "Rp1.000")
	d.Get("/desk/payments/00000000").Wants(404)
	if n := d.Int(`select count(*) from account_lines`); n != 1 {
		t.Errorf("%d lines", n)
	}
}

func TestAnAmountThatIsWrongIsToldBesideItsField(t *testing.T) {
	d, m := owing(t)
	d.As("librarian")
	for typed, said := range map[string]string{"1.501": "lebih besar", "0": "lebih dari nol", "lima ribu": "rupiah penuh", "": "rupiah penuh", `"><script>`: "rupiah penuh"} {
		d.Post(accountPath(m)+"/pay", form(d, m, "1500", "pay_amount", typed)).Wants(422, said, `id="pay_amount-wrong"`).Lacks(`"><script>`)
	}
	d.Post(accountPath(m)+"/pay", form(d, m, "x", "pay_amount", "500")).Wants(400)
	d.Post(accountPath(m)+"/pay", form(d, m, "9000", "pay_amount", "777")).Wants(409, "baru saja berubah", `value="777"`, "Belum lunas Rp1.500.")
	d.Get("/desk/members/99/account").Wants(404)
	d.Get("/desk/members/x/account").Wants(404)
}

func TestWaivingIsASupervisorsAndHasAReason(t *testing.T) {
	d, m := owing(t)
	d.As("librarian").Post(accountPath(m)+"/waive", form(d, m, "1500", "waive_amount", "500", "waive_reason", "banjir di desa")).Wants(403)
	d.As("supervisor").Post(accountPath(m)+"/waive", form(d, m, "1500", "waive_amount", "500", "waive_reason", "ya")).
		Wants(422, "beberapa kata", `id="waive_reason-wrong"`, ">ya</textarea>", "<details class=\"panel\" open>")
	answer := d.Post(accountPath(m)+"/waive", form(d, m, "1500", "waive_amount", "500", "waive_reason", "banjir di desa"))
	d.Get(answer.Location).Wants(200, "Pembebasan", "Rp500", "banjir di desa")
	d.Get(accountPath(m)).Wants(200, "Belum lunas Rp1.000.", "banjir di desa")
}

func TestAChargeNamesItsRule(t *testing.T) {
	d := desktest.New(t).As("librarian")
	m := d.Member("umum")
	d.Get(accountPath(m)).Wants(200, "tidak memungut denda").Lacks(accountPath(m) + "/pay")
	d.Post(accountPath(m)+"/charge", form(d, m, "0", "charge_amount", "85.000")).Wants(422, "dasar aturannya", `value="85.000"`)
	answer := d.Post(accountPath(m)+"/charge", form(d, m, "0", "charge_amount", "85.000", "charge_basis", "Perda 1/2020 pasal 9", "charge_reason", "pengganti buku"))
	d.Get(answer.Location).Wants(200, "Tagihan", "Rp85.000", "Perda 1/2020 pasal 9", "pengganti buku")
	d.Get(accountPath(m)).Wants(200, "Belum lunas Rp85.000.")
}

func TestWhereAnotherSystemKeepsTheRecordNoMoneyIsTaken(t *testing.T) {
	d, m := owing(t)
	d.As("librarian")
	pay := form(d, m, "1500", "pay_amount", "500")
	d.Set("record", "mirror")
	d.Get(accountPath(m)).Wants(200, "sistem perpustakaan yang lain", "Belum lunas").Lacks("<button class=\"main\">Bukukan")
	d.Post(accountPath(m)+"/pay", pay).Wants(403)
}

func TestAPaymentOfTodayIsReversed(t *testing.T) {
	d, m := owing(t)
	paid := d.As("librarian").Post(accountPath(m)+"/pay", form(d, m, "1500", "pay_amount", "1.000")).Location
	d.Get(accountPath(m)).Wants(200, `href="`+paid+`#reverse"`)
	d.Get(paid).Wants(200, "Batalkan pembayaran ini", "Pembayarannya tetap terlihat")
	d.Post(paid+"/reverse", url.Values{"reverse_reason": {"oh"}}).Wants(422, "beberapa kata", `id="reverse_reason-wrong"`, `value="oh"`, " open>")
	reason := url.Values{"reverse_reason": {`salah anggota "><script>`}}
	answer := d.Post(paid+"/reverse", reason)
	d.Get(answer.Location).Wants(200, "Pembatalan pembayaran", "Rp1.000", "salah anggota", "Membatalkan", `href="`+paid+`"`, "Sisa setelahnya Rp1.500").Lacks("Batalkan pembayaran ini", `"><script>`)
	d.Get(paid).Wants(200, "Dibatalkan dengan", `href="`+answer.Location+`"`).Lacks("Batalkan pembayaran ini")
	d.Get(accountPath(m)).Wants(200, "Belum lunas Rp1.500.", "dibatalkan", "salah anggota").Lacks("#reverse")
	d.Post(paid+"/reverse", reason).Wants(409, "tidak dapat dibatalkan lagi")
	d.As("supervisor").Get("/desk/audit").Wants(200, "Pembayaran dibatalkan", "salah anggota")
	d.Get("/desk/members/"+strconv.FormatInt(m.ID, 10)+"/timeline").Wants(200, "Pembayaran dibatalkan")
	d.Get("/desk/members/"+strconv.FormatInt(m.ID, 10)+"/slip").Wants(200, "Pembayaran dibatalkan")
}
