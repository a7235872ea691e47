package circulation

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

func TestTheDefaultRuleIsTheContracts(t *testing.T) {
	text, err := json.Marshal(DefaultRule())
	if err != nil {
		t.Fatal(err)
	}
	const want = `{"loan":"P7D","renewal":"P7D","renewals_allowed":2,"max_total":"P21D","renew_from":"later",` +
		`"window":null,"window_precision":"day","overdue":"allow","overdue_grace_days":0,"closed_days":"next_open_day",` +
		`"latest_due":null,"cap_at_card_expiry":true,"holds_block":"title_if_short","fines_limit":null,` +
		`"unseen_renewals_allowed":null,"once_per_day":true,"renewable":true,"schedule":[],"auto_renew":false}`
	if string(text) != want {
		t.Errorf("\n got %s\nwant %s", text, want)
	}
	var empty Rule
	if err := json.Unmarshal([]byte(`{}`), &empty); err != nil || !reflect.DeepEqual(empty, DefaultRule()) {
		t.Errorf("a rule that says nothing is %+v, error %v", empty, err)
	}
}

func TestARuleSaysEverythingBack(t *testing.T) {
	const text = `{"loan":"P14D","renewal":"PT3H","renewals_allowed":null,"max_total":null,"renew_from":"today",` +
		`"window":"PT0H","window_precision":"instant","overdue":"block_member","overdue_grace_days":3,` +
		`"closed_days":"previous_open_day","latest_due":"2027-06-30","cap_at_card_expiry":false,"holds_block":"copy",` +
		`"fines_limit":5000,"unseen_renewals_allowed":1,"once_per_day":false,"renewable":false,` +
		`"schedule":[{"from":"2026-07-13","to":"2026-12-19","due":"2026-12-19"}],"auto_renew":true}`
	var r Rule
	if err := json.Unmarshal([]byte(text), &r); err != nil {
		t.Fatal(err)
	}
	if back, err := json.Marshal(r); err != nil || string(back) != text {
		t.Errorf("\n got %s\nwant %s, error %v", back, text, err)
	}
}

func TestRulesFilesAreReadStrictly(t *testing.T) {
	for _, c := range []struct{ text, field string }{
		{`{}`, ""},
		{`[`, ""},
		{`[{}] []`, ""},
		{`[1]`, ""},
		{`[{"branch":""}]`, "branch"},
		{`[{"branch":null}]`, "branch"},
		{`[{"Branch":"*"}]`, "Branch"},
		{`[{"branch":"*","branch":"B"}]`, "branch"},
		{`[{"rule":null}]`, "rule"},
		{`[{},{"rule":{"renewal":"P0D"}}]`, "rule.renewal"},
		{`[{"rule":{"closed_days":"count_open_days","loan":"P1M"}}]`, "rule.loan"},
		{`[{"loan_limit":-1}]`, "loan_limit"},
		{`[{"loan_limit":"2"}]`, "loan_limit"},
		{`[{"fine":{"per_day":-500}}]`, "fine.per_day"},
		{`[{"fine":{"per_day":null}}]`, "fine.per_day"},
		{`[{"fine":{"count":"weekdays"}}]`, "fine.count"},
		{`[{"fine":{"perday":500}}]`, "fine.perday"},
		{`[{"suspension":{"max_days":1.5}}]`, "suspension.max_days"},
		{`[{"source":7}]`, "source"},
		{"[{\"source\":\"\xff\"}]", "source"},
	} {
		_, err := ParseRules([]byte(c.text))
		bad, ok := errors.AsType[*InvalidError](err)
		if !ok || bad.Field != c.field || bad.Code != "invalid" {
			t.Errorf("%s: got %v, want an error of %q", c.text, err, c.field)
		}
	}
	_, err := ParseRules([]byte(`[{},{},{"loan_limit":-1}]`))
	if err == nil || !strings.Contains(err.Error(), "rule 3 ") {
		t.Errorf("the error does not say which rule: %v", err)
	}
}

