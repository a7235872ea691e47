package library

import (
	"fmt"
	"io/fs"
	"strings"

	"simpanbudi/data"
	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
)

// Presets returns the names of the rules of real libraries that ship with the
// program.
func Presets() ([]string, error) {
	files, err := fs.ReadDir(data.Files, "presets")
	var names []string
	for _, f := range files {
		if name, ok := strings.CutSuffix(f.Name(), ".json"); ok {
			names = append(names, name)
		}
	}
	return names, err
}

// Preset returns the rules of that name; fault.NotFound where there are none.
func Preset(name string) ([]circulation.RuleEntry, error) {
	names, err := Presets()
	if err != nil {
		return nil, err
	}
	for _, n := range names {
		if n != name {
			continue
		}
		text, err := data.Files.ReadFile("presets/" + name + ".json")
		if err != nil {
			return nil, err
		}
		return circulation.ParseRules(text)
	}
	return nil, fault.Wrap(fmt.Errorf("there is no preset of that name"), fault.NotFound, "choose one of the list")
}
