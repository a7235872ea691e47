package identity

import (
	"context"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/store"
)

// KeysForeign says that the key file is not the one this database was kept with.
const KeysForeign fault.Code = "keys_foreign"

// CheckKeys notes in a new database which key file it is kept with, and from
// then on refuses any other with [KeysForeign]: with a foreign or new key no
// imported PIN and no birth date would ever be right again, and nobody would
// know why. Where the database keeps no MACs, another key does no harm and is
// taken as its own.
func CheckKeys(ctx context.Context, db *store.DB, k *Keys) error {
	var noted string
	err := db.Read(ctx, func(q store.Queryer) (err error) {
		noted, err = store.ReadKeyFingerprint(q)
		return err
	})
	if err != nil || noted == k.Fingerprint() {
		return err
	}
	return db.Write(ctx, func(tx *store.Tx) error {
		noted, err := store.ReadKeyFingerprint(tx)
		if err != nil {
			return err
		}
		if noted != "" && noted != k.Fingerprint() {
			lost, err := store.AnyMACs(tx)
			if err != nil {
				return err
			}
			if lost {
				return fault.New(KeysForeign, "the key file is not the one this database was kept with; "+
					"put back the one from the same backup (it has the database's name and .key)")
			}
		}
		_, err = store.PutSetting(tx, store.KeyFingerprint, k.Fingerprint())
		return err
	})
}

// AdoptKeys takes a key file as the database's for good, where its own is lost.
// Imported PINs and birth dates, which only the lost one could check, are
// dropped, to be imported again; PINs the members have set stay. It returns how
// many members are concerned.
func AdoptKeys(ctx context.Context, db *store.DB, k *Keys) (members int64, err error) {
	err = db.Write(ctx, func(tx *store.Tx) error {
		noted, err := store.ReadKeyFingerprint(tx)
		if err != nil || noted == k.Fingerprint() {
			return err
		}
		if noted != "" {
			if members, err = store.DropMACs(tx); err != nil {
				return err
			}
		}
		_, err = store.PutSetting(tx, store.KeyFingerprint, k.Fingerprint())
		return err
	})
	return members, err
}
