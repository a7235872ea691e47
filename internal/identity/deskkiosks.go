package identity

import (
	"context"
	"errors"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/store"
)

// Kiosks returns the shared screens of the library, by name.
func (d *Desk) Kiosks(ctx context.Context) ([]Kiosk, error) {
	return ListKiosks(ctx, d.s.db, d.s.o.Now())
}

// AddKiosk is [Service.AddKiosk] by somebody at the desk.
func (d *Desk) AddKiosk(ctx context.Context, by *StaffVisit, name string) (code string, err error) {
	return d.s.addKiosk(ctx, name, by.ID)
}

// RemoveKiosk makes a device an ordinary one again, at once. fault.NotFound where
// there is no such kiosk.
func (d *Desk) RemoveKiosk(ctx context.Context, by *StaffVisit, id int64) error {
	return d.s.db.Write(ctx, func(tx *store.Tx) error {
		was, err := store.RemoveKioskByID(tx, id)
		if err != nil {
			return err
		}
		if !was {
			return fault.Wrap(errors.New("there is no such kiosk"), fault.NotFound, "")
		}
		return d.s.auditKiosk(tx, "desk", "kiosk.removed", id, by.ID)
	})
}
