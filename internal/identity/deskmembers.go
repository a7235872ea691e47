package identity

import (
	"context"

	"simpanbudi/internal/store"
)

// ResetPIN gives a member a new random PIN and returns it, as Service.ResetPIN
// does; fault.NotFound where there is no such member.
func (d *Desk) ResetPIN(ctx context.Context, by *StaffVisit, member int64) (string, error) {
	creds, err := d.s.credentials(ctx, func(q store.Queryer) (store.CredentialsRow, bool, error) {
		return store.CredentialsOf(q, member)
	})
	if err != nil {
		return "", err
	}
	return d.s.resetPIN(ctx, creds, store.AuditRow{Actor: "librarian", ActorID: by.ID, Door: "desk"})
}

// BirthMAC is what the database keeps of a birth date (DDMMYYYY).
func (d *Desk) BirthMAC(cardKey, ddmmyyyy string) []byte { return d.s.keys.BirthMAC(cardKey, ddmmyyyy) }
