package library

import (
	"simpanbudi/data"
	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
)

// Presets returns the names of the rules of real libraries that ship with the
// program.
func Presets() []string { return data.Presets() }

// Preset returns the rules of that name; fault.NotFound where there are none.
func Preset(name string) ([]circulation.RuleEntry, error) {
	text, err := data.Preset(name)
	if err != nil {
		return nil, fault.Wrap(err, fault.NotFound, "choose one of the list")
	}
	return circulation.ParseRules(text)
}
