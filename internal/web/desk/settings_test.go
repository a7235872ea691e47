package desk_test

import (
	"net/url"
	"slices"
	"testing"

	"simpanbudi/internal/config"
	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
	"simpanbudi/internal/librarytest"
	"simpanbudi/internal/web"
	"simpanbudi/internal/web/desk/desktest"
)

func TestEverySettingIsShownInWords(t *testing.T) {
	texts, err := i18n.Load()
	if err != nil {
		t.Fatal(err)
	}
	shown := desktest.New(t).As("admin").Get("/desk/settings").Wants(200)
	for _, s := range config.Settings() {
		shown.Wants(200, `name="`+s.Name+`"`, `name="shown.`+s.Name+`"`)
		keys := []string{".label", ".hint"}
		for _, v := range s.Values {
			keys = append(keys, "."+v)
		}
		for _, l := range texts.Languages() {
			for _, k := range keys {
				if !l.Has("setting." + s.Name + k) {
					t.Errorf("%s: there is no text setting.%s%s", l.Code, s.Name, k)
				}
			}
		}
	}
	for _, key := range texts.Languages()[0].Keys() {
		if name, ok := setting(key); ok && !slices.ContainsFunc(config.Settings(), func(s config.Setting) bool { return s.Name == name }) {
			t.Errorf("%s speaks of no setting", key)
		}
	}
}

func setting(key string) (name string, ok bool) {
	const prefix = "setting."
	if len(key) < len(prefix) || key[:len(prefix)] != prefix {
		return "", false
	}
	name = key[len(prefix):]
	for i := range name {
		if name[i] == '.' {
			return name[:i], true
		}
	}
	return name, true
}

func TestSettingsAreKeptTogetherOrNotAtAll(t *testing.T) {
	d := desktest.New(t)
	d.As("admin")
	form := url.Values{"shown.contact": {""}, "contact": {"0291-1234"}, "shown.accent": {""}, "accent": {"merah"},
		"shown.desk_lock_minutes": {"10"}, "desk_lock_minutes": {"999"}, "shown.kiosk_pin": {"on"}, "kiosk_pin": {"mungkin"}}
	d.Post("/desk/settings", form).Wants(422, "Belum ada yang disimpan", "Tulis warna seperti", "dari 0 sampai 240", "tidak dapat dipakai", `value="merah"`, `value="0291-1234"`)
	if d.Int(`select count(*) from settings where name in ('contact', 'accent')`) != 0 {
		t.Error("something was kept")
	}
	form = url.Values{"shown.contact": {""}, "contact": {"0291-1234"}, "shown.desk_lock_minutes": {"10"}, "desk_lock_minutes": {"10"}, "shown.kiosk_pin": {"on"}, "kiosk_pin": {"off"}}
	d.Post("/desk/settings", form).Goes("/desk/settings")
	d.Get("/desk/settings").Wants(200, "Pengaturan disimpan", `value="0291-1234"`)
	if got := d.Text(`select group_concat(detail, ' ') from (select detail from audit where action = 'setting.changed' and actor = 'librarian' order by id)`); got != `{"name":"contact"} {"name":"kiosk_pin","value":"off"}` && got != `{"name":"kiosk_pin","value":"off"} {"name":"contact"}` {
		t.Errorf("audited %s", got)
	}
}

func TestOfTwoAdminsTheSecondSeesWhatTheFirstHasMadeOfASetting(t *testing.T) {
	d := desktest.New(t)
	d.As("admin")
	if err := d.Library.SetSetting(t.Context(), "contact", "0291-1"); err != nil {
		t.Fatal(err)
	}
	form := url.Values{"shown.contact": {""}, "contact": {"0291-2"}, "shown.privacy_contact": {""}, "privacy_contact": {"0291-3"}}
	d.Post("/desk/settings", form).Wants(409, "Baru saja diubah orang lain menjadi “0291-1”", `value="0291-2"`, `name="shown.contact" value="0291-1"`)
	if d.Int(`select count(*) from settings where name = 'privacy_contact'`) != 0 {
		t.Error("half of it was kept")
	}
	form.Set("shown.contact", "0291-1")
	d.Post("/desk/settings", form).Goes("/desk/settings")
	// A form that is older but changes nothing takes nothing back.
	d.Post("/desk/settings", url.Values{"shown.contact": {""}, "contact": {""}}).Goes("/desk/settings")
	if got := d.Text(`select value from settings where name = 'contact'`); got != "0291-2" {
		t.Errorf("the contact is %q", got)
	}
}

