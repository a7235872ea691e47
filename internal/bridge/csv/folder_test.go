package csv

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/library/intake"
)

// folder writes files, given as name and text, and returns where.
func folder(t testing.TB, files ...string) string {
	t.Helper()
	dir := t.TempDir()
	for i := 0; i < len(files); i += 2 {
		if err := os.WriteFile(filepath.Join(dir, files[i]), []byte(files[i+1]), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func open(t testing.TB, dir string) *Folder {
	t.Helper()
	f, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

func TestFilesThatCannotBeReadAreRefusedByName(t *testing.T) {
	const loans = "card,barcode,borrowed_at,due_at\n"
	for name, c := range map[string]struct {
		files []string
		say   []string
	}{
		"no file of ours":      {[]string{"readme.txt", "x"}, []string{"members.csv"}},
		"empty":                {[]string{"loans.csv", ""}, []string{"loans.csv", "empty"}},
		"only blank lines":     {[]string{"loans.csv", "\n\n  \n"}, []string{"loans.csv", "empty"}},
		"missing columns":      {[]string{"loans.csv", "card,borrowed_at\n"}, []string{"loans.csv", "barcode, due_at"}},
		"columns twice":        {[]string{"loans.csv", "card,barcode,borrowed_at,due_at, Card \n"}, []string{"loans.csv", "card", "twice"}},
		"UTF-16":               {[]string{"loans.csv", "\xff\xfec\x00a\x00r\x00d\x00"}, []string{"loans.csv", "UTF-16"}},
		"NUL":                  {[]string{"loans.csv", "card,\x00\n"}, []string{"loans.csv", "NUL"}},
		"Windows-1252":         {[]string{"loans.csv", "card,b\xe9\n"}, []string{"loans.csv", "UTF-8"}},
		"a spreadsheet":        {[]string{"loans.csv", "PK\x03\x04rest"}, []string{"loans.csv", "spreadsheet"}},
		"a quote in the names": {[]string{"loans.csv", "\"card,barcode\n"}, []string{"loans.csv", "header"}},
		"an endless header":    {[]string{"loans.csv", strings.Repeat("x", 1<<20)}, []string{"loans.csv", "64 KiB"}},
		"no date or weekday":   {[]string{"closures.csv", "name\n"}, []string{"closures.csv", "date or weekday"}},
		"several":              {[]string{"loans.csv", "card\n", "members.csv", ""}, []string{"loans.csv", "due_at", "members.csv", "empty"}},
		"other letters":        {[]string{"loans.csv", loans, "LOANS.CSV", loans}, []string{"loans.csv", "twice"}},
	} {
		t.Run(name, func(t *testing.T) {
			f, err := Open(folder(t, c.files...))
			if err == nil {
				_ = f.Close()
				t.Fatal("opened")
			}
			if fault.CodeOf(err) != BadFile {
				t.Errorf("fault %s: %v", fault.CodeOf(err), err)
			}
			for _, word := range c.say {
				if !strings.Contains(err.Error(), word) {
					t.Errorf("%q does not say %q", err, word)
				}
			}
		})
	}
}

func TestAFolderThatIsNotThereIsRefused(t *testing.T) {
	dir := folder(t, "file", "text")
	for _, path := range []string{filepath.Join(dir, "none"), filepath.Join(dir, "file")} {
		if _, err := Open(path); fault.CodeOf(err) != BadFile {
			t.Errorf("%v", err)
		}
	}
}

func TestAFolderInThePlaceOfAFileIsRefused(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "loans.csv"), 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir); fault.CodeOf(err) != BadFile {
		t.Errorf("%v", err)
	}
}

func TestAbsentFilesAreNoRows(t *testing.T) {
	f := open(t, folder(t, "members.csv", "card,name\n"))
	if f.Members() == nil {
		t.Error("a file without rows is taken for absent")
	}
	if f.Items() != nil || f.Loans() != nil || f.Holds() != nil || f.Closures() != nil {
		t.Error("an absent file has rows")
	}
}

func TestUnknownColumnsAndFilesAreWarnedOf(t *testing.T) {
	f := open(t, folder(t, "members.csv", "card,Hobby,name,\n", "loan.csv", "card\n", "notes.txt", "x"))
	var codes []string
	for _, w := range f.Warnings() {
		codes = append(codes, w.File+" "+w.Column+" "+w.Code)
	}
	if got := strings.Join(codes, "; "); got != "loan.csv  unknown_file; members.csv hobby unknown_column; members.csv  unknown_column" {
		t.Error(got)
	}
}

func TestAFileChangedBetweenTwoWalksIsNoticed(t *testing.T) {
	dir := folder(t, "members.csv", "card,name\nA1,Ani\n")
	f := open(t, dir)
	count := func() (rows int, err error) {
		for _, e := range f.Members() {
			if e != nil {
				return rows, e
			}
			rows++
		}
		return rows, nil
	}
	if n, err := count(); n != 1 || err != nil {
		t.Fatal(n, err)
	}
	if err := os.WriteFile(filepath.Join(dir, "members.csv"), []byte("card,name\nA1,Ani\nB2,Budi\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := count(); fault.CodeOf(err) != BadFile {
		t.Errorf("the change went unnoticed: %v", err)
	}
}

// A gigabyte without a line end, and a gigabyte behind a quote that never ends,
// are one bad row each and need no more memory than any other file.
func TestAGigabyteIsReadInLittleMemory(t *testing.T) {
	for name, start := range map[string]string{"no line end": "card,name\nA1,Ani\nB2,", "an endless quote": "card,name\nA1,Ani\nB2,\""} {
		t.Run(name, func(t *testing.T) {
			dir := folder(t, "members.csv", start)
			if err := os.Truncate(filepath.Join(dir, "members.csv"), 1<<30); err != nil {
				if os.Getenv("SIMPANBUDI_TEST_ALL") == "1" {
					t.Fatal("no room for a sparse file here:", err)
				}
				t.Skip("no room for a sparse file here:", err)
			}
			f := open(t, dir)
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			good, bad := 0, 0
			for _, err := range f.Members() {
				if err == nil {
					good++
				} else if b, ok := err.(*intake.BadRow); ok && b.Line == 3 {
					bad++
				} else {
					t.Fatal(err)
				}
			}
			runtime.ReadMemStats(&after)
			if good != 1 || bad != 1 {
				t.Errorf("%d good and %d bad rows", good, bad)
			}
			if grown := after.TotalAlloc - before.TotalAlloc; grown > 4<<20 {
				t.Errorf("allocated %d bytes", grown)
			}
		})
	}
}
