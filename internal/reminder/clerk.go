package reminder

import (
	"encoding/json"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/library"
	"simpanbudi/internal/store"
)

// audit writes what a clerk did to what is sent. detail is anything JSON can say,
// nil for nothing; it names records by their ids only, never a person or an address.
func audit(tx *store.Tx, by library.Clerk, now time.Time, action, subject string, id int64, detail any) error {
	row := store.AuditRow{At: now, Actor: string(circulation.ActorLibrarian), ActorID: by.Staff, Door: by.Door,
		Action: action, Subject: subject, SubjectID: id}
	if detail != nil {
		text, err := json.Marshal(detail)
		if err != nil {
			return err
		}
		row.Detail = string(text)
	}
	return store.AppendAudit(tx, row)
}
