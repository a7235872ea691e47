package intake

import (
	"encoding/json"
	"time"

	"simpanbudi/internal/store"
)

// keepDifferences writes a step's differences beside what it has changed.
func (s *step) keepDifferences() error {
	for i := range s.differences {
		d := &s.differences[i]
		detail, err := json.Marshal(d.detail())
		if err != nil {
			return err
		}
		if err := store.InsertDifference(s.tx, s.report.Import, d.Kind, d.Loan, string(detail)); err != nil {
			return err
		}
	}
	return nil
}

// detail is a difference as the database keeps it.
func (d *Difference) detail() map[string]any {
	detail := map[string]any{}
	if d.Barcode != "" {
		detail["barcode"] = d.Barcode
	}
	if d.SourceID != "" {
		detail["source_id"] = d.SourceID
	}
	if d.Hold != 0 {
		detail["hold"] = d.Hold
	}
	if !d.OurDue.IsZero() {
		detail["due_at"] = d.inZone(d.OurDue)
		detail["renewals"] = d.OurRenewals
	}
	if !d.SourceDue.IsZero() {
		detail["source_due_at"] = d.inZone(d.SourceDue)
	}
	if d.SourceRenewals >= 0 {
		detail["source_renewals"] = d.SourceRenewals
	}
	return detail
}

func (d *Difference) inZone(t time.Time) string {
	if d.Zone != nil {
		t = t.In(d.Zone)
	}
	return t.Format(time.RFC3339)
}
