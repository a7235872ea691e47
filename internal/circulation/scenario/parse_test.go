package scenario

import (
	"bytes"
	"strings"
	"testing"
)

const minimal = `{"id":"m","now":"2026-11-23T09:00:00+07:00",` +
	`"loan":{"borrowed_at":"2026-11-16T10:00:00+07:00","due_at":"2026-11-23T23:59:59+07:00"}}`

func TestWhatIsLeftOutHasTheContractsValues(t *testing.T) {
	whole, err := Parse([]byte(readFile(t, "testdata/contract.json")))
	if err != nil {
		t.Fatal(err)
	}
	short, err := Parse([]byte(minimal))
	if err != nil {
		t.Fatal(err)
	}
	short.ID = whole.ID
	// The scenario is written with every field, so equal texts mean equal facts.
	wholeText, err := whole.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	shortText, err := short.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(wholeText, shortText) {
		t.Errorf("\n got %s\nwant %s", shortText, wholeText)
	}
}

func TestAScenarioIsWrittenAsTheContractShowsIt(t *testing.T) {
	example := readFile(t, "testdata/contract.json")
	s, err := Parse([]byte(example))
	if err != nil {
		t.Fatal(err)
	}
	got, err := s.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	var lines strings.Builder
	for line := range strings.Lines(example) {
		lines.WriteString(strings.TrimSpace(line))
	}
	want := strings.Replace(lines.String(), `"any text"`, `"any text"`, 1)
	if string(got) != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}

func TestNullStandsOnlyWhereThereMayBeNone(t *testing.T) {
	example := readFile(t, "testdata/contract.json")
	nullable := map[string]bool{
		"rule.renewals_allowed": true, "rule.window": true, "rule.max_total": true, "rule.fines_limit": true,
		"rule.unseen_renewals_allowed": true, "rule.latest_due": true, "member.card_expires_on": true,
		"member.suspended_until": true, "loan.last_renewed_at": true,
	}
	for _, field := range allFields {
		patch := "null"
		names := strings.Split(field, ".")
		for i := len(names) - 1; i >= 0; i-- {
			patch = `{"` + names[i] + `":` + patch + `}`
		}
		_, err := Parse(layOver(t, example, patch))
		switch {
		case nullable[field] && err != nil:
			t.Errorf("%s: null is refused: %v", field, err)
		case !nullable[field] && err == nil:
			t.Errorf("%s: null is taken", field)
		case !nullable[field] && shortError(err) != "error "+field:
			t.Errorf("%s: null gives %q", field, shortError(err))
		}
	}
}

var allFields = strings.Fields(`id now timezone rule calendar member loan item holds actor paused
	rule.loan rule.renewal rule.renewals_allowed rule.max_total rule.renew_from rule.window rule.window_precision
	rule.overdue rule.overdue_grace_days rule.closed_days rule.latest_due rule.cap_at_card_expiry rule.holds_block
	rule.fines_limit rule.unseen_renewals_allowed rule.once_per_day rule.renewable rule.schedule rule.auto_renew
	calendar.closed_weekdays calendar.closed_dates calendar.open_dates
	member.status member.card_expires_on member.suspended_until member.fines member.overdue_loans
	loan.borrowed_at loan.due_at loan.renewals loan.unseen_renewals loan.last_renewed_at loan.status loan.own
	item.renewable holds.on_copy holds.on_title holds.free_copies`)

