package bench

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"simpanbudi/internal/store"
)

// The client of these measurements is this very program, started once more.
func TestMain(m *testing.M) {
	if len(os.Args) == 2 && os.Args[1] == ClientCommand {
		if err := RunClient(os.Stdin, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// BenchmarkLoansPage is the product's page over HTTP, beside Y1 and Y0.
func BenchmarkLoansPage(b *testing.B) {
	h := newHouse(b, 5000)
	m, err := newMeter(context.Background(), h, 5000)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(m.close)
	for name, addr := range map[string]string{"page": h.site.addr, "Y1": m.y1.addr, "Y0": m.y0.addr} {
		b.Run(name, func(b *testing.B) {
			var total load
			for range b.N {
				l, err := loadPages(addr, m.lookers, 0, 500*time.Millisecond)
				if err != nil {
					b.Fatal(err)
				}
				total.Requests += l.Requests
				total.Elapsed += l.Elapsed
			}
			b.ReportMetric(total.PerSecond(), "pages/s")
		})
	}
}

// The whole report, over small libraries and short rounds: what matters here is
// that every figure is measured, not what it is.
func TestTheReportHasEveryFigure(t *testing.T) {
	var out, log strings.Builder
	r := &run{now: time.Now(), Options: Options{Dir: t.TempDir(), Rounds: 1, Round: 60 * time.Millisecond, Scale: []int{1000, 2000}, Desk: 4000, Out: &out, Log: &log}}
	ctx := context.Background()
	for _, step := range []func(context.Context) error{r.decision, r.product, r.scale, r.desk} {
		if err := step(ctx); err != nil {
			t.Fatal(err)
		}
	}
	if err := r.table.write(&out); err != nil {
		t.Fatal(err)
	}
	for _, figure := range []string{"decision", "Y0", "Y1", "my-loans page", "Y0 cpu", "members renew", "R bare", "use case", "HTTP", "alone", "2000 open loans",
		"lend, 16 desks", "return, 16 desks", "renew, 16 desks", "search members", "search titles", "today", "a flush", "preview of rules"} {
		if !strings.Contains(out.String(), figure) {
			t.Errorf("the report lacks %q:\n%s", figure, out.String())
		}
	}
	if strings.Contains(out.String(), " 0/s") {
		t.Errorf("something was not measured:\n%s", out.String())
	}
}

// Both sides of the ratio do the same work.
func TestTheBareStatementsTouchWhatTheJobsDo(t *testing.T) {
	ctx := context.Background()
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.FixedZone("WIB", 7*3600))
	path := filepath.Join(t.TempDir(), "remind.db")
	if err := makeReminding(ctx, path, 3000, now); err != nil {
		t.Fatal(err)
	}
	if err := copyFile(path, path+".bare"); err != nil {
		t.Fatal(err)
	}
	if _, err := bareReminding(ctx, path+".bare", now); err != nil {
		t.Fatal(err)
	}
	h, err := openFilled(ctx, path, now, rules, func(*store.DB) error { return nil })
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(h.remindOver(ctx), h.close()); err != nil {
		t.Fatal(err)
	}
	if notices, err := sameRows(ctx, path, path+".bare"); err != nil || notices != 300 {
		t.Errorf("%d notices, %v", notices, err)
	}
}

func newHouse(t testing.TB, loans int) *house {
	t.Helper()
	h, err := open(context.Background(), filepath.Join(t.TempDir(), "bench.db"), loans, time.Now().Truncate(time.Second))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := h.close(); err != nil {
			t.Error(err)
		}
	})
	return h
}
