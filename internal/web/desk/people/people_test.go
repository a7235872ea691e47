package people_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"simpanbudi/internal/librarytest"
	"simpanbudi/internal/web/desk/desktest"
)

// someone is a form for somebody new; changes are field, value, field, value.
func someone(changes ...string) url.Values {
	form := url.Values{"card": {"KUD0007"}, "name": {"Budi Santoso"}, "category": {"umum"}, "branch": {"1"}, "phone": {"0812-3456-7890"},
		"birth_date": {"2010-12-31"}, "expires_on": {"2027-11-23"}}
	for i := 0; i < len(changes); i += 2 {
		form.Set(changes[i], changes[i+1])
	}
	return form
}

// path is a place about a member.
func path(id int64, place string) string { return fmt.Sprintf("/desk/members/%d/%s", id, place) }

// register registers somebody and returns the id.
func register(t *testing.T, d *desktest.Desk, changes ...string) int64 {
	t.Helper()
	form := someone(changes...)
	a := d.Post("/desk/members/new", form)
	id := d.Int(`select coalesce(max(id), 0) from members where card = ?`, form.Get("card"))
	a.Goes(path(id, "record"))
	return id
}

// version is that of a member's record.
func version(d *desktest.Desk, id int64) string {
	return fmt.Sprint(d.Int(`select version from members where id = ?`, id))
}

func TestSomebodyIsRegisteredAndSignsInWithTheBirthDate(t *testing.T) {
	d := desktest.New(t).As("librarian")
	d.Get("/desk/members/new").Wants(200, "Nomor kartu", `value="2027-11-23"`)
	id := register(t, d)
	d.Get(path(id, "record")).Wants(200, "Budi Santoso", "Anggota sudah terdaftar", "Sudah tercatat", "https://wa.me/6281234567890").Lacks("2010")
	if n := d.Int(`select count(*) from audit where action = 'member.registered' and subject_id = ? and actor_id = ?`, id, d.Staff("librarian")); n != 1 {
		t.Errorf("%d audit rows", n)
	}
	d.Post("/sign-in", url.Values{"card": {"kud 0007"}, "pin": {"31122010"}}).Goes("/pin")
	d.Get("/desk/members/new").Wants(200, `value="KUD0008"`) // the number after it
}

func TestWhatIsWrongStandsBesideItsField(t *testing.T) {
	d := desktest.New(t).As("librarian")
	taken := register(t, d)
	for name, c := range map[string]struct {
		form  url.Values
		code  int
		wants []string
	}{
		"nothing":           {url.Values{}, 422, []string{"Isilah dulu bagian ini", "Pilihlah salah satu"}},
		"a card twice":      {someone("card", "kud 0007", "name", "Sri", "phone", ""), 422, []string{"sudah dipakai anggota lain", path(taken, "record"), `value="Sri"`}},
		"the same person":   {someone("card", "KUD0099", "name", "BUDI  santoso", "phone", "+62 812 3456 7890"), 409, []string{"Mungkin sudah terdaftar", path(taken, "record"), `name="anyway"`}},
		"no e-mail":         {someone("card", "KUD0099", "email", "budi@kantor"), 422, []string{"surel belum lengkap", `value="budi@kantor"`}},
		"no telephone":      {someone("card", "KUD0099", "phone", "0812"), 422, []string{"terlalu pendek"}},
		"not born yet":      {someone("card", "KUD0099", "birth_date", "2030-01-01"), 422, []string{"belum tiba"}},
		"no day":            {someone("card", "KUD0099", "birth_date", "kemarin"), 422, []string{"belum terbaca", `value="kemarin"`}},
		"expired":           {someone("card", "KUD0099", "expires_on", "2020-01-01"), 422, []string{"sudah lewat"}},
		"an unknown parent": {someone("card", "KUD0099", "guardian", "KUD7777"), 422, []string{"Belum ada anggota dengan kartu ini", `value="KUD7777"`}},
		"their own parent":  {someone("card", "KUD0099", "guardian", "KUD0099"), 422, []string{"kartu anggota itu sendiri"}},
		"a long name":       {someone("card", "KUD0099", "name", strings.Repeat("na", 101)), 422, []string{"Terlalu panjang"}},
		"no such category":  {someone("card", "KUD0099", "category", "raja"), 422, []string{"Pilihlah salah satu"}},
	} {
		a := d.Post("/desk/members/new", c.form).Wants(c.code, c.wants...)
		if strings.Contains(a.Body, "desk_members.") {
			t.Errorf("%s: a text is missing in\n%s", name, a.Body)
		}
	}
	if n := d.Int(`select count(*) from members`); n != 1 {
		t.Errorf("%d members", n)
	}
	d.Post("/desk/members/new", someone("card", "KUD0099", "anyway", "yes")).Goes(path(taken+1, "record"))
}

