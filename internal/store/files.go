package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"simpanbudi/internal/fault"
)

// exists says whether there is a file at path.
func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// makeFile makes an empty file that only its owner may read, with its folder
// where that is missing, but not the folder around it: a disk that is not
// mounted must not come to stand as an empty library on another one. A file that
// is there already is left as it is, and not even opened.
func makeFile(path string) error {
	if exists(path) {
		return nil
	}
	if err := os.Mkdir(filepath.Dir(path), 0o700); errors.Is(err, fs.ErrNotExist) {
		return fault.Wrap(err, fault.NotFound, "correct the path of the database, or make this folder first")
	} else if err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil // another process was quicker
	}
	if err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return syncDir(filepath.Dir(path))
}

// refuseExisting keeps files that are there from being overwritten.
func refuseExisting(dest string) error {
	if exists(dest) {
		return fault.Wrap(fs.ErrExist, fault.Conflict, "there is a file of this name already: choose another name")
	}
	return nil
}

// absolute makes two paths absolute.
func absolute(a, b string) (string, string, error) {
	a, errA := filepath.Abs(a)
	b, errB := filepath.Abs(b)
	return a, b, errors.Join(errA, errB)
}

// syncFile flushes a file to the disk.
func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// syncDir flushes a folder's names to the disk. Windows has no such thing.
func syncDir(path string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
