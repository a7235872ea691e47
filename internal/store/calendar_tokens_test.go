package store

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestCalendarStatementsScanNoTable(t *testing.T) {
	empty, grown := newDB(t), newDB(t)
	growLibrary(t, grown)
	mustExec(t, grown, `insert into calendar_tokens (member_id, token_hash, with_titles, language, created_at)
		select id, 'H' || id, 0, '', id from members`)
	mustExec(t, grown, `analyze`)
	for size, db := range map[string]*DB{"a new library": empty, "a grown one with statistics": grown} {
		for _, query := range []string{
			insertCalendarTokenSQL, findCalendarTokenSQL, activeCalendarTokenSQL, revokeCalendarTokenSQL,
			pruneCalendarTokensSQL, calendarSecretSQL, dueOfSQL, dueReceiptSQL,
		} {
			assertNoScan(t, db, query)
			if steps := strings.Join(explain(t, db, query), "\n"); query == dueOfSQL && strings.Contains(steps, "TEMP B-TREE") {
				t.Errorf("in %s the due dates of a feed are sorted anew each time:\n%s", size, steps)
			}
		}
	}
}

func TestAMemberHasOneCalendarAtATime(t *testing.T) {
	db := newDB(t)
	growLibrary(t, db)
	at := time.Unix(1_790_000_000, 0)
	put := func(hash string) error {
		return db.Write(t.Context(), func(tx *Tx) error {
			return InsertCalendarToken(tx, CalendarToken{Hash: hash, Member: 7, Titles: true, Language: "id", Created: at})
		})
	}
	revoke := func() (revoked bool) {
		err := db.Write(t.Context(), func(tx *Tx) (err error) {
			revoked, err = RevokeCalendarToken(tx, 7, at, 2)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return revoked
	}
	if revoke() {
		t.Error("there was nothing to revoke")
	}
	if err := put("a"); err != nil {
		t.Fatal(err)
	}
	if err := put("b"); !IsUnique(err) {
		t.Errorf("a second active token: %v", err)
	}
	for _, next := range []string{"b", "c", "d"} {
		if !revoke() {
			t.Error("an active token was not revoked")
		}
		if err := put(next); err != nil {
			t.Fatal(err)
		}
	}
	want := map[string]bool{"b": true, "c": true, "d": false} // revoked or not; a is forgotten
	for _, hash := range []string{"a", "b", "c", "d"} {
		err := db.Read(t.Context(), func(q Queryer) error {
			token, found, err := FindCalendarToken(q, hash)
			revoked, kept := want[hash]
			if found != kept || found && (token.Revoked != revoked || token.Member != 7 || !token.Titles || !token.Created.Equal(at)) {
				return errors.New("not as expected")
			}
			return err
		})
		if err != nil {
			t.Errorf("token %s: %v", hash, err)
		}
	}
}

func TestEveryLibraryNamesItsEventsDifferently(t *testing.T) {
	secret := func() (text string) {
		err := openDB(t, filepath.Join(t.TempDir(), "library.db")).Read(t.Context(), func(q Queryer) error {
			s, err := CalendarSecret(q)
			text = string(s)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	if one, other := secret(), secret(); len(one) < 16 || one == other {
		t.Errorf("%d bytes, the same in another library: %v", len(one), one == other)
	}
}
