package data

import (
	"io/fs"
	"slices"
	"strings"
)

// Presets are the names of the rule presets.
func Presets() []string {
	entries, err := fs.ReadDir(Files, "presets")
	if err != nil {
		return nil // the folder is built in
	}
	var names []string
	for _, e := range entries {
		if name, ok := strings.CutSuffix(e.Name(), ".json"); ok {
			names = append(names, name)
		}
	}
	return names
}

// Preset returns the rules file of a preset, an [fs.ErrNotExist] where there is none.
func Preset(name string) ([]byte, error) {
	if !slices.Contains(Presets(), name) { // not a way to other files
		return nil, fs.ErrNotExist
	}
	return Files.ReadFile("presets/" + name + ".json")
}
