package library

import (
	"bytes"
	"encoding/json"
	"strconv"
	"time"

	"simpanbudi/internal/circulation"
)

// A receipt shows later, word for word, what was decided, even when the rules
// have changed since. So a line keeps its decision and the rule it was made by.

// appendLineJSON writes a decision for a receipt line. It runs in the one
// goroutine that writes for everybody, so it appends instead of reflecting;
// codes and notes are plain words that need no escaping. rule is JSON, or "".
func appendLineJSON(b []byte, d *circulation.Decision, rule string) []byte {
	b = append(b, `{"reasons":[`...)
	for i, r := range d.Reasons {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, `{"code":"`...)
		b = append(b, r.Code...)
		b = append(b, '"')
		if !r.OpensAt.IsZero() {
			b = strconv.AppendInt(append(b, `,"opens_at":`...), r.OpensAt.Unix(), 10)
		}
		if r.Queue != 0 {
			b = strconv.AppendInt(append(b, `,"queue":`...), int64(r.Queue), 10)
		}
		b = append(b, '}')
	}
	b = append(b, `],"notes":[`...)
	for i, n := range d.Notes {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, '"')
		b = append(b, n...)
		b = append(b, '"')
	}
	b = append(b, ']')
	if !d.DueAt.IsZero() {
		b = strconv.AppendInt(append(b, `,"due_at":`...), d.DueAt.Unix(), 10)
	}
	b = strconv.AppendInt(append(b, `,"used":`...), int64(d.RenewalsUsed), 10)
	b = strconv.AppendInt(append(b, `,"left":`...), int64(d.RenewalsLeft), 10)
	if rule != "" {
		b = append(append(b, `,"rule":`...), rule...)
	}
	return append(b, '}')
}

// lineJSON is what appendLineJSON wrote.
type lineJSON struct {
	Reasons []struct {
		Code    circulation.Code `json:"code"`
		OpensAt int64            `json:"opens_at"`
		Queue   int              `json:"queue"`
	} `json:"reasons"`
	Notes []circulation.Note `json:"notes"`
	DueAt int64              `json:"due_at"`
	Used  int                `json:"used"`
	Left  int                `json:"left"`
	Rule  json.RawMessage    `json:"rule"`
}

// parseLineJSON reads a decision back, its instants in zone, and the rule, nil
// where the loan is not the member's. Where nothing was decided because the
// loan was in another state, the decision is the zero one.
func parseLineJSON(text, result string, zone *time.Location) (circulation.Decision, *circulation.RuleEntry, error) {
	var j lineJSON
	if err := json.Unmarshal([]byte(text), &j); err != nil {
		return circulation.Decision{}, nil, err
	}
	if result != ResultRenewed && result != ResultRefused {
		rule, err := j.rule()
		return circulation.Decision{}, rule, err
	}
	d := circulation.Decision{
		Allowed: result == ResultRenewed, DueAt: instantIn(j.DueAt, zone),
		RenewalsUsed: j.Used, RenewalsLeft: j.Left, Notes: j.Notes,
	}
	for _, r := range j.Reasons {
		d.Reasons = append(d.Reasons, circulation.Reason{
			Code: r.Code, Override: circulation.OverrideOf(r.Code), OpensAt: instantIn(r.OpensAt, zone), Queue: r.Queue,
		})
	}
	rule, err := j.rule()
	return d, rule, err
}

// rule reads the rule, nil where there is none.
func (j *lineJSON) rule() (*circulation.RuleEntry, error) {
	if len(j.Rule) == 0 {
		return nil, nil
	}
	rules, err := circulation.ParseRules(append(append([]byte{'['}, j.Rule...), ']'))
	if err != nil {
		return nil, err
	}
	return &rules[0], nil
}

func instantIn(seconds int64, zone *time.Location) time.Time {
	if seconds == 0 {
		return time.Time{}
	}
	return time.Unix(seconds, 0).In(zone)
}

// receiptRules writes every rule as receipts keep it: its place, and the fields
// in which it differs from the rule of a plain public library.
func receiptRules(set *circulation.RuleSet) (map[*circulation.RuleEntry]string, error) {
	plain, err := fieldsOf(circulation.DefaultRule())
	if err != nil {
		return nil, err
	}
	texts := make(map[*circulation.RuleEntry]string, len(set.Entries()))
	for i := range set.Entries() {
		e := &set.Entries()[i]
		fields, err := fieldsOf(e.Rule)
		if err != nil {
			return nil, err
		}
		for name, value := range fields {
			if bytes.Equal(value, plain[name]) {
				delete(fields, name)
			}
		}
		rule, err := json.Marshal(fields)
		if err != nil {
			return nil, err
		}
		text, err := json.Marshal(ruleParts{Branch: e.Branch, Category: e.Category, ItemType: e.ItemType, Rule: rule})
		if err != nil {
			return nil, err
		}
		texts[e] = string(text)
	}
	return texts, nil
}

func fieldsOf(r circulation.Rule) (map[string]json.RawMessage, error) {
	text, err := json.Marshal(r)
	if err != nil {
		return nil, err
	}
	fields := map[string]json.RawMessage{}
	return fields, json.Unmarshal(text, &fields)
}
