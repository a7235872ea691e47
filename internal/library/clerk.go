package library

import (
	"encoding/json"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/store"
)

// Clerk is who at the desk does something. Every use case of the desk takes one
// and names it in its audit rows.
type Clerk struct {
	Staff int64
	Door  string // desk; another where staff act elsewhere
}

// auditClerk writes what a clerk did to a record. detail is anything JSON can say,
// nil for nothing; it names records by their ids only, never a person.
func auditClerk(tx *store.Tx, c Clerk, now time.Time, action, subject string, id int64, detail any) error {
	return auditBy(tx, hand{circulation.ActorLibrarian, c.Staff, c.Door}, now, action, subject, id, detail)
}

// auditBy is auditClerk for others than clerks too.
func auditBy(tx *store.Tx, by hand, now time.Time, action, subject string, id int64, detail any) error {
	row := store.AuditRow{At: now, Actor: string(by.actor), ActorID: by.id, Door: by.door,
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
