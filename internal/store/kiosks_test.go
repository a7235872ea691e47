package store

import (
	"context"
	"testing"
	"time"
)

func TestKioskStatementsScanNothing(t *testing.T) {
	db := newDB(t)
	for _, query := range []string{addKioskSQL, kioskIDSQL, registerKioskSQL, removeKioskSQL,
		kioskVisitSQL, putKioskVisitSQL, openKioskVisitSQL, touchKioskVisitSQL, endKioskVisitSQL} {
		assertNoScan(t, db, query)
	}
}

func TestAKioskHasOneVisitWhichEndsWithIt(t *testing.T) {
	db, now := newDB(t), time.Unix(1_800_000_000, 0)
	write := func(fn func(tx *Tx) error) {
		t.Helper()
		if err := db.Write(context.Background(), fn); err != nil {
			t.Fatal(err)
		}
	}
	var kiosk int64
	write(func(tx *Tx) error {
		if _, free, err := AddKiosk(tx, "Lobi", "code", now, now.Add(time.Minute)); err != nil || !free {
			t.Fatalf("free %v, %v", free, err)
		}
		if _, found, err := RegisterKiosk(tx, "code", "late", now.Add(time.Minute)); err != nil || found {
			t.Errorf("a code at its end: found %v, %v", found, err)
		}
		id, found, err := RegisterKiosk(tx, "code", "device", now)
		if kiosk = id; !found {
			t.Error("the code is not found")
		}
		return err
	})
	write(func(tx *Tx) error {
		if _, free, err := AddKiosk(tx, "Lobi", "other", now, now); err != nil || free {
			t.Errorf("the name of a registered kiosk is free: %v, %v", free, err)
		}
		return PutKioskVisit(tx, KioskVisitRow{Kiosk: kiosk, TokenHash: "first", Held: []byte("x"), Seen: now})
	})
	write(func(tx *Tx) error {
		if err := PutKioskVisit(tx, KioskVisitRow{Kiosk: kiosk, TokenHash: "second", Seen: now}); err != nil {
			return err
		}
		ok, err := TouchKioskVisit(tx, KioskVisitRow{Kiosk: kiosk, TokenHash: "first", Seen: now})
		if ok {
			t.Error("the visit before goes on")
		}
		return err
	})
	write(func(tx *Tx) error {
		v, found, err := FindKiosk(tx, "device")
		if !found || v.TokenHash != "second" || len(v.Held) > 0 || !v.Seen.Equal(now) {
			t.Errorf("found %v: %+v", found, v)
		}
		if err != nil {
			return err
		}
		_, _, err = RemoveKiosk(tx, "Lobi")
		return err
	})
	write(func(tx *Tx) error {
		var visits int
		err := tx.QueryRow(`select count(*) from kiosk_visits`).Scan(&visits)
		if visits != 0 {
			t.Error("a visit outlives its kiosk")
		}
		return err
	})
}
