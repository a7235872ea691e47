package view

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
)

func languages(t *testing.T) []*i18n.Language {
	t.Helper()
	all, err := i18n.Load()
	if err != nil {
		t.Fatal(err)
	}
	return all.Languages()
}

// A field that is added to a rule must get its place in the form.
func TestTheFormHasEveryFieldOfARulesFile(t *testing.T) {
	text, err := circulation.MarshalRules([]circulation.RuleEntry{{Branch: "*", Category: "*", ItemType: "*", Source: "x", Rule: circulation.DefaultRule()}})
	if err != nil {
		t.Fatal(err)
	}
	var file []map[string]any
	if err := json.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	var paths []string
	for name, value := range file[0] {
		if inner, ok := value.(map[string]any); ok {
			for n := range inner {
				paths = append(paths, name+"."+n)
			}
		} else if !slices.Contains([]string{"branch", "category", "item_type", "source"}, name) {
			paths = append(paths, name)
		}
	}
	var fields []string
	for _, topic := range RuleTopics() {
		for _, f := range topic.Fields {
			fields = append(fields, f.Path)
		}
	}
	slices.Sort(paths)
	slices.Sort(fields)
	if !slices.Equal(paths, fields) {
		t.Errorf("the file has\n%v\nthe form\n%v", paths, fields)
	}
}

func TestEveryFieldOfARuleHasItsWordsInEveryLanguage(t *testing.T) {
	bad := []string{"months", "place", "place_exists"}
	for _, l := range languages(t) {
		want := func(key string) {
			if !l.Has(key) {
				t.Errorf("%s: there is no text %s", l.Code, key)
			}
		}
		for _, topic := range RuleTopics() {
			want("rule.topic_" + topic.Name)
			for _, f := range append(topic.Fields, sourceField) {
				want("desk_house.label." + f.Key())
				want("desk_house.hint." + f.Key())
				want("desk_house.bad." + f.Kind)
				for _, c := range f.Choices {
					want("desk_house.option." + f.Key() + "." + c)
				}
			}
		}
		for _, key := range bad {
			want("desk_house.bad." + key)
		}
		for _, name := range library.Presets() {
			want("desk_house.preset." + name)
		}
		for _, kind := range []string{library.HolidayDecreed, library.HolidayCollective, library.HolidayEstimate} {
			want("desk_house.holiday." + kind)
		}
	}
}

func TestPeriodsAreTypedAsPeopleSayThem(t *testing.T) {
	id := languages(t)[0]
	for text, want := range map[string]string{
		"7 hari": "P7D", "2 minggu": "P14D", " 1 Bulan ": "P1M", "1 bulan 10 hari": "P1M10D", "1 bulan, 10 hari": "P1M10D", "3 jam": "PT3H",
		"90 menit": "PT90M", "1 jam 30 menit": "PT90M", "2 days": "P2D", "p7d": "P7D", "PT0H": "PT0H", "1 tahun": "P12M", "0 hari": "P0D", "7hari": "P7D",
		"": "", "7": "", "hari": "", "7 kali": "", "7 hari 3 jam": "", "-7 hari": "", "7 hari 2 hari": "", "1,5 bulan": "", "9999999 hari": "",
	} {
		got, ok := PeriodOf(id, text)
		if !ok {
			got = ""
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// What the form shows of a period is read as the same period, in every language.
func TestAPeriodThatIsShownIsReadAsItself(t *testing.T) {
	for _, l := range languages(t) {
		for _, iso := range []string{"P7D", "P14D", "P1M", "P1M10D", "P12M", "PT3H", "PT90M", "PT30S", "P0D", "PT0H"} {
			shown := PeriodTyped(l, iso)
			if got, ok := PeriodOf(l, shown); !ok || got != iso {
				t.Errorf("%s: %s is shown as %q and read as %q", l.Code, iso, shown, got)
			}
		}
	}
}

func TestDifferencesOfRulesAreToldFieldByField(t *testing.T) {
	id := languages(t)[0]
	before := circulation.RuleEntry{Rule: circulation.DefaultRule()}
	after := before
	after.Rule.Loan = circulation.Period{Days: 14}
	after.Rule.RenewalsAllowed = nil
	after.Rule.Renewable = false
	after.Rule.ClosedDays = circulation.ClosedIgnore
	after.Rule.LatestDue = circulation.NewDay(2026, 12, 19)
	after.Rule.Schedule = []circulation.Term{{From: after.Rule.LatestDue, To: after.Rule.LatestDue, Due: after.Rule.LatestDue}}
	after.Fine.PerDay = 1500
	got := strings.Join(RuleDifferences(id, &before, &after), "\n")
	want := `Masa pinjam: 7 hari → 14 hari
Boleh diperpanjang: ya → tidak
Jumlah perpanjangan: 2 → tanpa batas
Bila jatuh pada hari tutup: ke hari buka berikutnya → tetap pada tanggalnya
Tanggal kembali paling akhir: tidak ada → Sabtu, 19 Desember 2026
Tanggal kembali yang ditetapkan: tidak ada → Sabtu, 19 Desember 2026 sampai Sabtu, 19 Desember 2026, kembali Sabtu, 19 Desember 2026
Denda per hari, rupiah: Rp0 → Rp1.500`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if again := RuleDifferences(id, &after, &after); len(again) != 0 {
		t.Errorf("a rule differs from itself: %v", again)
	}
}