func TestImpossibleValuesNameTheirField(t *testing.T) {
	example := readFile(t, "testdata/contract.json")
	for _, c := range []struct{ patch, field string }{
		{`{"id":7}`, "id"},
		{`{"now":"2026-11-23 09:00:00"}`, "now"},
		{`{"now":"2026-11-23T09:00:00"}`, "now"},
		{`{"now":"2026-02-31T09:00:00+07:00"}`, "now"},
		{`{"now":"2026-11-23T24:00:00+07:00"}`, "now"},
		{`{"now":"2026-11-23T9:00:00+07:00"}`, "now"},
		{`{"now":1795417200}`, "now"},
		{`{"timezone":"Asia/Kudus"}`, "timezone"},
		{`{"timezone":""}`, "timezone"},
		{`{"timezone":"Local"}`, "timezone"},
		{`{"timezone":"../../etc/passwd"}`, "timezone"},
		{`{"timezone":"Asia//Jakarta"}`, "timezone"},
		{`{"rule":[]}`, "rule"},
		{`{"rule":{"renewals":2}}`, "rule.renewals"},
		{`{"rule":{"Renewal":"P7D"}}`, "rule.Renewal"},
		{`{"rule":{"renewal":"P1DT2H"}}`, "rule.renewal"},
		{`{"rule":{"renewal":"-P1D"}}`, "rule.renewal"},
		{`{"rule":{"renewal":"P-1D"}}`, "rule.renewal"},
		{`{"rule":{"renewal":"P"}}`, "rule.renewal"},
		{`{"rule":{"renewal":""}}`, "rule.renewal"},
		{`{"rule":{"renewal":"P0D"}}`, "rule.renewal"},
		{`{"rule":{"renewal":"PT0H"}}`, "rule.renewal"},
		{`{"rule":{"renewal":7}}`, "rule.renewal"},
		{`{"rule":{"loan":"P0D"}}`, "rule.loan"},
		{`{"rule":{"max_total":"P0D"}}`, "rule.max_total"},
		{`{"rule":{"window":"P1DT1H"}}`, "rule.window"},
		{`{"rule":{"renewals_allowed":-1}}`, "rule.renewals_allowed"},
		{`{"rule":{"renewals_allowed":1.5}}`, "rule.renewals_allowed"},
		{`{"rule":{"renewals_allowed":"2"}}`, "rule.renewals_allowed"},
		{`{"rule":{"renewals_allowed":99999999999999999999}}`, "rule.renewals_allowed"},
		{`{"rule":{"renew_from":"Later"}}`, "rule.renew_from"},
		{`{"rule":{"window_precision":"hour"}}`, "rule.window_precision"},
		{`{"rule":{"overdue":"block"}}`, "rule.overdue"},
		{`{"rule":{"overdue_grace_days":-1}}`, "rule.overdue_grace_days"},
		{`{"rule":{"closed_days":"skip"}}`, "rule.closed_days"},
		{`{"rule":{"latest_due":"2026-02-31"}}`, "rule.latest_due"},
		{`{"rule":{"latest_due":"31/12/2026"}}`, "rule.latest_due"},
		{`{"rule":{"cap_at_card_expiry":1}}`, "rule.cap_at_card_expiry"},
		{`{"rule":{"holds_block":"all"}}`, "rule.holds_block"},
		{`{"rule":{"fines_limit":-1}}`, "rule.fines_limit"},
		{`{"rule":{"schedule":{}}}`, "rule.schedule"},
		{`{"rule":{"schedule":["2026-12-19"]}}`, "rule.schedule"},
		{`{"rule":{"schedule":[{"from":"2026-07-13","to":"2026-12-19"}]}}`, "rule.schedule.due"},
		{`{"rule":{"schedule":[{"from":"2026-07-13","due":"2026-12-19"}]}}`, "rule.schedule.to"},
		{`{"rule":{"schedule":[{"from":"13-07-2026","to":"2026-12-19","due":"2026-12-19"}]}}`, "rule.schedule.from"},
		{`{"rule":{"closed_days":"count_open_days","renewal":"P1M"}}`, "rule.renewal"},
		{`{"calendar":{"closed_weekdays":["Monday"]}}`, "calendar.closed_weekdays"},
		{`{"calendar":{"closed_weekdays":"monday"}}`, "calendar.closed_weekdays"},
		{`{"calendar":{"closed_dates":["2026-13-01"]}}`, "calendar.closed_dates"},
		{`{"calendar":{"open_dates":[20261201]}}`, "calendar.open_dates"},
		{`{"member":{"status":"inactive"}}`, "member.status"},
		{`{"member":{"fines":-1}}`, "member.fines"},
		{`{"member":{"name":"x"}}`, "member.name"},
		{`{"loan":{"renewals":-1}}`, "loan.renewals"},
		{`{"loan":{"status":"overdue"}}`, "loan.status"},
		{`{"loan":{"own":"yes"}}`, "loan.own"},
		{`{"item":true}`, "item"},
		{`{"holds":{"on_copy":-2}}`, "holds.on_copy"},
		{`{"actor":"staff"}`, "actor"},
		{`{"paused":"no"}`, "paused"},
		{`{"extra":1}`, "extra"},
	} {
		if _, err := Parse(layOver(t, example, c.patch)); err == nil || shortError(err) != "error "+c.field {
			t.Errorf("%s: got %v, want an error of %q", c.patch, err, c.field)
		}
	}
}

