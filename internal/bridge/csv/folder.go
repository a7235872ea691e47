package csv

import (
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/library/intake"
)

// Folder is a folder of CSV files, open for reading. It is an [intake.Source].
type Folder struct {
	files    map[string]*file // by name of the layout
	warnings []intake.Warning
}

// layouts are the files of contract.md "CSV" with their columns.
var layouts = map[string]layout{
	"members.csv":  memberColumns,
	"items.csv":    itemColumns,
	"loans.csv":    loanColumns,
	"holds.csv":    holdColumns,
	"closures.csv": closureColumns,
}

const fileNames = "members.csv, items.csv, loans.csv, holds.csv or closures.csv"

// Open opens the CSV files in dir and checks their headers. Every file may be
// absent, but not all of them. What is wrong with all headers is one fault
// [BadFile].
func Open(dir string) (_ *Folder, err error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		hint := "give the folder that holds " + fileNames
		if errors.Is(err, fs.ErrPermission) {
			hint = "check who may read the folder"
		}
		return nil, fault.Wrap(fmt.Errorf("%s: %w", dir, withoutPath(err)), BadFile, hint)
	}
	folder := &Folder{files: map[string]*file{}}
	defer func() {
		if err != nil {
			_ = folder.Close()
		}
	}()
	var problems []string
	for _, entry := range entries {
		problem, err := folder.open(dir, entry)
		if err != nil {
			return nil, err
		}
		if problem != "" {
			problems = append(problems, problem)
		}
	}
	if len(problems) > 0 {
		return nil, fault.Wrap(errors.New(strings.Join(problems, "; ")), BadFile, "correct this and import again; nothing was written")
	}
	if len(folder.files) == 0 {
		return nil, fault.Wrap(fmt.Errorf("%s holds no %s", dir, fileNames), BadFile, "give the folder that holds them")
	}
	return folder, nil
}

// open takes one directory entry in. A problem is something wrong with the file
// as a whole; an error ends the opening.
func (folder *Folder) open(dir string, entry fs.DirEntry) (problem string, err error) {
	name := strings.ToLower(entry.Name())
	l, known := layouts[name]
	if !known {
		if strings.HasSuffix(name, ".csv") {
			folder.warnings = append(folder.warnings, intake.Warning{File: entry.Name(), Code: "unknown_file",
				Text: "left out: the file is not called " + fileNames})
		}
		return "", nil
	}
	if _, twice := folder.files[name]; twice {
		return fmt.Sprintf("%s stands in the folder twice, in other letters", name), nil
	}
	f, err := openFile(filepath.Join(dir, entry.Name()), name, l)
	if fault.CodeOf(err) == BadFile {
		return faultText(err), nil
	}
	if err != nil {
		return "", err
	}
	folder.files[name] = f
	folder.warnings = append(folder.warnings, f.warnings...)
	if len(f.problems) > 0 {
		return fmt.Sprintf("%s: %s", name, strings.Join(f.problems, ", ")), nil
	}
	return "", nil
}

// faultText is what is wrong, in words, of a fault of this package.
func faultText(err error) string {
	f, _ := errors.AsType[*fault.Error](err)
	if f.Err != nil {
		return fmt.Sprintf("%v, %s", f.Err, f.Hint)
	}
	return f.Hint
}

// Close closes the files.
func (folder *Folder) Close() error {
	var err error
	for _, f := range folder.files {
		err = errors.Join(err, f.handle.Close())
	}
	return err
}

// Warnings names files and columns that are left out.
func (folder *Folder) Warnings() []intake.Warning { return folder.warnings }

// Members reads members.csv.
func (folder *Folder) Members() iter.Seq2[intake.Member, error] {
	return walk(folder.files["members.csv"], readMember)
}

// Items reads items.csv.
func (folder *Folder) Items() iter.Seq2[intake.Item, error] {
	return walk(folder.files["items.csv"], readItem)
}

// Loans reads loans.csv.
func (folder *Folder) Loans() iter.Seq2[intake.Loan, error] {
	return walk(folder.files["loans.csv"], readLoan)
}

// Holds reads holds.csv.
func (folder *Folder) Holds() iter.Seq2[intake.Hold, error] {
	return walk(folder.files["holds.csv"], readHold)
}

// Closures reads closures.csv.
func (folder *Folder) Closures() iter.Seq2[intake.Closure, error] {
	return walk(folder.files["closures.csv"], readClosure)
}
