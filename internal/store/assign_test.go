package store

import (
	"context"
	"database/sql"
	"reflect"
	"testing"
)

// What a column becomes is what database/sql makes of it.
func TestColumnsAreReadAsDatabaseSQLReadsThem(t *testing.T) {
	db := newDB(t)
	pool, err := newPool(dataSource(db.Path(), roleRead, 100))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = pool.Close() }()
	values := []string{"42", "-7", "0", "1", "'text'", "'17'", "''", "x'00ff'", "x''", "null", "9223372036854775807"}
	for _, kind := range []any{int64(0), 0, "", false, []byte(nil), (*int)(nil), (*int64)(nil), (*string)(nil), sql.NullString{}, sql.NullInt64{}, sql.Null[int]{}} {
		for _, value := range values {
			want, got := reflect.New(reflect.TypeOf(kind)), reflect.New(reflect.TypeOf(kind))
			failed := pool.QueryRow("select " + value).Scan(want.Interface())
			err := db.Read(context.Background(), func(q Queryer) error { return q.QueryRow("select " + value).Scan(got.Interface()) })
			if (err == nil) != (failed == nil) || err == nil && !reflect.DeepEqual(got.Elem().Interface(), want.Elem().Interface()) {
				t.Errorf("%s into %T: %v (%v), database/sql: %v (%v)", value, kind, got.Elem(), err, want.Elem(), failed)
			}
		}
	}
}

func TestARowIsReadIntoAsManyVariablesAsItHas(t *testing.T) {
	db := newDB(t)
	var a, b int
	var f struct{}
	err := db.Read(context.Background(), func(q Queryer) error {
		if err := q.QueryRow("select 1, 2, 3").Scan(&a, &b); err == nil {
			t.Error("a column was dropped")
		}
		if err := q.QueryRow("select 1").Scan(&f); err == nil {
			t.Error("a number was read into nothing")
		}
		return q.QueryRow("select 1 where 0").Scan(&a)
	})
	if err != sql.ErrNoRows {
		t.Error(err)
	}
}
