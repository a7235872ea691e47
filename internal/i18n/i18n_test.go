package i18n

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/text/language"

	"simpanbudi/internal/circulation"
)

func load(t testing.TB) *Texts {
	t.Helper()
	texts, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return texts
}

func in(t testing.TB, zone, at string) time.Time {
	t.Helper()
	z, err := time.LoadLocation(zone)
	if err != nil {
		t.Fatal(err)
	}
	instant, err := time.ParseInLocation("2006-01-02T15:04", at, z)
	if err != nil {
		t.Fatal(err)
	}
	return instant
}

func TestDatesAndNumbersInWords(t *testing.T) {
	texts := load(t)
	id, en, jv := texts.Language("id"), texts.Language("en"), texts.Language("jv")
	monday := in(t, "Asia/Jakarta", "2026-11-30T14:05")
	for _, c := range []struct{ got, want string }{
		{id.Date(monday), "Senin, 30 November 2026"},
		{en.Date(monday), "Monday, 30 November 2026"},
		{id.Day(circulation.NewDay(2026, time.August, 17)), "Senin, 17 Agustus 2026"},
		{jv.Date(monday), "Senèn, 30 Novèmber 2026"},
		{jv.Day(circulation.NewDay(2026, time.August, 16)), "Ngahad, 16 Agustus 2026"},
		{jv.Day(circulation.NewDay(2026, time.August, 21)), "Jumuwah, 21 Agustus 2026"},
		{jv.DateTime(monday), "Senèn, 30 Novèmber 2026, tabuh 14.05 WIB"},
		{jv.Rupiah(1234567), "Rp1.234.567"},
		{jv.Period(circulation.Period{Months: 1, Days: 10}), "1 wulan 10 dinten"},
		{id.Day(0), ""},
		{id.ShortMonth(time.August), "Agu"},
		{id.DateTime(monday), "Senin, 30 November 2026, pukul 14.05 WIB"},
		{en.DateTime(monday), "Monday, 30 November 2026, at 14:05 WIB"},
		{id.Clock(in(t, "Asia/Makassar", "2026-11-30T09:00")), "09.00 WITA"},
		{id.Clock(in(t, "Asia/Jayapura", "2026-11-30T09:00")), "09.00 WIT"},
		{id.Clock(in(t, "Asia/Singapore", "2026-11-30T09:00")), "09.00 UTC+8"},
		{id.Clock(in(t, "Europe/Berlin", "2026-07-01T09:00")), "09.00 CEST"},
		{id.Rupiah(0), "Rp0"},
		{id.Rupiah(1000), "Rp1.000"},
		{id.Rupiah(1234567), "Rp1.234.567"},
		{id.Rupiah(-12500), "Rp-12.500"},
		{en.Rupiah(12500), "Rp12,500"},
		{id.Period(circulation.Period{Days: 21}), "21 hari"},
		{en.Period(circulation.Period{Days: 1}), "1 day"},
		{id.Period(circulation.Period{Months: 1, Days: 10}), "1 bulan 10 hari"},
		{en.Period(circulation.Period{Elapsed: 90 * time.Minute}), "1 hour 30 minutes"},
		{id.Period(circulation.Period{}), "0 hari"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func TestCountChoosesThePluralForm(t *testing.T) {
	texts := load(t)
	for n, want := range map[int]string{0: "0 days", 1: "1 day", 2: "2 days", 1000: "1,000 days"} {
		if got := texts.Language("en").Count("period.days", n); got != want {
			t.Errorf("%d: got %q, want %q", n, got, want)
		}
	}
	for code, want := range map[string]string{"id": "1 hari", "jv": "1 dinten"} { // one form for all
		if got := texts.Language(code).Count("period.days", 1); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestTheLanguageIsTheOneTheBrowserAsksFor(t *testing.T) {
	texts := load(t)
	for header, want := range map[string]string{
		"":                                    "",
		"id":                                  "id",
		"id-ID,id;q=0.9,en-US;q=0.8,en;q=0.7": "id",
		"en-GB,en;q=0.9":                      "en",
		"en;q=0.2, id;q=0.8":                  "id",
		"jv":                                  "jv",
		"jv-ID,id;q=0.9":                      "jv",
		"jw":                                  "jv", // the old code, which Android sent
		"jv-Java":                             "",   // in Javanese letters, which our texts are not written in
		"su":                                  "id", // Sundanese readers read Indonesian
		"fr-FR, fr":                           "",
		"fr, en;q=0.5":                        "en",
		"*":                                   "",
		"in":                                  "id", // the old code, which Android sent
		"!!":                                  "",
		strings.Repeat("en,", 1000):           "",
	} {
		got := ""
		if l := texts.Match(header); l != nil {
			got = l.Code
		}
		if got != want {
			t.Errorf("%.40q: got %q, want %q", header, got, want)
		}
	}
}

func TestEveryLanguageIsComplete(t *testing.T) {
	for _, l := range load(t).Languages() {
		if l.tag == language.Und {
			t.Errorf("%s is not a language code", l.Code)
		}
		for _, key := range l.Keys() {
			for _, f := range l.messages[key].forms {
				for _, p := range f {
					if p.words == "" && p.arg == "" {
						t.Errorf("%s: %s has an empty text", l.Code, key)
					}
				}
			}
		}
	}
}

// A sentence that is the same in two languages has been forgotten, but for names.
func TestNothingIsLeftUntranslated(t *testing.T) {
	names := map[string]bool{"site.meaning": true, "components.long": true, "components.right_to_left": true}
	texts := load(t)
	for _, l := range texts.Languages()[1:] {
		for _, key := range l.Keys() {
			mine, theirs := l.Text(key), texts.Languages()[0].Text(key)
			if mine == theirs && len(strings.Fields(mine)) > 3 && !names[key] {
				t.Errorf("%s: %s is still %q", l.Code, key, mine)
			}
		}
	}
}

func TestFilesThatDoNotAgreeAreRefused(t *testing.T) {
	const names = `"date.months":"a b c d e f g h i j k l","date.months_short":"a b c d e f g h i j k l","date.weekdays":"a b c d e f g"`
	for name, c := range map[string]struct{ id, en, says string }{
		"a text is missing":        {`{` + names + `,"x":"X"}`, `{` + names + `}`, `en has no text "x"`},
		"a text too many":          {`{` + names + `}`, `{` + names + `,"x":"X"}`, `id has no text "x"`},
		"other arguments":          {`{` + names + `,"x":"{{.a}}"}`, `{` + names + `,"x":"{{.b}}"}`, `arguments`},
		"an argument not closed":   {`{` + names + `,"x":"{{.a"}`, `{` + names + `}`, `not an argument`},
		"a template":               {`{` + names + `,"x":"{{if .a}}b{{end}}"}`, `{` + names + `}`, `not an argument`},
		"a month is missing":       {`{"date.months":"a","date.months_short":"a b c d e f g h i j k l","date.weekdays":"a b c d e f g"}`, `{` + names + `}`, `date.months: 1 names, not 12`},
		"not JSON":                 {`{`, `{` + names + `}`, `locales/id/pages.json`},
		"the first one is missing": {``, `{` + names + `}`, `no folder id`},
	} {
		files := fstest.MapFS{"locales/en/pages.json": {Data: []byte(c.en)}}
		if c.id != "" {
			files["locales/id/pages.json"] = &fstest.MapFile{Data: []byte(c.id)}
		}
		if _, err := LoadFrom(files, "locales"); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func BenchmarkText(b *testing.B) {
	id := load(b).Language("id")
	b.Run("fixed", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			id.Text("loans.title")
		}
	})
	b.Run("date", func(b *testing.B) {
		b.ReportAllocs()
		at := in(b, "Asia/Jakarta", "2026-11-30T14:05")
		for b.Loop() {
			id.Date(at)
		}
	})
	b.Run("plural", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			id.Count("loans.due_later", 7, "date", "Senin, 30 November 2026")
		}
	})
}

func BenchmarkMatch(b *testing.B) {
	texts := load(b)
	for _, header := range []string{"id", "id-ID,id;q=0.9,en-US;q=0.8,en;q=0.7"} {
		b.Run(header, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				texts.Match(header)
			}
		})
	}
}
