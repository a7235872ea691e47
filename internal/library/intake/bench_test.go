package intake_test

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"simpanbudi/internal/library/intake"
)

// BenchmarkImport takes over a large library and then the same files again:
// 50,000 members, 100,000 copies of 40,000 titles, 100,000 loans. The yardstick
// is 30 s and 150 MB for the first.
func BenchmarkImport(b *testing.B) {
	for range b.N {
		h := newHouse(b)
		writeLargeLibrary(b, h.dir, 50_000, 100_000, 40_000)
		b.ResetTimer()
		h.take(intake.Options{})
		b.ReportMetric(b.Elapsed().Seconds(), "s/first")
		first := b.Elapsed()
		h.take(intake.Options{Complete: true})
		b.ReportMetric((b.Elapsed() - first).Seconds(), "s/again")
		b.ReportMetric(peakMiB(b), "peakMiB")
	}
}

func writeLargeLibrary(t testing.TB, dir string, members, loans, titles int) {
	t.Helper()
	write := func(name, header string, n int, row func(i int) string) {
		f, err := os.Create(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		w := bufio.NewWriter(f)
		fmt.Fprintln(w, header)
		for i := range n {
			fmt.Fprintln(w, row(i))
		}
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
	}
	write("members.csv", "card,name,category,phone,birth_date,card_expires_on", members, func(i int) string {
		return fmt.Sprintf("KDS%08d,Anggota Nomor %d,umum,62812%08d,%04d-%02d-%02d,2027-12-31", i, i, i, 1960+i%50, 1+i%12, 1+i%28)
	})
	write("items.csv", "barcode,title,author,isbn,call_number,title_id", loans, func(i int) string {
		t := i % titles
		return fmt.Sprintf("B%09d,Judul Buku Perpustakaan Nomor %d,Pengarang %d,978602%07d,899.221 %d,%d", i, t, t%5000, t, t%1000, t)
	})
	write("loans.csv", "card,barcode,borrowed_at,due_at,renewals,source_id", loans, func(i int) string {
		return fmt.Sprintf("KDS%08d,B%09d,2026-11-%02d,2026-11-%02d,%d,%d", i%members, i, 1+i%14, 15+i%14, i%3, i+1)
	})
}
