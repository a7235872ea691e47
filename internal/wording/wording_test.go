package wording

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"simpanbudi/data"
	"simpanbudi/internal/circulation"
	"simpanbudi/internal/i18n"
)

var update = flag.Bool("update", false, "write the golden files anew")

// languages are those whose sentences are checked word for word: Indonesian,
// then English.
func languages(t testing.TB) []*i18n.Language {
	t.Helper()
	texts, err := i18n.Load()
	if err != nil {
		t.Fatal(err)
	}
	return []*i18n.Language{texts.Language("id"), texts.Language("en")}
}

// entry reads the one rule of a rules file.
func entry(t testing.TB, text string) circulation.RuleEntry {
	t.Helper()
	entries, err := circulation.ParseRules([]byte("[" + text + "]"))
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return entries[0]
}

// told is all sentences of a rule, each on a line below its heading.
func told(l *i18n.Language, e *circulation.RuleEntry) string {
	var b strings.Builder
	for _, topic := range Rule(l, e, 0) {
		b.WriteString(topic.Heading + "\n")
		for _, s := range topic.Sentences {
			b.WriteString("  " + s + "\n")
		}
	}
	return b.String()
}

// golden compares with testdata/name, or writes it with -update.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s: got\n%s\nwant\n%s", name, got, want)
	}
}

// cases are values of every field of a rules file, by its name there. {} is the
// rule of a plain public library.
var cases = []struct{ field, rule string }{
	{"loan", `{"rule":{"loan":"P1M10D"}}`},
	{"loan", `{"rule":{"loan":"PT3H","renewal":"PT90M"}}`},
	{"renewal", `{"rule":{"renewal":"P14D"}}`},
	{"renewals_allowed", `{"rule":{"renewals_allowed":0}}`},
	{"renewals_allowed", `{"rule":{"renewals_allowed":1}}`},
	{"renewals_allowed", `{"rule":{"renewals_allowed":1,"max_total":null}}`},
	{"renewals_allowed", `{"rule":{"renewals_allowed":null}}`},
	{"renewals_allowed", `{"rule":{"renewals_allowed":null,"max_total":null}}`},
	{"max_total", `{"rule":{"max_total":"P1M"}}`},
	{"max_total", `{"rule":{"max_total":null}}`},
	{"renew_from", `{"rule":{"renew_from":"due_date"}}`},
	{"renew_from", `{"rule":{"renew_from":"today"}}`},
	{"window", `{"rule":{"window":"P3D"}}`},
	{"window", `{"rule":{"window":"P0D"}}`},
	{"window", `{"rule":{"window":"PT6H"}}`},
	{"window", `{"rule":{"window":"PT0H"}}`},
	{"window_precision", `{"rule":{"window":"P3D","window_precision":"instant"}}`},
	{"window_precision", `{"rule":{"window":"P0D","window_precision":"instant"}}`},
	{"overdue", `{"rule":{"overdue":"block_loan"}}`},
	{"overdue", `{"rule":{"overdue":"block_member"}}`},
	{"overdue_grace_days", `{"rule":{"overdue":"block_loan","overdue_grace_days":1}}`},
	{"overdue_grace_days", `{"rule":{"overdue":"block_member","overdue_grace_days":3}}`},
	{"overdue_grace_days", `{"rule":{"overdue":"block_loan","overdue_grace_days":3,"renewal":"PT2H"}}`},
	{"closed_days", `{"rule":{"closed_days":"ignore"}}`},
	{"closed_days", `{"rule":{"closed_days":"count_open_days"}}`},
	{"closed_days", `{"rule":{"closed_days":"next_same_weekday"}}`},
	{"closed_days", `{"rule":{"closed_days":"previous_open_day"}}`},
	{"latest_due", `{"rule":{"latest_due":"2026-12-19"}}`},
	{"cap_at_card_expiry", `{"rule":{"cap_at_card_expiry":false}}`},
	{"holds_block", `{"rule":{"holds_block":"never"}}`},
	{"holds_block", `{"rule":{"holds_block":"copy"}}`},
	{"holds_block", `{"rule":{"holds_block":"title"}}`},
	{"fines_limit", `{"rule":{"fines_limit":0}}`},
	{"fines_limit", `{"rule":{"fines_limit":10000}}`},
	{"unseen_renewals_allowed", `{"rule":{"unseen_renewals_allowed":0}}`},
	{"unseen_renewals_allowed", `{"rule":{"unseen_renewals_allowed":1}}`},
	{"unseen_renewals_allowed", `{"rule":{"unseen_renewals_allowed":3}}`},
	{"once_per_day", `{"rule":{"once_per_day":false}}`},
	{"renewable", `{"rule":{"renewable":false}}`},
	{"schedule", `{"rule":{"schedule":[{"from":"2026-07-13","to":"2026-12-05","due":"2026-12-19"}]}}`},
	{"schedule", `{"rule":{"max_total":null,"schedule":[{"from":"2026-07-13","to":"2026-12-05","due":"2026-12-19"}]}}`},
	{"schedule", `{"rule":{"renewals_allowed":null,"schedule":[{"from":"2026-07-13","to":"2026-12-05","due":"2026-12-19"}]}}`},
	{"schedule", `{"rule":{"renewals_allowed":null,"max_total":null,"schedule":[{"from":"2026-07-13","to":"2026-12-05","due":"2026-12-19"}]}}`},
	{"schedule", `{"rule":{"closed_days":"count_open_days","schedule":[{"from":"2026-07-13","to":"2026-12-05","due":"2026-12-19"}]}}`},
	{"auto_renew", `{"rule":{"auto_renew":true}}`},
	{"loan_limit", `{"loan_limit":0}`},
	{"loan_limit", `{"loan_limit":1}`},
	{"loan_limit", `{"loan_limit":3}`},
	{"fine.per_day", `{"fine":{"per_day":500}}`},
	{"fine.max", `{"fine":{"per_day":500,"max":25000}}`},
	{"fine.grace_days", `{"fine":{"per_day":500,"grace_days":2}}`},
	{"fine.count", `{"fine":{"per_day":500,"count":"open_days"}}`},
	{"fine.legal_basis", `{"fine":{"per_day":500,"legal_basis":"Perda Nomor 5 Tahun 2020"}}`},
	{"suspension.days_per_late_day", `{"suspension":{"days_per_late_day":1}}`},
	{"suspension.days_per_late_day", `{"suspension":{"days_per_late_day":2}}`},
	{"suspension.max_days", `{"suspension":{"days_per_late_day":1,"max_days":14}}`},
	{"suspension.grace_days", `{"suspension":{"days_per_late_day":1,"grace_days":1}}`},
}