func TestWhatTheEnvironmentDecidesCannotBeChangedHere(t *testing.T) {
	d := desktest.New(t)
	env := func(name string) (string, bool) { return "Dari luar", name == "SIMPANBUDI_LIBRARY_NAME" }
	lib := (&librarytest.House{T: t, Path: d.Path, DB: d.DB}).Again(library.Options{Env: env, Now: d.Now})
	d.Serve(func(o *web.Options) { o.Library = lib })
	d.As("admin").Get("/desk/settings").Wants(200, "Dari luar", "SIMPANBUDI_LIBRARY_NAME").Lacks(`name="library_name"`)
	d.Post("/desk/settings", url.Values{"shown.library_name": {"Dari luar"}, "library_name": {"Milik kami"}}).Goes("/desk/settings")
	if d.Int(`select count(*) from settings where name = 'library_name'`) != 0 {
		t.Error("it was stored")
	}
}

func TestAKioskIsAddedByACodeAndRemoved(t *testing.T) {
	d := desktest.New(t)
	d.As("admin").Get("/desk/kiosks").Wants(200, "Belum ada kios")
	d.Post("/desk/kiosks", url.Values{"name": {"  "}}).Wants(422, "paling banyak 60 huruf")
	d.Post("/desk/kiosks", url.Values{"name": {"Lobi"}}).Goes("/desk/kiosks/code")
	d.Get("/desk/kiosks/code").Wants(200, "Kode kios", "/kiosk")
	d.Get("/desk/kiosks/code").Goes("/desk/kiosks")
	d.Get("/desk/kiosks").Wants(200, "Lobi", "Menunggu kodenya")
	d.Exec(`update kiosks set code_hash = null, code_expires_at = null, token_hash = 'x', registered_at = 1`)
	d.Post("/desk/kiosks", url.Values{"name": {"Lobi"}}).Wants(409, "Sudah ada perangkat", `value="Lobi"`)
	id := d.Text(`select id from kiosks`)
	d.Post("/desk/kiosks/"+id+"/remove", nil).Goes("/desk/kiosks")
	d.Post("/desk/kiosks/"+id+"/remove", nil).Goes("/desk/kiosks")
	if got := d.Text(`select group_concat(action || ' by ' || actor_id, ', ') from (select * from audit where subject = 'kiosk' order by id)`); got != "kiosk.added by 2, kiosk.removed by 2" {
		t.Errorf("audited %q", got)
	}
}

func TestABranchGetsItsName(t *testing.T) {
	d := desktest.New(t).As("admin")
	d.Branch("jekulo", "")
	shown := d.Text(`select name from branches where code = 'jekulo'`)
	d.Get("/desk/names").Wants(200, "Cabang", "Jenis anggota", "Jenis koleksi", `value="jekulo"`)
	form := url.Values{"kind": {"branch"}, "code": {"jekulo"}, "before": {shown}, "name": {" "}}
	d.Post("/desk/names", form).Wants(422, `id="branch-jekulo-wrong"`)
	form.Set("name", `Cabang "><script>`)
	d.Post("/desk/names", form).Goes("/desk/names")
	d.Get("/desk/names").Wants(200, "Nama disimpan", "Cabang").Lacks(`"><script>`)
	form.Set("name", "Jekulo")
	d.Post("/desk/names", form).Wants(409, "baru saja diubah", `value="Jekulo"`)
	d.Get("/desk/holds").Wants(200, "Cabang &#34;&gt;&lt;script&gt;")
	d.Get("/desk/audit").Wants(200, "Nama diganti")
	d.As("supervisor").Get("/desk/names").Wants(403)
}