func TestNamesAreShownAndNeverRun(t *testing.T) {
	d := desktest.New(t).As("librarian")
	id := register(t, d, "name", `"><script>alert(1)</script>`, "phone", "")
	for _, at := range []string{"record", "timeline", "card", "letter", "pin"} {
		d.Get(path(id, at)).Wants(200).Lacks("<script>alert")
	}
	d.Post("/desk/members", url.Values{"q": {"script"}}).Wants(200, "&lt;script&gt;").Lacks("<script>alert")
	d.Post("/desk/members", url.Values{"q": {`"><script>`}}).Wants(200).Lacks(`"><script>`)
	if strings.Contains(d.Log.String(), "script") {
		t.Error("the log has a name")
	}
}

func TestANumberLikeANationalIDIsMaskedEverywhere(t *testing.T) {
	const nik = "3319011708850001"
	d := desktest.New(t).As("librarian")
	id := register(t, d, "card", nik)
	m := &librarytest.Member{House: d.House, ID: id}
	m.Loan(librarytest.Due("2026-11-01"))
	d.Post(path(id, "pin"), nil).Goes(path(id, "pin"))
	for _, at := range []string{"pin", "record", "timeline", "card", "letter"} {
		d.Get(path(id, at)).Wants(200, "Budi").Lacks(nik)
	}
	d.Post("/desk/members", url.Values{"q": {"budi"}}).Wants(200, "••••••••••••0001").Lacks(nik)
	d.Post("/desk/members", url.Values{"q": {nik}}).Goes(path(id, "record"))
	if strings.Contains(d.Text(`select group_concat(detail) from audit`), nik) || strings.Contains(d.Log.String(), nik) {
		t.Error("the audit trail or the log has the number")
	}
}

func TestAStaleFormOverwritesNothing(t *testing.T) {
	d := desktest.New(t).As("librarian")
	id := register(t, d)
	shown := version(d, id)
	d.Post(path(id, "record"), someone("version", shown, "phone", "0811 0000 0000")).Goes(path(id, "record"))
	a := d.Post(path(id, "record"), someone("version", shown, "address", "Jl. Menara 1"))
	a.Wants(409, "baru saja diubah rekan lain", "Sekarang tercatat: 0811 0000 0000", "Jl. Menara 1", `name="version" value="`+version(d, id)+`"`)
	if got := d.Text(`select phone || address from members where id = ?`, id); got != "0811 0000 0000" {
		t.Errorf("the record is %q", got)
	}
	d.Post(path(id, "block"), url.Values{"version": {shown}, "block_reason": {"buku tidak kembali"}}).Wants(409, `value="buku tidak kembali"`)
	d.Post(path(id, "block"), url.Values{"version": {"x"}, "block_reason": {"buku tidak kembali"}}).Wants(409)
}

func TestBlockSuspendAndLift(t *testing.T) {
	d := desktest.New(t).As("librarian")
	id := register(t, d)
	post := func(what, field, value string, more ...string) *desktest.Answer {
		form := url.Values{"version": {version(d, id)}, field: {value}}
		for i := 0; i < len(more); i += 2 {
			form.Set(more[i], more[i+1])
		}
		return d.Post(path(id, what), form)
	}
	post("block", "block_reason", "ok").Wants(422, "beberapa kata lagi", `value="ok"`)
	post("block", "block_reason", "buku <b>tidak</b> kembali").Goes(path(id, "record"))
	d.Get(path(id, "record")).Wants(200, "Diblokir.", "buku &lt;b&gt;tidak")
	post("unblock", "unblock_reason", "").Goes(path(id, "record"))
	d.Get(path(id, "record")).Lacks("Diblokir")
	post("suspend", "suspend_reason", "terlambat lima hari").Wants(422, "Isilah dulu")
	post("suspend", "suspend_reason", "terlambat lima hari", "until", "2026-11-01").Wants(422, "sudah lewat")
	post("suspend", "suspend_reason", "terlambat lima hari", "until", "2046-11-01").Wants(422, "Terlalu jauh")
	post("suspend", "suspend_reason", "terlambat lima hari", "until", "2026-12-01").Goes(path(id, "record"))
	d.Get(path(id, "record")).Wants(200, "1 Desember 2026", "dapat diakhiri oleh penyelia")
	post("lift", "lift_reason", "sudah dibicarakan").Wants(403)
	d.As("supervisor")
	post("lift", "lift_reason", "sudah dibicarakan").Goes(path(id, "record"))
	d.Get(path(id, "record")).Lacks("1 Desember 2026")
	d.Get(path(id, "timeline")).Wants(200, "Didaftarkan", "Diblokir", "Blokir dibuka", "Ditangguhkan", "Penangguhan diakhiri", "terlambat lima hari").
		Lacks("desk_members.", "Tercatat:")
}

