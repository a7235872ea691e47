package library_test

import (
	"os"
	"testing"
)

// TestMain plays the renewing process that a test has started, and otherwise
// runs the tests.
func TestMain(m *testing.M) {
	if path := os.Getenv(renewerVariable); path != "" {
		os.Exit(renewUntilKilled(path))
	}
	os.Exit(m.Run())
}
