package web_test

import (
	"net/url"
	"testing"

	"simpanbudi/internal/config"
	"simpanbudi/internal/i18n"
)

func TestTheVisitorsLanguage(t *testing.T) {
	asks := func(accept string) map[string]string { return map[string]string{"Accept-Language": accept} }
	choose := func(lang, back, to string) step {
		return step{do: "POST /language", form: url.Values{"lang": {lang}, "back": {back}}, status: 303, location: to}
	}
	run(t, []scenario{
		{name: "is Indonesian unless something else is asked for", steps: []step{
			{do: "GET /", status: 200, contains: []string{`<html lang="id">`}},
			{do: "GET /", header: asks("en-GB,en;q=0.9"), status: 200, contains: []string{`<html lang="en">`, "Library card number"}},
			{do: "GET /", header: asks("fr"), status: 200, contains: []string{`<html lang="id">`}},
			{do: "GET /nowhere", header: asks("en"), status: 404, contains: []string{"Page not found"}},
		}},
		{name: "is the library's where it has set one",
			library: func(s *site) map[string]any { s.Set("language", "en"); return nil },
			steps: []step{
				{do: "GET /", status: 200, contains: []string{`<html lang="en">`}},
				{do: "GET /", header: asks("id"), status: 200, contains: []string{`<html lang="id">`}},
			}},
		{name: "stays the one chosen", steps: []step{
			choose("en", "/", "/"),
			{do: "GET /", header: asks("id"), status: 200, contains: []string{`<html lang="en">`, `lang="en" aria-current="true"`}},
			choose("id", "/pin?receipt=ABC", "/pin?receipt=ABC"),
			{do: "GET /", header: asks("en"), status: 200, contains: []string{`<html lang="id">`}},
		}},
		{name: "is chosen without leaving the site", steps: []step{
			choose("en", "/receipts/ABC", "/receipts/ABC"),
			choose("en", "", "/"),
			choose("en", "https://evil.example/", "/"),
			choose("en", "//evil.example/", "/"),
			choose("en", `/\evil.example/`, "/"),
			choose("en", "javascript:alert(1)", "/"),
			choose("en", "/\nSet-Cookie: x=1", "/"),
			choose("en", "/\t/evil.example", "/"),
		}},
		{name: "can be Javanese", steps: []step{
			{do: "GET /", header: asks("jv-ID,id;q=0.8"), status: 200, contains: []string{`<html lang="jv">`, "Nomer kertu anggota"}},
			choose("jv", "/", "/"),
			{do: "GET /", header: asks("en"), status: 200, contains: []string{`<html lang="jv">`, `lang="jv" aria-current="true"`, "Basa Jawa"}},
		}},
	})
}

func TestTheSettingTakesEveryLanguageThereIs(t *testing.T) {
	texts, err := i18n.Load()
	if err != nil {
		t.Fatal(err)
	}
	setting, _ := config.Find("language")
	for _, l := range texts.Languages() {
		if setting.Check(l.Code) != nil {
			t.Errorf("the setting does not take %s", l.Code)
		}
	}
	if len(setting.Values) != len(texts.Languages()) {
		t.Errorf("the setting takes %q", setting.Values)
	}
}