func TestALostCardIsReplacedAndTheOldOneIsNobodys(t *testing.T) {
	d := desktest.New(t).As("librarian")
	d.Set("base_url", "https://perpus.example")
	id := register(t, d)
	d.Get(path(id, "card")).Wants(200, "KUD0007", "<svg")
	old := d.Text(`select token from card_tokens where member_id = ?`, id)
	change := func(card, birth string) *desktest.Answer {
		return d.Post(path(id, "card"), url.Values{"version": {version(d, id)}, "new_card": {card}, "card_birth": {birth}})
	}
	change("kud0007", "").Wants(422, "sama dengan kartu")
	change("", "").Wants(422, "Isilah dulu")
	change("KUD0500", "31/12/2010").Goes(path(id, "record"))
	if d.Text(`select token from card_tokens where member_id = ?`, id) == old {
		t.Error("the old code still names the member")
	}
	d.Post("/sign-in", url.Values{"card": {"KUD0007"}, "pin": {"31122010"}}).Wants(401)
	d.Post("/sign-in", url.Values{"card": {"KUD0500"}, "pin": {"31122010"}}).Goes("/pin")
}

func TestACardIsExtendedOnceByADoubleClick(t *testing.T) {
	d := desktest.New(t).As("librarian")
	id := register(t, d)
	shown := version(d, id)
	d.Post(path(id, "extend"), url.Values{"version": {shown}}).Goes(path(id, "record"))
	d.Post(path(id, "extend"), url.Values{"version": {shown}}).Wants(409, "baru saja diubah")
	if got := d.Text(`select card_expires_on from members where id = ?`, id); got != "2028-11-23" {
		t.Errorf("good until %s", got)
	}
}

func TestANewPINIsShownOnceAndWorks(t *testing.T) {
	d := desktest.New(t).As("librarian")
	id := register(t, d)
	d.Post(path(id, "pin"), nil).Goes(path(id, "pin"))
	pin := d.Cookies["handed"]
	d.Get(path(id, "pin")).Wants(200, pin, "KUD0007", "Budi Santoso")
	d.Get(path(id, "pin")).Wants(200, "hanya tampil sekali").Lacks(pin)
	if strings.Contains(d.Log.String(), pin) {
		t.Error("the log has the PIN")
	}
	d.Get(path(id, "timeline")).Wants(200, "PIN baru dibuatkan", "librarian")
	d.Post("/sign-in", url.Values{"card": {"KUD0007"}, "pin": {pin}}).Goes("/loans")
}

func TestAFamilyIsShownTogether(t *testing.T) {
	d := desktest.New(t).As("librarian")
	mother := register(t, d, "card", "K1", "name", "Sri Lestari")
	child := register(t, d, "card", "K2", "name", "Adi Lestari", "guardian", "K1")
	aunt := register(t, d, "card", "K3", "name", "Wati", "phone", "+62 812 3456 7890")
	d.Get(path(child, "record")).Wants(200, "Sri Lestari", "Orang tua atau wali", "Nomor telepon yang sama", path(aunt, "record"))
	d.Get(path(mother, "record")).Wants(200, "Anak yang diwakili", path(child, "record"))
	link := func(id int64, card string) *desktest.Answer {
		return d.Post(path(id, "guardian"), url.Values{"version": {version(d, id)}, "guardian": {card}})
	}
	link(mother, "K2").Wants(422, "sendiri diwakili oleh anggota ini", `value="K2"`)
	link(child, "").Goes(path(child, "record"))
	link(child, "k3").Goes(path(child, "record"))
	if got := d.Int(`select guardian_id from members where id = ?`, child); got != aunt {
		t.Errorf("the guardian is %d", got)
	}
}

func TestConsentIsKeptWithItsWordsAndEveryChange(t *testing.T) {
	d := desktest.New(t).As("librarian")
	id := register(t, d)
	say := func(channel, given string) *desktest.Answer {
		return d.Post(path(id, "consent"), url.Values{"channel": {channel}, "given": {given}})
	}
	for range 2 { // a double click
		say("whatsapp", "yes").Goes(path(id, "record"))
	}
	d.Get(path(id, "record")).Wants(200, "Setuju pada Senin, 23 November 2026", "lewat WhatsApp. Persetujuan ini dapat saya tarik", "librarian")
	say("whatsapp", "no").Goes(path(id, "record"))
	d.Get(path(id, "record")).Wants(200, "Ditarik pada", "Riwayat persetujuan")
	say("merpati", "yes").Wants(422)
	if n := d.Int(`select count(*) from consents where member_id = ?`, id); n != 2 {
		t.Errorf("%d rows", n)
	}
}

