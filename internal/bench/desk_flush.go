package bench

import (
	"errors"
	"os"
	"path/filepath"
	"time"
)

// flushes is the yardstick of a scan: how long the disk takes to keep one page for
// good, written as often as all desks together scan.
func flushes(dir string, d time.Duration) (t timings, err error) {
	f, err := os.Create(filepath.Join(dir, "flush"))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, f.Close(), os.Remove(f.Name())) }()
	page := make([]byte, 4096)
	t = timings{}
	for end := time.Now().Add(d); time.Now().Before(end); {
		next := time.Now().Add(scanEvery / desks)
		before := time.Now()
		if _, err := f.Write(page); err != nil {
			return nil, err
		}
		if err := f.Sync(); err != nil {
			return nil, err
		}
		t[""] = append(t[""], time.Since(before))
		time.Sleep(time.Until(next))
	}
	return t, nil
}
