package identity

import (
	"bytes"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"simpanbudi/internal/fault"
)

// The key file is one line: this word, then the secret in base64.
const (
	keyFileVersion = "simpanbudi-key-1:"
	maxKeyFile     = 4 << 10
)

// KeyFile returns the path of the key file that belongs to a database file.
func KeyFile(dbPath string) string { return dbPath + ".key" }

// LoadKeys reads the key file, and makes it (0600, fsynced) where there is none.
// Programs that start at once get the same key. A file that others may read is
// closed to them and told of in [Keys.Warnings].
func LoadKeys(path string) (*Keys, error) {
	master, err := readKeyFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		if err := makeKeyFile(path); err != nil {
			return nil, fault.Wrap(err, fault.ReadOnly, "let the program's user write the folder of the database: its key file stands there")
		}
		master, err = readKeyFile(path)
	}
	if err != nil {
		return nil, err
	}
	k := newKeys(master)
	k.warnings, err = closeKeyFile(path)
	return k, err
}

// readKeyFile returns the secret, or an [fs.ErrNotExist] where there is no file.
// A program that has just made the file without links (see makeKeyFile) may
// still be writing it, so that a short one is read again.
func readKeyFile(path string) ([]byte, error) {
	for try := 0; ; try++ {
		text, err := readSome(path)
		if errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		if err != nil {
			return nil, fault.Wrap(err, fault.Unavailable, "let the program's user read the key file beside the database")
		}
		if master, ok := parseKeyFile(text); ok {
			return master, nil
		}
		if try == 10 || len(text) > len(keyFileVersion)+base64.StdEncoding.EncodedLen(masterLen) {
			return nil, fault.Wrap(errors.New("the key file beside the database cannot be read as one"), fault.Corrupt,
				"put back the key file from the backup of this database")
		}
		time.Sleep(50 * time.Millisecond)
	}
}

func readSome(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, maxKeyFile))
}

func parseKeyFile(text []byte) ([]byte, bool) {
	encoded, ok := bytes.CutPrefix(bytes.TrimSpace(text), []byte(keyFileVersion))
	if !ok {
		return nil, false
	}
	master, err := base64.StdEncoding.Strict().DecodeString(string(encoded))
	return master, err == nil && len(master) == masterLen
}

// makeKeyFile writes a new secret to a file of its own and then links it to its
// name, which fails where another program was first: its key is as good. Where
// the disk knows no links (FAT) the file is made under its name at once.
func makeKeyFile(path string) error {
	master := make([]byte, masterLen)
	_, _ = rand.Read(master) // never fails
	text := []byte(keyFileVersion + base64.StdEncoding.EncodeToString(master) + "\n")
	dir := filepath.Dir(path)
	temp, err := os.CreateTemp(dir, filepath.Base(path)+".new-*") // 0600
	if err != nil {
		return err
	}
	defer os.Remove(temp.Name())
	if err := writeSynced(temp, text); err != nil {
		return err
	}
	err = os.Link(temp.Name(), path)
	if err != nil && !errors.Is(err, fs.ErrExist) {
		err = makeInPlace(path, text)
	}
	if err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return syncFolder(dir)
}

func makeInPlace(path string, text []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	return writeSynced(f, text)
}

func writeSynced(f *os.File, text []byte) error {
	_, err := f.Write(text)
	return errors.Join(err, f.Sync(), f.Close())
}

// syncFolder makes a new name in the folder outlast a power cut. Windows syncs
// no folders.
func syncFolder(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// closeKeyFile takes the rights of others away. Where that cannot be done (a
// disk that keeps no rights) the operator is told and the program goes on: the
// library would be shut otherwise, and no safer. Windows keeps rights elsewhere.
func closeKeyFile(path string) ([]string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fault.Wrap(err, fault.Unavailable, "let the program's user read the key file beside the database")
	}
	if runtime.GOOS == "windows" || info.Mode().Perm()&0o077 == 0 {
		return nil, nil
	}
	if err := os.Chmod(path, 0o600); err != nil {
		return []string{"other users of this machine can read the key file beside the database; give it mode 0600"}, nil
	}
	return []string{"other users of this machine could read the key file beside the database; its mode is 0600 now"}, nil
}
