package config

import (
	"fmt"
	"os"
	"strings"
)

// maxSecretFile bounds a file named by a …_FILE variable: a secret is short,
// and a mistyped path should not fill the memory.
const maxSecretFile = 64 << 10

// Environment reads variables through lookup, and a variable that is not set
// but has a twin NAME_FILE from that file, as container secrets are handed
// over. It reads the files at once: an unreadable one is an error at start, not
// a default that nobody notices.
func Environment(lookup func(string) (string, bool)) (func(string) (string, bool), error) {
	fromFiles := map[string]string{}
	for _, s := range settings {
		name := s.EnvName()
		if _, set := lookup(name); set {
			continue
		}
		path, set := lookup(name + "_FILE")
		if !set || path == "" {
			continue
		}
		value, err := secretFile(path)
		if err != nil {
			return nil, fmt.Errorf("%s_FILE: %w", name, err)
		}
		fromFiles[name] = value
	}
	return func(name string) (string, bool) {
		if v, ok := lookup(name); ok {
			return v, true
		}
		v, ok := fromFiles[name]
		return v, ok
	}, nil
}

// secretFile returns a file's text without the line end an editor adds.
func secretFile(path string) (string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return "", err
	}
	if info.Size() > maxSecretFile {
		return "", fmt.Errorf("%s is larger than %d bytes", path, maxSecretFile)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	return strings.TrimRight(string(text), "\r\n"), nil
}

// Secret returns a secret that is not a setting and so never in the database: the
// value given on the command line or by SIMPANBUDI_<NAME>, else what the file named
// by SIMPANBUDI_<NAME>_FILE holds, else "".
func Secret(given, name string, lookup func(string) (string, bool)) (string, error) {
	variable := "SIMPANBUDI_" + name
	if given != "" {
		return given, nil
	}
	if v, ok := lookup(variable); ok {
		return v, nil
	}
	path, ok := lookup(variable + "_FILE")
	if !ok || path == "" {
		return "", nil
	}
	text, err := secretFile(path)
	if err != nil {
		return "", fmt.Errorf("%s_FILE: %w", variable, err)
	}
	return text, nil
}
