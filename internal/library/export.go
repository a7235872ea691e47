package library

import (
	"context"
	"encoding/csv"
	"io"
	"strconv"
	"time"

	"simpanbudi/internal/store"
)

// exportColumns are public names: the staff of a mirrored system tick them off.
var exportColumns = []string{"ref", "source_id", "card", "barcode", "renewed_at", "old_due_at", "new_due_at", "renewals"}

// ExportRenewals writes the renewals made here at since or later as CSV, oldest
// first, those undone left out; a zero since means all of them. Instants are in
// the zone of the item's home branch.
func (l *Library) ExportRenewals(ctx context.Context, since time.Time, w io.Writer) error {
	if since.IsZero() {
		since = time.Unix(0, 0)
	}
	return l.export(ctx, w, func(q store.Queryer, _ *policy, fn func(*store.PastRenewal) error) error {
		return store.EachRenewalSince(q, since, fn)
	})
}

// export writes the renewals that each gives as CSV.
func (l *Library) export(ctx context.Context, w io.Writer, each func(store.Queryer, *policy, func(*store.PastRenewal) error) error) error {
	out := csv.NewWriter(w)
	if err := out.Write(exportColumns); err != nil {
		return err
	}
	err := l.reading(ctx, func(q store.Queryer, p *policy) error {
		return each(q, p, func(r *store.PastRenewal) error {
			zone := p.branch(r.BranchID).zone
			return out.Write([]string{
				r.Ref, cell(r.SourceID), cell(r.Card), cell(r.Barcode),
				r.RenewedAt.In(zone).Format(time.RFC3339), r.OldDueAt.In(zone).Format(time.RFC3339),
				r.NewDueAt.In(zone).Format(time.RFC3339), strconv.Itoa(r.Number),
			})
		})
	})
	out.Flush()
	if err != nil {
		return err
	}
	return out.Error()
}

// cell keeps a spreadsheet from running a text as a formula: one that begins
// like a formula gets an apostrophe before it (OWASP, CSV Injection). Numbers
// of cards and barcodes begin with a digit or letter and stay as they are.
func cell(s string) string {
	if s == "" {
		return s
	}
	switch s[0] {
	case '=', '+', '-', '@', '\t', '\r', '\n':
		return "'" + s
	}
	return s
}