func TestNotesComeAndGoAndAreRemembered(t *testing.T) {
	d := desktest.New(t).As("librarian")
	id := register(t, d)
	d.Post(path(id, "notes"), url.Values{"note": {" "}}).Wants(422, "Isilah dulu")
	for range 2 {
		d.Post(path(id, "notes"), url.Values{"note": {"Suka buku sejarah <i>"}}).Goes(path(id, "record"))
	}
	note := fmt.Sprint(d.Int(`select id from member_notes where member_id = ?`, id)) // one, or this fails
	d.Get(path(id, "record")).Wants(200, "Suka buku sejarah &lt;i&gt;")
	for range 2 {
		d.Post(path(id, "notes/remove"), url.Values{"id": {note}}).Goes(path(id, "record"))
	}
	d.Get(path(id, "record")).Lacks("Suka buku sejarah")
	d.Get(path(id, "timeline")).Wants(200, "Suka buku sejarah", "Dibatalkan")
}

func TestWhatTheOtherSystemKeepsIsNotChangedHere(t *testing.T) {
	d := desktest.New(t).As("supervisor")
	id := register(t, d)
	d.Set("record", "mirror")
	d.Get("/desk/members").Wants(200, "Budi Santoso").Lacks("/desk/members/new")
	d.Get("/desk/members/new").Wants(200, "lewat impor").Lacks(`name="card"`)
	d.Get(path(id, "record")).Wants(200, "sistem pencatat utama", "PIN baru").Lacks("Blokir anggota", `name="phone"`)
	v := version(d, id)
	for place, form := range map[string]url.Values{
		"../new": someone("card", "K9"), "record": someone("version", v), "extend": {"version": {v}}, "card": {"version": {v}, "new_card": {"K9"}},
		"block": {"version": {v}, "block_reason": {"tidak mengembalikan"}}, "unblock": {"version": {v}}, "guardian": {"version": {v}},
		"suspend": {"version": {v}, "suspend_reason": {"tidak mengembalikan"}, "until": {"2026-12-01"}}, "lift": {"version": {v}, "lift_reason": {"sudah dibicarakan"}},
	} {
		at := path(id, place)
		if place == "../new" {
			at = "/desk/members/new"
		}
		d.Post(at, form).Wants(403)
	}
	d.Post(path(id, "language"), url.Values{"version": {v}, "language": {"jv"}}).Goes(path(id, "record"))
	d.Post(path(id, "pin"), nil).Goes(path(id, "pin"))
	d.Post(path(id, "notes"), url.Values{"note": {"Sudah ditelepon"}}).Goes(path(id, "record"))
	d.Post(path(id, "consent"), url.Values{"channel": {"sms"}, "given": {"yes"}}).Goes(path(id, "record"))
}

func TestALetterSaysWhichBooksAreLateAndBlamesNobody(t *testing.T) {
	d := desktest.New(t).As("librarian")
	d.Set("library_name", "Perpustakaan Kudus").Set("contact", "WA 0812 0000 1111")
	mother := register(t, d, "card", "K1", "name", "Sri Lestari")
	child := register(t, d, "card", "K2", "name", "Adi", "phone", "", "guardian", "K1", "address", "Jl. Menara 1\nKudus")
	d.Get(path(child, "letter")).Wants(200, "tidak ada surat yang perlu ditulis")
	m := &librarytest.Member{House: d.House, ID: child}
	late := m.Loan(librarytest.Due("2026-11-16"))
	soon := m.Loan(librarytest.Due("2026-11-30"))
	d.Get(path(child, "letter")).Wants(200, "Perpustakaan Kudus", "WA 0812 0000 1111", "Senin, 23 November 2026", "Sri Lestari", "Orang tua atau wali dari Adi",
		"Jl. Menara 1", late.Item.Title.Name, "Senin, 16 November 2026", "lewat 7 hari").Lacks(soon.Item.Title.Name)
	d.Post(path(child, "record"), someone("version", version(d, child), "card", "K2", "name", "Adi", "phone", "", "language", "jv")).Goes(path(child, "record"))
	d.Get(path(child, "letter")).Wants(200, "Matur nuwun")
	_ = mother
}

func TestWhoWasErasedIsNobody(t *testing.T) {
	d := desktest.New(t).As("supervisor")
	id := register(t, d)
	d.Exec(`update members set erased_at = 1 where id = ?`, id)
	for _, at := range []string{"record", "timeline", "card", "letter", "pin"} {
		d.Get(path(id, at)).Wants(404)
	}
	d.Post(path(id, "notes"), url.Values{"note": {"apa saja"}}).Wants(404)
	d.Post(path(id, "pin"), nil).Wants(404)
	d.Get("/desk/members").Wants(200).Lacks("Budi Santoso")
	d.Get("/desk/members/x/record").Wants(404)
	d.Get("/desk/members/99999999999999999999/record").Wants(404)
	d.Post("/desk/members/new", someone()).Wants(422, "sudah dipakai") // the number stays theirs
}
