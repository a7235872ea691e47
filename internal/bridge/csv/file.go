package csv

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"simpanbudi/internal/fault"
)

// BadFile is the fault of a file, or a folder, that cannot be read at all; of
// one bad row there is an intake.BadRow.
const BadFile fault.Code = "bad_file"

var byteOrderMark = []byte{0xEF, 0xBB, 0xBF}

// file is one CSV file whose header has been understood.
type file struct {
	name     string
	handle   *os.File
	size     int64
	modified time.Time
	comma    byte
	*header
}

// openFile opens a file and reads its header. The handle is kept for all walks,
// so that a file put in its place meanwhile is not mixed with it.
func openFile(path, name string, l layout) (_ *file, err error) {
	handle, err := os.Open(path)
	if err != nil {
		return nil, fault.Wrap(fmt.Errorf("%s: %w", name, withoutPath(err)), BadFile, "check who may read the file")
	}
	f := &file{name: name, handle: handle}
	defer func() {
		if err != nil {
			_ = handle.Close()
		}
	}()
	info, err := handle.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, f.fault("it is not a file")
	}
	f.size, f.modified = info.Size(), info.ModTime()
	if err := f.detect(); err != nil {
		return nil, err
	}
	all, err := f.records()
	if err != nil {
		return nil, err
	}
	first, err := all.next()
	switch {
	case errors.Is(err, io.EOF):
		return nil, f.fault("the file is empty; it needs at least a header row")
	case err != nil:
		return nil, err
	case first.bad != nil:
		return nil, f.fault("the header cannot be read: %s", first.bad.text)
	}
	f.header = readHeader(name, first.fields, l)
	return f, nil
}

// detect looks at the first line for the encoding and the separator.
func (f *file) detect() error {
	beginning := make([]byte, maxRecord)
	n, err := f.handle.ReadAt(beginning, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	beginning = bytes.TrimLeft(bytes.TrimPrefix(beginning[:n], byteOrderMark), " \t\r\n")
	if i := bytes.IndexAny(beginning, "\r\n"); i >= 0 {
		beginning = beginning[:i]
	}
	if why := notText(beginning); why != "" {
		return f.fault("%s", why)
	}
	f.comma = separator(beginning)
	return nil
}

// records begins a walk at the header. It fails where the file is no longer
// the one that was opened: a walk must say what the walk before it has said.
func (f *file) records() (*records, error) {
	info, err := f.handle.Stat()
	if err != nil {
		return nil, err
	}
	if info.Size() != f.size || !info.ModTime().Equal(f.modified) {
		return nil, f.fault("the file was changed while it was read; import again")
	}
	begin := int64(0)
	mark := make([]byte, len(byteOrderMark))
	if n, _ := f.handle.ReadAt(mark, 0); bytes.Equal(mark[:n], byteOrderMark) {
		begin = int64(n)
	}
	return newRecords(io.NewSectionReader(f.handle, begin, f.size-begin), f.comma, 1), nil
}

func (f *file) fault(format string, args ...any) error {
	return fault.New(BadFile, f.name+": "+fmt.Sprintf(format, args...))
}

// withoutPath keeps the cause of an error and leaves out where on this machine
// it happened; the caller names the file.
func withoutPath(err error) error {
	if e, ok := errors.AsType[*os.PathError](err); ok {
		return e.Err
	}
	return err
}
