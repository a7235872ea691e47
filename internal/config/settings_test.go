package config

import (
	"strings"
	"testing"
)

func TestEveryDefaultIsAValueTheSettingTakes(t *testing.T) {
	for _, s := range Settings() {
		if err := s.Check(s.Default); err != nil {
			t.Errorf("%s: its own default: %v", s.Name, err)
		}
		if s.Meaning == "" || strings.ContainsAny(s.Meaning, "\n\t") {
			t.Errorf("%s: its meaning is not one line", s.Name)
		}
	}
}

func TestCheckRefusesWhatMakesNoSense(t *testing.T) {
	for name, value := range map[string]string{
		"library_name":    "two\nlines",
		"time_zone":       "Asia/Atlantis",
		"accent":          "red",
		"logo_file":       "a\nb",
		"base_url":        "perpanjang.example.id",
		"language":        "fr",
		"record":          "both",
		"online_renewal":  "maybe",
		"trusted_proxies": "10.0.0.0/8, nowhere",
		"metrics":         "",
		"contact":         strings.Repeat("x", 201),
		"hold_shelf_days": "0",
		"email_window":    "19:00-08:00",
		"whatsapp_window": "05:00-12:00",
		"gateway_window":  "12:00-21:01",
		"sending_window":  "00:00-24:00",
	} {
		s, ok := Find(name)
		if !ok {
			t.Errorf("no setting %s", name)
			continue
		}
		if err := s.Check(value); err == nil {
			t.Errorf("%s took %q", name, value)
		} else if !strings.Contains(err.Error(), name) {
			t.Errorf("%s: the error %q does not name the setting", name, err)
		}
	}
	if s, _ := Find("time_zone"); s.Check("Local") == nil {
		t.Error("time_zone took Local, which is another zone on every machine")
	}
}

func TestEffectivePutsTheEnvironmentBeforeTheDatabase(t *testing.T) {
	stored := map[string]string{"library_name": "Stored", "language": "en", "record": "nonsense"}
	env := lookup(map[string]string{"SIMPANBUDI_LIBRARY_NAME": "Env"})
	got, err := Effective(stored, env)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"library_name": "Env", "language": "en", "record": "own", "time_zone": "Asia/Jakarta"} {
		if got[name] != want {
			t.Errorf("%s = %q, want %q", name, got[name], want)
		}
	}
}

func TestEffectiveRefusesAnEnvironmentThatMakesNoSense(t *testing.T) {
	_, err := Effective(nil, lookup(map[string]string{"SIMPANBUDI_RECORD": "both"}))
	if err == nil || !strings.Contains(err.Error(), "SIMPANBUDI_RECORD") {
		t.Errorf("got %v, want an error that names the variable", err)
	}
}

func TestPrefixesReadsAddressesAndNetworks(t *testing.T) {
	got, err := Prefixes("127.0.0.1, 10.0.0.0/8,, ::1")
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 3 || got[0].Bits() != 32 || got[1].Bits() != 8 || got[2].Bits() != 128 {
		t.Errorf("got %v", got)
	}
}
