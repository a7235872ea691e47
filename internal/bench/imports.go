package bench

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

const (
	importMembers = 50_000
	importLoans   = 100_000
)

// imported is what a first import came to.
type imported struct {
	Took time.Duration
	Peak int64 // largest resident bytes; 0 where unknown
}

// importOnce writes the files of a middling library and lets this program
// import them into a new database.
func importOnce(ctx context.Context, dir string, now time.Time) (i imported, err error) {
	files := filepath.Join(dir, "files")
	if err := writeFiles(files, now); err != nil {
		return i, err
	}
	program, err := os.Executable()
	if err != nil {
		return i, err
	}
	cmd := exec.CommandContext(ctx, program, "import", "csv", files, "--db", filepath.Join(dir, "imported.db"))
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	start := time.Now()
	if err := cmd.Start(); err != nil {
		return i, err
	}
	peak := watchPeak(cmd.Process.Pid)
	err = cmd.Wait()
	i = imported{Took: time.Since(start), Peak: peak()}
	if err != nil {
		return i, fmt.Errorf("import: %w: %.300s", err, out.String())
	}
	return i, nil
}

func writeFiles(dir string, now time.Time) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	day := func(n int) string { return now.AddDate(0, 0, n).Format("2006-01-02") }
	return firstError(
		writeFile(dir, "members.csv", "card,name,category,phone,birth_date,pin", importMembers, func(i int) string {
			return fmt.Sprintf("M%07d,Anggota Nomor %d,umum,0812%08d,19%02d-%02d-%02d,%06d", i, i, i, 50+i%50, 1+i%12, 1+i%28, 100000+i*7%900000)
		}),
		writeFile(dir, "items.csv", "barcode,title,author,call_number", importLoans, func(i int) string {
			return fmt.Sprintf("B%08d,Judul Buku Ke-%d,Pengarang %d,899.221 %03d", i, i/3, i%4001, i%999)
		}),
		writeFile(dir, "loans.csv", "card,barcode,borrowed_at,due_at,renewals", importLoans, func(i int) string {
			return fmt.Sprintf("M%07d,B%08d,%s,%s,%d", i%importMembers, i, day(-i%9), day(7-i%9), i%2)
		}),
	)
}

func writeFile(dir, name, header string, rows int, row func(int) string) error {
	f, err := os.Create(filepath.Join(dir, name))
	if err != nil {
		return err
	}
	out := bufio.NewWriter(f)
	fmt.Fprintln(out, header)
	for i := range rows {
		fmt.Fprintln(out, row(i))
	}
	return firstError(out.Flush(), f.Close())
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
