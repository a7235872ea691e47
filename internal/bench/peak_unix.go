//go:build unix

package bench

import (
	"os"
	"runtime"
	"syscall"
)

// peakBytes is the most memory an ended process ever held.
func peakBytes(s *os.ProcessState) int64 {
	usage, ok := s.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	if runtime.GOOS == "darwin" { // counts bytes where the others count kibibytes
		return int64(usage.Maxrss)
	}
	return int64(usage.Maxrss) << 10
}