func TestTextThatIsNotAScenario(t *testing.T) {
	for _, c := range []struct{ text, field, id string }{
		{``, "", ""},
		{`null`, "", ""},
		{`[` + minimal + `]`, "", ""},
		{minimal + `x`, "", "m"},
		{minimal + "\x00", "", "m"},
		{minimal + minimal, "", "m"},
		{minimal[:len(minimal)-1], "", "m"},
		{`{"now":"2026-11-23T09:00:00+07:00","id":"a"}`, "loan", "a"},
		{`{"id":"a","loan":{}}`, "now", "a"},
		{`{"id":"a","now":"2026-11-23T09:00:00+07:00","loan":{"due_at":"2026-11-23T23:59:59+07:00"}}`, "loan.borrowed_at", "a"},
		{`{"id":"a","now":"2026-11-23T09:00:00+07:00","loan":{"borrowed_at":"2026-11-23T23:59:59+07:00"}}`, "loan.due_at", "a"},
		{`{"rule":{"renewal":"P0D"},"id":"after the fault"}`, "rule.renewal", "after the fault"},
		{`{"rule":{"renewal":"P0D"},"id":"broken after the fault"`, "", "broken after the fault"},
		{`{"rule":{"id":"not this","renewal":"P0D"},"id":"b\u0041"}`, "rule.id", "bA"},
		{`{"paused":true,"paused":true,"id":"twice"}`, "paused", "twice"},
		{`{"rule":{"loan":"P7D","lo\u0061n":"P7D"}}`, "rule.loan", ""},
		{"{\"id\":\"\xff\"}", "id", "\ufffd"},
		{"{\"member\":{\"status\":\"\xff\"}}", "member.status", ""},
		{`{"id":"\ud83d"}`, "id", "\ufffd"},
		{`{"id":"\\ud83d","x":1}`, "x", `\ud83d`},
		{`{"id":"tab	"}`, "", ""},
		{`{"a":` + strings.Repeat("[", 100000), "", ""},
		{`{"a" 1}`, "", ""},
		{`{"paused":tru}`, "", ""},
		{`{"holds":{"on_copy":01}}`, "", ""},
		{`{"holds":{"on_copy":1,}}`, "", ""},
		{`{'id':'x'}`, "", ""},
	} {
		s, err := Parse([]byte(c.text))
		if err == nil || shortError(err) != "error "+c.field {
			t.Errorf("%.60s: got %v, want an error of %q", c.text, err, c.field)
		}
		if s.ID != c.id {
			t.Errorf("%.60s: read the id %q, want %q", c.text, s.ID, c.id)
		}
	}
}

func TestIDsComeBackAsTheyWere(t *testing.T) {
	for _, id := range []string{``, `\"quoted\"`, `a\\b`, `naïve 📚`, `\ud83d\udcda`, `<&>`, `\u0000`, `\u2028`} {
		s, err := Parse([]byte(strings.Replace(minimal, `"m"`, `"`+id+`"`, 1)))
		if err != nil {
			t.Errorf("%s: %v", id, err)
			continue
		}
		again := s
		again.ID = ""
		text := appendText(nil, s.ID)
		again, err = Parse([]byte(strings.Replace(minimal, `"m"`, string(text), 1)))
		if err != nil || again.ID != s.ID {
			t.Errorf("%s came back as %q, error %v", id, again.ID, err)
		}
	}
}
