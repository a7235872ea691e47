package store

import (
	"context"
	"testing"
)

func TestTheIndexFollowsTitlesThatAreMadeChangedAndDeleted(t *testing.T) {
	db := newDB(t)
	index := func() {
		t.Helper()
		if err := db.Write(context.Background(), IndexTitles); err != nil {
			t.Fatal(err)
		}
	}
	known := func(word string, want bool) {
		t.Helper()
		err := db.Read(context.Background(), func(q Queryer) error {
			known, err := WordIsKnown(q, word)
			list, err2 := FindByWords(q, TitleQuery{Match: `"` + word + `"*`, Before: 1 << 40, Except: "[]", Limit: 10})
			if err != nil || err2 != nil || known != want || (len(list) == 1) != want {
				t.Errorf("%s: %v %v, not %v; %v %v", word, known, list, want, err, err2)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	mustExec(t, db, `insert into titles (id, title, author, match_key) values (7, 'Laskar Pelangi', 'Andrea', 'k')`)
	index()
	known("pelangi", true)
	mustExec(t, db, `update titles set title = 'Laskar Senja' where id = 7`)
	index()
	known("pelangi", false)
	known("senja", true)
	mustExec(t, db, `delete from titles where id = 7`)
	index()
	known("senja", false)
	index() // nothing to do
}
