package store

import (
	"os"
	"testing"

	"go.uber.org/goleak"
)

// TestMain plays the part of a second process where a test has started one, and
// otherwise runs the tests and looks for goroutines they have left behind.
func TestMain(m *testing.M) {
	if part := os.Getenv(partVariable); part != "" {
		os.Exit(playPart(part))
	}
	goleak.VerifyTestMain(m)
}