func TestARulesFileMayStartWithAByteOrderMark(t *testing.T) {
	entries, err := ParseRules([]byte("\ufeff[{}]\r\n"))
	if err != nil || len(entries) != 1 {
		t.Errorf("%+v, %v", entries, err)
	}
}

func TestWhatARulesFileLeavesOut(t *testing.T) {
	entries, err := ParseRules([]byte(`[{}]`))
	if err != nil {
		t.Fatal(err)
	}
	want := []RuleEntry{{Branch: "*", Category: "*", ItemType: "*", Rule: DefaultRule(), Fine: Fine{Count: CountAllDays}}}
	if !reflect.DeepEqual(entries, want) {
		t.Errorf("got %+v", entries)
	}
}

func TestRulesReadBackAsTheyWereWritten(t *testing.T) {
	limit, most, days := 3, int64(20000), 30
	entries := []RuleEntry{
		{Branch: "B", Category: "pelajar & guru", ItemType: "*", Source: "<Perda> 1/2026", Rule: DefaultRule(), LoanLimit: &limit,
			Fine:       Fine{PerDay: 500, Max: &most, GraceDays: 1, Count: CountOpenDays, LegalBasis: "Perda 1/2026"},
			Suspension: Suspension{DaysPerLateDay: 2, MaxDays: &days, GraceDays: 1}},
		{Branch: "*", Category: "*", ItemType: "*", Rule: DefaultRule(), Fine: Fine{Count: CountAllDays}},
	}
	text, err := MarshalRules(entries)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := ParseRules(text); err != nil || !reflect.DeepEqual(again, entries) {
		t.Errorf("%s\nis read as %+v, error %v", text, again, err)
	}
	if strings.Count(string(text), `"source"`) != 1 {
		t.Errorf("a source that is not known is written: %s", text)
	}
	if none, err := MarshalRules([]RuleEntry{{}}); err != nil || !strings.Contains(string(none), `"count": "all_days"`) {
		t.Errorf("a fine that says nothing is written %s, error %v", none, err)
	}
}

func TestPresetsAreRealLibrariesRules(t *testing.T) {
	type want struct {
		loan, renewal string
		renewals      int
		limit         int // 0: none given
		perDay        int64
		suspension    int
	}
	for name, w := range map[string]want{
		"kudus":      {"P7D", "P7D", 2, 0, 0, 0},
		"jakarta":    {"P14D", "P14D", 1, 2, 0, 1},
		"diy":        {"P7D", "P7D", 1, 2, 0, 1},
		"sumsel":     {"P7D", "P7D", 2, 3, 0, 0},
		"university": {"P14D", "P14D", 1, 6, 500, 0},
		"school":     {"P7D", "P7D", 1, 0, 0, 0},
	} {
		text, err := os.ReadFile(filepath.Join("..", "..", "data", "presets", name+".json"))
		if err != nil {
			t.Fatal(err)
		}
		entries, err := ParseRules(text)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		set, err := NewRuleSet(entries)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		e := set.Match("B", "C", "T")
		limit := 0
		if e.LoanLimit != nil {
			limit = *e.LoanLimit
		}
		got := want{e.Rule.Loan.String(), e.Rule.Renewal.String(), *e.Rule.RenewalsAllowed, limit,
			e.Fine.PerDay, e.Suspension.DaysPerLateDay}
		if got != w {
			t.Errorf("%s: got %+v, want %+v", name, got, w)
		}
		if e.Source == "" {
			t.Errorf("%s does not say where it is published", name)
		}
		if e.Fine.PerDay > 0 && e.Fine.LegalBasis == "" {
			t.Errorf("%s takes money without a legal basis", name)
		}
	}
	all, err := filepath.Glob("../../data/presets/*.json")
	if err != nil || len(all) != 6 {
		t.Errorf("there are %d presets, error %v", len(all), err)
	}
}
