package intake_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"simpanbudi/internal/bridge/csv"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/identity"
	"simpanbudi/internal/library/intake"
	"simpanbudi/internal/librarytest"
	"simpanbudi/internal/store"
)

// house is a library with a folder of files to import.
type house struct {
	*librarytest.House
	dir  string
	keys *identity.Keys
}

func newHouse(t testing.TB) *house {
	t.Helper()
	h := &house{House: librarytest.New(t, librarytest.At("2026-11-23T09:00")), dir: t.TempDir()}
	keys, err := identity.LoadKeys(identity.KeyFile(h.Path))
	if err != nil {
		t.Fatal(err)
	}
	h.keys = keys
	return h
}

// file writes a file for the next import; lines of one text are its rows.
func (h *house) file(name string, lines ...string) *house {
	h.T.Helper()
	if err := os.WriteFile(filepath.Join(h.dir, name), []byte(strings.Join(lines, "\n")+"\n"), 0o600); err != nil {
		h.T.Fatal(err)
	}
	return h
}

// without takes a file away before the next import.
func (h *house) without(name string) *house {
	h.T.Helper()
	if err := os.Remove(filepath.Join(h.dir, name)); err != nil {
		h.T.Fatal(err)
	}
	return h
}

// try imports the folder.
func (h *house) try(ctx context.Context, o intake.Options) (intake.Report, error) {
	src, err := csv.Open(h.dir)
	if err != nil {
		return intake.Report{}, err
	}
	report, err := intake.Run(ctx, h.DB, h.keys, h.Now(), src, o)
	return report, errors.Join(err, src.Close())
}

// take imports the folder; it must succeed.
func (h *house) take(o intake.Options) intake.Report {
	h.T.Helper()
	report, err := h.try(h.T.Context(), o)
	if err != nil {
		var text strings.Builder
		_ = report.WriteText(&text)
		h.T.Fatalf("import: %v\n%s", err, text.String())
	}
	err = h.DB.Read(h.T.Context(), func(q store.Queryer) error {
		problems, err := store.Check(h.T.Context(), q)
		for _, p := range problems {
			h.T.Errorf("after the import: %+v", p)
		}
		return err
	})
	if err != nil {
		h.T.Fatal(err)
	}
	return report
}

// refused imports the folder; it must fail with that fault and write nothing.
func (h *house) refused(o intake.Options, code fault.Code) intake.Report {
	h.T.Helper()
	before := h.dump()
	report, err := h.try(h.T.Context(), o)
	if fault.CodeOf(err) != code {
		h.T.Fatalf("import: %v, want the fault %s", err, code)
	}
	if after := h.dump(); after != before {
		h.T.Errorf("a refused import has changed the database:\n%s\nis now\n%s", before, after)
	}
	return report
}

// loan returns what stands of the loan of a copy: its status, due date and counts.
func (h *house) loan(barcode string) string {
	h.T.Helper()
	return h.Text(`select group_concat(status || ' due ' || strftime('%Y-%m-%d %H:%M:%S', due_at, 'unixepoch', '+7 hours')
		|| ' renewals ' || renewals || ' imported ' || imported_renewals, '; ')
		from (select l.* from loans l join items i on i.id = l.item_id where i.barcode = ? order by l.id)`, barcode)
}

func (h *house) checkInvariants() {
	h.T.Helper()
	if n := h.Int(`select count(*) from loans l where renewals <> imported_renewals +
		(select count(*) from renewals r where r.loan_id = l.id and r.undone_at is null)`); n > 0 {
		h.T.Errorf("%d loans count other renewals than they have", n)
	}
	if n := h.Int(`select count(*) from renewals r join loans l on l.id = r.loan_id where r.undone_at is null and r.number > l.renewals`); n > 0 {
		h.T.Errorf("%d renewals are numbered beyond their loan's count", n)
	}
}

// dump is everything that imports write, but what only says that one was run.
func (h *house) dump() string {
	h.T.Helper()
	var all strings.Builder
	for _, table := range []string{"branches", "categories", "item_types", "titles", "items", "members", "loans", "renewals", "holds", "closures"} {
		columns := h.Text(`select group_concat('quote(' || name || ')', '||'',''||') from pragma_table_info(?)`, table)
		fmt.Fprintf(&all, "%s: %s\n", table,
			h.Text(fmt.Sprintf(`select coalesce(group_concat(line, char(10)), '') from (select %s as line from %s order by 1)`, columns, table)))
	}
	return all.String()
}

// kinds returns the kinds of a report's differences, in order.
func kinds(r intake.Report) string {
	var list []string
	for _, d := range r.Differences {
		list = append(list, d.Kind)
	}
	return strings.Join(list, " ")
}

// want compares a figure of a report.
func want[T comparable](t testing.TB, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}
