package library

import (
	"context"
	"encoding/json"
	"time"

	"simpanbudi/internal/store"
)

// ImportNews is an import that did not agree with everything here.
type ImportNews struct {
	ID          int64
	At          time.Time // in the library's zone
	Complete    bool      // its files held every open loan
	Done        bool      // false: cut off, to be run again
	Differences int
}

// newestImports bounds how many are told.
const newestImports = 5

// importNews returns the newest imports of late that differed or were cut off.
func importNews(q store.Queryer, d *day) ([]ImportNews, error) {
	rows, err := store.ImportsThatDiffer(q, (d.here() - LatelyDays).Start(d.policy.zone), newestImports)
	var list []ImportNews
	for _, r := range rows {
		list = append(list, ImportNews{ID: r.ID, At: r.StartedAt.In(d.policy.zone), Complete: r.Complete, Done: r.Done, Differences: r.Differences})
	}
	return list, err
}

// ImportDifference is a point on which an import and what stands here did not
// agree, and what came of it.
type ImportDifference struct {
	Kind           string // kept_ours, file_wins, …
	Barcode        string
	Title          string // "" where the copy is not known here
	Item           int64  // 0 likewise
	Due, SourceDue time.Time
	Renewals       int // -1 where not known, as the next one
	SourceRenewals int
}

// ImportDifferences returns what an import did not agree with, in the order of its
// files.
func (l *Library) ImportDifferences(ctx context.Context, imported int64, after ListKey, limit int) (list []ImportDifference, next ListKey, err error) {
	err = l.reading(ctx, func(q store.Queryer, p *policy) error {
		rows, err := store.DifferencePage(q, imported, after.ID, limit+1)
		rows, next = paged(rows, limit, func(r *store.DifferenceRow) ListKey { return ListKey{0, r.ID} })
		for i := range rows {
			list = append(list, difference(&rows[i]))
		}
		return err
	})
	return list, next, err
}

// difference reads what an import wrote down; what cannot be read is left out.
func difference(r *store.DifferenceRow) ImportDifference {
	said := struct {
		Barcode        string    `json:"barcode"`
		Due            time.Time `json:"due_at"`
		Renewals       int       `json:"renewals"`
		SourceDue      time.Time `json:"source_due_at"`
		SourceRenewals int       `json:"source_renewals"`
	}{Renewals: -1, SourceRenewals: -1}
	_ = json.Unmarshal([]byte(r.Detail), &said)
	return ImportDifference{
		Kind: r.Kind, Barcode: said.Barcode, Title: r.Title, Item: r.ItemID, Due: said.Due, SourceDue: said.SourceDue,
		Renewals: said.Renewals, SourceRenewals: said.SourceRenewals,
	}
}
