package library_test

import (
	"os"
	"testing"
)

// TestMain plays the process that a test has started, and otherwise
// runs the tests.
func TestMain(m *testing.M) {
	if path := os.Getenv(renewerVariable); path != "" {
		os.Exit(renewUntilKilled(path))
	}
	if path := os.Getenv(moverVariable); path != "" {
		os.Exit(moveUntilKilled(path))
	}
	os.Exit(m.Run())
}
