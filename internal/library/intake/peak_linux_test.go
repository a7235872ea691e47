package intake_test

import (
	"os"
	"regexp"
	"strconv"
	"testing"
)

// peakMiB returns the most memory this process ever had.
func peakMiB(t testing.TB) float64 {
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Fatal(err)
	}
	kib, err := strconv.Atoi(string(regexp.MustCompile(`VmHWM:\s+(\d+)`).FindSubmatch(text)[1]))
	if err != nil {
		t.Fatal(err)
	}
	return float64(kib) / 1024
}