func TestEveryValueOfEveryFieldHasItsWords(t *testing.T) {
	for _, l := range languages(t) {
		plain := entry(t, `{}`)
		usual := strings.Split(told(l, &plain), "\n")
		var b strings.Builder
		b.WriteString("{}\n" + told(l, &plain))
		for _, c := range cases {
			e := entry(t, c.rule)
			b.WriteString("\n" + c.field + ": " + c.rule + "\n")
			fresh := 0
			for line := range strings.SplitSeq(told(l, &e), "\n") {
				if strings.HasPrefix(line, "  ") && !slices.Contains(usual, line) {
					b.WriteString(line + "\n")
					fresh++
				}
			}
			if fresh == 0 {
				t.Errorf("%s: %s says nothing that {} does not say", l.Code, c.rule)
			}
		}
		golden(t, "fields."+l.Code+".txt", b.String())
	}
}

func TestEveryPresetHasItsWords(t *testing.T) {
	presets, err := data.Files.ReadDir("presets")
	if err != nil || len(presets) < 6 {
		t.Fatal(presets, err)
	}
	for _, l := range languages(t) {
		var b strings.Builder
		for _, file := range presets {
			text, err := data.Files.ReadFile("presets/" + file.Name())
			if err != nil {
				t.Fatal(err)
			}
			entries, err := circulation.ParseRules(text)
			if err != nil {
				t.Fatal(err)
			}
			for i := range entries {
				e := &entries[i]
				b.WriteString("= " + file.Name() + " " + e.Branch + " " + e.Category + " " + e.ItemType + "\n" + told(l, e) + "\n")
			}
		}
		golden(t, "presets."+l.Code+".txt", b.String())
	}
}

// A field that is added to a rule has no words until it is added to the cases.
func TestTheCasesNameEveryFieldOfARulesFile(t *testing.T) {
	e := entry(t, `{}`)
	text, err := circulation.MarshalRules([]circulation.RuleEntry{e})
	if err != nil {
		t.Fatal(err)
	}
	var file []map[string]json.RawMessage
	if err := json.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	fields := []string{"loan_limit"}
	for part, prefix := range map[string]string{"rule": "", "fine": "fine.", "suspension": "suspension."} {
		var object map[string]any
		if err := json.Unmarshal(file[0][part], &object); err != nil {
			t.Fatal(err)
		}
		for name := range object {
			fields = append(fields, prefix+name)
		}
	}
	if got := reflect.TypeFor[circulation.Rule]().NumField() + 9; len(fields) != got {
		t.Errorf("%d fields in the file, %d in the structs", len(fields), got)
	}
	for _, field := range fields {
		if !slices.ContainsFunc(cases, func(c struct{ field, rule string }) bool { return c.field == field }) {
			t.Errorf("no case for %s", field)
		}
	}
}

func TestTermsThatAreOverAreLeftOut(t *testing.T) {
	e := entry(t, `{"rule":{"schedule":[{"from":"2026-07-13","to":"2026-12-05","due":"2026-12-19"},{"from":"2026-12-06","to":"2027-06-19","due":"2027-06-19"}]}}`)
	l := languages(t)[0]
	for today, want := range map[string]int{"2026-12-05": 2, "2026-12-06": 1, "2027-06-20": 0} {
		day, err := circulation.ParseDay(today)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, s := range Rule(l, &e, day)[0].Sentences {
			if strings.HasPrefix(s, "Dipinjam atau diperpanjang dari ") {
				n++
			}
		}
		if n != want {
			t.Errorf("%s: %d terms, want %d", today, n, want)
		}
	}
}

func TestOpenDaysAreToldAsPeopleSayThem(t *testing.T) {
	id, en := languages(t)[0], languages(t)[1]
	closed := func(days ...int) *circulation.Calendar {
		c := &circulation.Calendar{}
		for _, d := range days {
			c.ClosedWeekdays[d] = true
		}
		return c
	}
	for _, c := range []struct {
		calendar *circulation.Calendar
		id, en   string
	}{
		{nil, "Buka setiap hari.", "Open every day."},
		{closed(0), "Buka setiap hari kecuali Minggu.", "Open every day but Sunday."},
		{closed(0, 6), "Buka setiap hari kecuali Sabtu dan Minggu.", "Open every day but Saturday and Sunday."},
		{closed(0, 2, 4, 6), "Buka setiap Senin, Rabu dan Jumat.", "Open every Monday, Wednesday and Friday."},
		{closed(0, 1, 2, 3, 4, 5, 6), "Sedang tutup sepanjang minggu.", "Closed all week for now."},
	} {
		if got := OpenDays(id, c.calendar); got != c.id {
			t.Errorf("%q, want %q", got, c.id)
		}
		if got := OpenDays(en, c.calendar); got != c.en {
			t.Errorf("%q, want %q", got, c.en)
		}
	}
}
