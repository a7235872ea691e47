package library_test

import (
	"testing"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
	"simpanbudi/internal/librarytest"
)

func TestSettingsAreStoredAndAudited(t *testing.T) {
	house := monday(t).Set("record", "mirror").Set("contact", "Bu Sri 0812-000")
	site, err := house.Library.Site(t.Context())
	if err != nil || !site.Mirror || site.Contact != "Bu Sri 0812-000" || !site.OnlineRenewal || !site.BirthDate ||
		site.Language != "id" || site.Zone.String() != "Asia/Jakarta" || site.Settings["record"] != "mirror" {
		t.Errorf("site %+v, %v", site, err)
	}
	if got := house.Text(`select group_concat(detail, ' ' order by id) from audit where action = 'setting.changed'`); got !=
		`{"name":"record","value":"mirror"} {"name":"contact"}` {
		t.Errorf("audit trail %s: free text may be personal", got)
	}
	house.Set("record", "mirror")
	wantInt(t, "audit rows after setting the same again", house.Int(`select count(*) from audit`), 2)
}

func TestSettingsRefused(t *testing.T) {
	house := monday(t)
	for _, c := range [][2]string{{"colour", "red"}, {"record", "both"}, {"time_zone", "Mars/Olympus"}, {"clock_suspect", "x"}, {"contact", "a\nb"}} {
		err := house.Library.SetSetting(t.Context(), c[0], c[1])
		if fault.CodeOf(err) != fault.Invalid {
			t.Errorf("%v: %v", c, err)
		}
	}
	wantInt(t, "settings", house.Int(`select count(*) from settings`), 0)
}

func TestTheEnvironmentGoesBeforeTheDatabase(t *testing.T) {
	env := map[string]string{"SIMPANBUDI_LIBRARY_NAME": "Dari lingkungan"}
	house := librarytest.NewWith(t, librarytest.At("2026-11-23T09:00"), library.Options{
		Env: func(name string) (string, bool) { v, ok := env[name]; return v, ok },
	})
	house.Set("library_name", "Dari basis data").Set("language", "en")

	list, err := house.Library.SettingsList(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]library.SettingInForce{}
	for _, s := range list {
		got[s.Name] = s
	}
	for name, want := range map[string][2]string{
		"library_name": {"Dari lingkungan", library.FromEnvironment},
		"language":     {"en", library.FromDatabase},
		"record":       {"own", library.FromDefault},
	} {
		if s := got[name]; s.Value != want[0] || s.From != want[1] {
			t.Errorf("%s is %q from %s, want %v", name, s.Value, s.From, want)
		}
	}
	if site, err := house.Library.Site(t.Context()); err != nil || site.LibraryName != "Dari lingkungan" {
		t.Errorf("site %+v, %v", site, err)
	}
}

func TestAnImpossibleEnvironmentIsRefusedAtOpening(t *testing.T) {
	house := monday(t)
	_, err := library.Open(t.Context(), house.DB, library.Options{
		Env: func(name string) (string, bool) { return "Mars/Olympus", name == "SIMPANBUDI_TIME_ZONE" },
	})
	wantFault(t, err, fault.Invalid)
}
