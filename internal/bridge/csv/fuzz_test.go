package csv

import (
	"errors"
	"iter"
	"reflect"
	"testing"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/library/intake"
)

// FuzzReader reads anything as each of the files: it never fails but by a fault
// or bad rows, it moves forward, and a second walk says the same as the first.
func FuzzReader(f *testing.F) {
	for _, seed := range []string{
		"card,name\nA1,Ani\n",
		"\ufeffcard;name;pin;birth_date\r\n\"A 1\";\"Ani \"\"S\"\"\";123456;17/08/2015\r\n",
		"barcode,title,isbn,status\nX,\"never\nY,T\n",
		"card,barcode,borrowed_at,due_at,renewals,source_id\nA1,\"4,1E+15\",31/02/2026,2026-11-23T09:00:00+07:00,-1,x\n",
		"card,barcode,scope,placed_at\rA1,X,copy,2026-11-16\r",
		"date,weekday,name,branch\n,minggu,,\n2026-12-25,,Natal,*\n",
		"card,name\n\x00,\xff\n\n,\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		for name := range layouts {
			folder, err := Open(folder(t, name, string(text)))
			if err != nil {
				if fault.CodeOf(err) != BadFile {
					t.Fatal(err)
				}
				continue
			}
			sameTwice(t, folder.Members())
			sameTwice(t, folder.Items())
			sameTwice(t, folder.Loans())
			sameTwice(t, folder.Holds())
			sameTwice(t, folder.Closures())
			if err := folder.Close(); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func sameTwice[T any](t *testing.T, rows iter.Seq2[T, error]) {
	if rows == nil {
		return
	}
	first := collect(t, rows)
	if second := collect(t, rows); !reflect.DeepEqual(first, second) {
		t.Errorf("the second walk differs:\n%v\n%v", first, second)
	}
}

func collect[T any](t *testing.T, rows iter.Seq2[T, error]) (list []any) {
	line := 1
	for row, err := range rows {
		if err == nil {
			list = append(list, row)
			continue
		}
		bad, ok := errors.AsType[*intake.BadRow](err)
		if !ok {
			t.Fatal(err)
		}
		if bad.Line < line {
			t.Errorf("line %d comes after line %d", bad.Line, line)
		}
		line = bad.Line
		list = append(list, *bad)
	}
	return list
}
