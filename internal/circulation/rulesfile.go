package circulation

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
)

// ParseRules reads a rules file or preset: a JSON array as in contract.md.
// Each element may also have "source", a text that says where the rule is
// published. A place left out is "*", a rule left out is [DefaultRule], no loan
// limit, fine or suspension is none. An error is an [*InvalidError] whose Field
// is the path without indexes; its message says which element.
func ParseRules(data []byte) ([]RuleEntry, error) {
	const byteOrderMark = "\ufeff" // Windows editors put it first
	r := NewJSONReader(bytes.TrimPrefix(data, []byte(byteOrderMark)))
	entries := []RuleEntry{}
	err := r.document(func() error {
		return r.Array(func() error {
			e := RuleEntry{Branch: Anywhere, Category: Anywhere, ItemType: Anywhere,
				Rule: DefaultRule(), Fine: Fine{Count: CountAllDays}}
			if err := readEntry(r, &e); err != nil {
				return atElement(len(entries)+1, err)
			}
			entries = append(entries, e)
			return nil
		})
	})
	if err != nil {
		return nil, err
	}
	return entries, nil
}

func readEntry(r *JSONReader, e *RuleEntry) error {
	if err := ReadObject(r, e, entryFields); err != nil {
		return err
	}
	// A scenario of a renewal has no use for the loan, but a library has.
	if e.Rule.countsMonths(e.Rule.Loan) {
		return r.Refuse("rule.loan", "months cannot be counted in open days")
	}
	return nil
}

func atElement(n int, err error) error {
	if bad, ok := errors.AsType[*InvalidError](err); ok && bad.Field != "" {
		return &InvalidError{Code: bad.Code, Field: bad.Field, Message: fmt.Sprintf("%s (rule %d of the file)", bad.Message, n)}
	}
	return err
}

var entryFields = []Field[RuleEntry]{
	{"branch", func(r *JSONReader, e *RuleEntry) error { return readPlace(r, &e.Branch) }},
	{"category", func(r *JSONReader, e *RuleEntry) error { return readPlace(r, &e.Category) }},
	{"item_type", func(r *JSONReader, e *RuleEntry) error { return readPlace(r, &e.ItemType) }},
	{"source", func(r *JSONReader, e *RuleEntry) error { return ReadString(r, &e.Source) }},
	{"rule", func(r *JSONReader, e *RuleEntry) error { return ReadRule(r, &e.Rule) }},
	{"loan_limit", func(r *JSONReader, e *RuleEntry) error { return readOptional(r, &e.LoanLimit, ReadCount) }},
	{"fine", func(r *JSONReader, e *RuleEntry) error { return ReadObject(r, &e.Fine, fineFields) }},
	{"suspension", func(r *JSONReader, e *RuleEntry) error { return ReadObject(r, &e.Suspension, suspensionFields) }},
}

var fineFields = []Field[Fine]{
	{"per_day", func(r *JSONReader, f *Fine) error { return ReadCount(r, &f.PerDay) }},
	{"max", func(r *JSONReader, f *Fine) error { return readOptional(r, &f.Max, ReadCount) }},
	{"grace_days", func(r *JSONReader, f *Fine) error { return ReadCount(r, &f.GraceDays) }},
	{"count", func(r *JSONReader, f *Fine) error { return ReadOneOf(r, &f.Count, CountAllDays, CountOpenDays) }},
	{"legal_basis", func(r *JSONReader, f *Fine) error { return ReadString(r, &f.LegalBasis) }},
}

var suspensionFields = []Field[Suspension]{
	{"days_per_late_day", func(r *JSONReader, s *Suspension) error { return ReadCount(r, &s.DaysPerLateDay) }},
	{"max_days", func(r *JSONReader, s *Suspension) error { return readOptional(r, &s.MaxDays, ReadCount) }},
	{"grace_days", func(r *JSONReader, s *Suspension) error { return ReadCount(r, &s.GraceDays) }},
}

func readPlace(r *JSONReader, into *string) error {
	if err := ReadString(r, into); err != nil {
		return err
	}
	if *into == "" {
		return r.Refuse("", `must not be empty; "*" stands for any`)
	}
	return nil
}

// MarshalRules writes what ParseRules reads, indented for people.
func MarshalRules(entries []RuleEntry) ([]byte, error) {
	elements := make([]entryJSON, 0, len(entries))
	for _, e := range entries {
		if e.Fine.Count == "" {
			e.Fine.Count = CountAllDays
		}
		elements = append(elements, entryJSON(e))
	}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(elements)
	return out.Bytes(), err
}

type entryJSON struct {
	Branch     string     `json:"branch"`
	Category   string     `json:"category"`
	ItemType   string     `json:"item_type"`
	Source     string     `json:"source,omitempty"`
	Rule       Rule       `json:"rule"`
	LoanLimit  *int       `json:"loan_limit"`
	Fine       Fine       `json:"fine"`
	Suspension Suspension `json:"suspension"`
}
