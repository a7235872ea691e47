// Package storetest gives each test a new database without making its schema anew.
package storetest

import (
	"os"
	"path/filepath"
	"sync"
	"testing"
)

// Template is a database that is made once and copied for whoever wants one.
type Template struct {
	once sync.Once
	text []byte
	err  error
}

// Copy puts a copy at path. make makes the first one and closes it; it is run once.
func (m *Template) Copy(t testing.TB, path string, make func(path string) error) {
	t.Helper()
	m.once.Do(func() { m.text, m.err = made(make) })
	if m.err != nil {
		t.Fatal(m.err)
	}
	if err := os.WriteFile(path, m.text, 0o600); err != nil {
		t.Fatal(err)
	}
}

func made(make func(path string) error) ([]byte, error) {
	folder, err := os.MkdirTemp("", "template")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(folder) }()
	path := filepath.Join(folder, "library.db")
	if err := make(path); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
}
