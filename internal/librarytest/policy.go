package librarytest

import (
	"context"

	"simpanbudi/internal/circulation"
)

// Set sets a setting of the library.
func (h *House) Set(name, value string) *House {
	h.T.Helper()
	if err := h.Library.SetSetting(context.Background(), name, value); err != nil {
		h.T.Fatal(err)
	}
	return h
}

// Rules loads a rules file: a JSON array as in contract.md.
func (h *House) Rules(text string) *House {
	h.T.Helper()
	entries, err := circulation.ParseRules([]byte(text))
	if err == nil {
		err = h.Library.LoadRules(context.Background(), entries)
	}
	if err != nil {
		h.T.Fatal(err)
	}
	return h
}

// Rule loads one rule for everything: the JSON object of a rule.
func (h *House) Rule(text string) *House {
	h.T.Helper()
	return h.Rules(`[{"branch":"*","category":"*","item_type":"*","rule":` + text + `}]`)
}

// Branch makes a branch; zone "" means the library's. It returns its id.
func (h *House) Branch(code, zone string) int64 {
	h.T.Helper()
	var named any
	if zone != "" {
		named = zone
	}
	return h.insert(`insert into branches (code, name, time_zone) values (?, ?, ?)`, code, code, named)
}

// Closed closes every branch on these days.
func (h *House) Closed(days ...string) *House {
	h.T.Helper()
	for _, d := range days {
		h.Exec(`insert into closures (date) values (?)`, day(d).String())
	}
	return h
}
