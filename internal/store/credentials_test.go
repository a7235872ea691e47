package store

import (
	"bytes"
	"context"
	"testing"
	"time"
)

// signInMember registers a member with an imported PIN and returns the id.
func signInMember(t testing.TB, db *DB, card string) (id int64) {
	t.Helper()
	err := db.Write(context.Background(), func(tx *Tx) error {
		return tx.QueryRow(`insert into members (card, card_key, name, category, branch_id, pin_mac)
			values (?, ?, 'Somebody', 'umum', 1, x'0102') returning id`, card, card).Scan(&id)
	})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func mustWrite(t testing.TB, db *DB, fn func(tx *Tx) error) {
	t.Helper()
	if err := db.Write(context.Background(), fn); err != nil {
		t.Fatal(err)
	}
}

func TestCredentialsAreThoseOfTheCard(t *testing.T) {
	db := newDB(t)
	id := signInMember(t, db, "A1")
	signInMember(t, db, "A2")
	mustWrite(t, db, func(tx *Tx) error {
		c, found, err := CredentialsByCard(tx, "A1", "device")
		if err != nil || !found || c.Member != id || !bytes.Equal(c.PINMAC, []byte{1, 2}) || c.PINHash != "" || c.KnownDevice {
			t.Errorf("got %+v, %v, %v", c, found, err)
		}
		if _, found, err := CredentialsByCard(tx, "A3", "device"); found || err != nil {
			t.Errorf("an unknown card: %v, %v", found, err)
		}
		if err := PutDevice(tx, id, "device", time.Unix(1000, 0), 10); err != nil {
			return err
		}
		if c, _, err := CredentialsByCard(tx, "A1", "device"); err != nil || !c.KnownDevice {
			t.Errorf("the device is not known: %v", err)
		}
		if c, _, err := CredentialsByCard(tx, "A2", "device"); err != nil || c.KnownDevice {
			t.Errorf("the device is known for another card: %v", err)
		}
		return nil
	})
}

func TestCredentialsAreTheSameUntilTheyChange(t *testing.T) {
	db := newDB(t)
	id := signInMember(t, db, "A1")
	mustWrite(t, db, func(tx *Tx) error {
		before, _, err := CredentialsOf(tx, id)
		if err != nil {
			return err
		}
		if same, err := SameCredentials(tx, before); err != nil || !same {
			t.Errorf("unchanged: %v, %v", same, err)
		}
		if kept, err := KeepImportedPIN(tx, id, []byte{9, 9}, "hash"); err != nil || kept {
			t.Errorf("another MAC was replaced: %v, %v", kept, err)
		}
		if kept, err := KeepImportedPIN(tx, id, before.PINMAC, "hash"); err != nil || !kept {
			t.Errorf("the MAC was not replaced: %v, %v", kept, err)
		}
		if same, err := SameCredentials(tx, before); err != nil || same {
			t.Errorf("changed: %v, %v", same, err)
		}
		_, err = tx.Exec(`update members set erased_at = 1 where id = ?`, id)
		return err
	})
	mustWrite(t, db, func(tx *Tx) error {
		if _, found, err := CredentialsOf(tx, id); found || err != nil {
			t.Errorf("an erased member signs in: %v, %v", found, err)
		}
		if there, err := SetPIN(tx, id, "hash", time.Unix(1000, 0)); there || err != nil {
			t.Errorf("an erased member gets a PIN: %v, %v", there, err)
		}
		return nil
	})
}

func TestThrottleRowsComeBackAsTheyWerePut(t *testing.T) {
	db := newDB(t)
	for _, want := range []ThrottleRow{{}, {Failures: 3, Since: time.Unix(1000, 0)}, {Failures: 9, Since: time.Unix(1000, 0), Until: time.Unix(1030, 0)}} {
		mustWrite(t, db, func(tx *Tx) error {
			if err := PutThrottle(tx, "bucket", want); err != nil {
				return err
			}
			if got, err := ReadThrottle(tx, "bucket"); err != nil || got != want {
				t.Errorf("got %+v, %v; want %+v", got, err, want)
			}
			return nil
		})
	}
}

// What every request or every sign-in asks must not grow with the library.
func TestSignInStatementsScanNoTable(t *testing.T) {
	db := newDB(t)
	for _, query := range []string{credentialsByCardSQL, credentialsOfSQL, sameCredentialsSQL, keepImportedPINSQL, setPINSQL, settingSQL,
		findSessionSQL, touchSessionSQL, deleteSessionSQL, deleteSessionsOfSQL, deleteExpiredSessionsSQL,
		readThrottleSQL, deleteThrottleSQL, deleteOldThrottlesSQL, pruneDevicesSQL, deleteDevicesOfSQL, staffByUsernameSQL} {
		assertNoScan(t, db, query)
	}
}
