package csv

import (
	"errors"
	"fmt"
	"iter"
	"strings"
	"testing"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/library/intake"
)

// read returns a walk's good rows and its bad ones as "line column code".
func read[T any](t testing.TB, rows iter.Seq2[T, error]) (good []T, bad string) {
	t.Helper()
	var list []string
	for row, err := range rows {
		b, isBad := errors.AsType[*intake.BadRow](err)
		switch {
		case err == nil:
			good = append(good, row)
		case isBad:
			list = append(list, strings.Join(strings.Fields(fmt.Sprintf("%d %s %s", b.Line, b.Column, b.Code)), " "))
		default:
			t.Fatal(err)
		}
	}
	return good, strings.Join(list, "; ")
}

func TestHeaderAndSeparatorInEveryForm(t *testing.T) {
	for name, text := range map[string]string{
		"comma":                  "card,name\nA1,\"Ani, S.Pd\"\n",
		"semicolon":              "card;name\nA1;Ani, S.Pd\n",
		"byte order mark":        "\ufeffcard;name\r\nA1;Ani, S.Pd\r\n",
		"mark and quotes":        "\ufeff\"card\";\"name\"\r\n\"A1\";\"Ani, S.Pd\"\r\n",
		"any order, any case":    " NAME ;Card\nAni, S.Pd;A1",
		"unknown columns":        "x;card;y;name\n;A1;2;Ani, S.Pd\n",
		"blank lines":            "\n\ncard;name\n\n;\nA1;Ani, S.Pd\n\n ; \n",
		"old Mac":                "card;name\rA1;Ani, S.Pd\r",
		"space around":           "card ; name\n  A1\u00a0 ; \"Ani, S.Pd\" \n",
		"a line break in a cell": "card;name\nA1;\"Ani,\n S.Pd\"\n",
	} {
		t.Run(name, func(t *testing.T) {
			good, bad := read(t, open(t, folder(t, "members.csv", text)).Members())
			if bad != "" || len(good) != 1 || good[0].Card != "A1" || good[0].Name != "Ani, S.Pd" {
				t.Errorf("%+v, bad: %s", good, bad)
			}
		})
	}
}

func TestQuotesInsideValues(t *testing.T) {
	good, bad := read(t, open(t, folder(t, "items.csv", "barcode,title\n1,\"Sang \"\"Pemimpi\"\"\"\n2,Layar 5\" lebar\n3,\"\"\n")).Items())
	if len(good) != 2 || good[0].Title != `Sang "Pemimpi"` || good[1].Title != `Layar 5" lebar` || bad != "4 title missing" {
		t.Errorf("%+v, bad: %s", good, bad)
	}
}

func TestOneBadRowDoesNotHideTheNext(t *testing.T) {
	for name, c := range map[string]struct{ rows, bad string }{
		"a quote that never ends": {"A1,\"Ani\nB2,Budi\nC3,Citra\n", "2 bad_quote"},
		"text after a quote":      {"A1,\"Ani\" S.Pd\nB2,Budi\nC3,Citra\n", "2 bad_quote"},
		"a value too few":         {"A1\nB2,Budi\nC3,Citra\n", "2 wrong_columns"},
		"a value too many":        {"A1,Ani,x\nB2,Budi\nC3,Citra\n", "2 wrong_columns"},
		"not UTF-8":               {"A1,Ren\xe9\nB2,Budi\nC3,Citra\n", "2 name not_utf8"},
		"NUL":                     {"A1,A\x00ni\nB2,Budi\nC3,Citra\n", "2 name control_character"},
		"a reversed card":         {"1A\u202e7,Ani\nB2,Budi\nC3,Citra\n", "2 card control_character"},
		"a row too long":          {"A1," + strings.Repeat("x", maxRecord) + "\nB2,Budi\nC3,Citra\n", "2 too_long"},
		"a value too long":        {"A1," + strings.Repeat("é", 201) + "\nB2,Budi\nC3,Citra\n", "2 name too_long"},
		"an endless quote, far":   {"A1,\"" + strings.Repeat("x\n", maxRecord) + "B2,Budi\nC3,Citra\n", "…"},
		"no card":                 {" ,Ani\nB2,Budi\nC3,Citra\n", "2 card missing"},
		"4,1E+15":                 {"\"4,1E+15\",Ani\nB2,Budi\nC3,Citra\n", "2 card scientific"},
	} {
		t.Run(name, func(t *testing.T) {
			good, bad := read(t, open(t, folder(t, "members.csv", "card,name\n"+c.rows)).Members())
			if len(good) != 2 || good[0].Card != "B2" || good[1].Card != "C3" {
				t.Errorf("good rows: %+v", good)
			}
			if c.bad == "…" { // its first line, and then every line behind it for itself
				if !strings.HasPrefix(bad, "2 bad_quote; 3 wrong_columns; ") {
					t.Errorf("bad rows: %.80s", bad)
				}
			} else if bad != c.bad {
				t.Errorf("bad rows: %s, want %s", bad, c.bad)
			}
		})
	}
}

func TestLinesAreCountedThroughLineBreaksInCells(t *testing.T) {
	_, bad := read(t, open(t, folder(t, "members.csv", "card,name\r\nA1,\"A\r\nn\ni\"\r\n\r\nB2\r\n\"C\n3\",x\r\nD4\r\n")).Members())
	if bad != "6 wrong_columns; 7 card control_character; 9 wrong_columns" {
		t.Error(bad)
	}
}

func TestEveryColumnRefusesWhatItCannotBe(t *testing.T) {
	for _, c := range []struct{ file, column, refused, taken string }{
		{"members.csv", "card", "4,1E+15|4.1E+15|4.10E+15|4E+15|4.1e15|-4,1E-15", "12E45|E1|1,5|KDS 001|0012"},
		{"members.csv", "birth_date", "31/02/2015|2015-02-29|1/2/2015|2015-2-1|02-01-2015|1850-01-01|20150201|0000-00-00", "|28/02/2015|2016-02-29"},
		{"members.csv", "pin", "12345|1234567|12345a|12 345|١٢٣٤٥٦|-12345", "|000000|123456"},
		{"members.csv", "card_expires_on", "31/11/2026|2026-13-01|never", "|9999-12-31|30/11/2026"},
		{"members.csv", "suspended_until", "x|2026-11-31", "|2026-11-30"},
		{"members.csv", "status", "frozen|aktif", "|active|BLOCKED|blocked"},
		{"members.csv", "fines", "-1|1.5|15.000|Rp1000|1e3|99999999999999", "|0|15000|15000.00"},
		{"members.csv", "branch", "*", "|utara"},
		{"members.csv", "category", "*|" + strings.Repeat("x", 65), "|anak"},
		{"members.csv", "guardian_card", "4,1E+15", "|A2"},
		{"members.csv", "phone", "6.28123E+11", "|+62 812-3456|0812"},
		{"members.csv", "email", "a\tb", "|a@b.id"},
		{"items.csv", "barcode", "4,1E+15|4.10E+15", "B-1|000123"},
		{"items.csv", "status", "borrowed|0", "|available|not_for_loan|lost|damaged|Withdrawn"},
		{"items.csv", "renewable", "2|maybe|-", "|1|0|true|FALSE|yes|no|Ya|tidak"},
		{"items.csv", "isbn", "9.79E+12", "|979-3062-79-7|-"},
		{"loans.csv", "borrowed_at", "|31/02/2026|2026-11-16 10:00:00|2026-11-16T10:00:00|16.11.2026|46000|2026-11-16T25:00:00Z", "2026-11-16|16/11/2026|2026-11-16T10:00:00+07:00|2026-11-16T03:00:00.5Z"},
		{"loans.csv", "due_at", "|2026-02-30|2026-11-31T10:00:00Z", "2026-11-30|2026-11-30T13:00:00+09:00"},
		{"loans.csv", "renewals", "-1|1.5|x|10000|1e1", "|0|2|9999"},
		{"loans.csv", "source_id", "1E+6|" + strings.Repeat("1", 129), "|1|a-b"},
		{"holds.csv", "scope", "|item|judul", "copy|Title"},
		{"holds.csv", "placed_at", "|yesterday", "2026-11-16"},
		{"closures.csv", "date", "|31/04/2026|25 Dec", "2026-12-25|25/12/2026"},
	} {
		t.Run(c.file+" "+c.column, func(t *testing.T) {
			for _, value := range strings.Split(c.refused, "|") {
				if bad := badOf(t, c.file, c.column, value); !strings.Contains(bad, "2 "+c.column+" ") {
					t.Errorf("%q is taken: %q", value, bad)
				}
			}
			for _, value := range strings.Split(c.taken, "|") {
				if bad := badOf(t, c.file, c.column, value); bad != "" {
					t.Errorf("%q is refused: %s", value, bad)
				}
			}
		})
	}
}

// badOf reads a file of one row in which one column has a value and the others
// what they must have.
func badOf(t *testing.T, file, column, value string) string {
	t.Helper()
	row := map[string]string{}
	for name, v := range map[string]map[string]string{
		"members.csv":  {"card": "A1", "name": "Ani"},
		"items.csv":    {"barcode": "X", "title": "T"},
		"loans.csv":    {"card": "A1", "barcode": "X", "borrowed_at": "2026-11-16", "due_at": "2026-11-23"},
		"holds.csv":    {"card": "A1", "barcode": "X", "scope": "copy", "placed_at": "2026-11-16"},
		"closures.csv": {"name": "n"},
	}[file] {
		row[name] = v
	}
	row[column] = value
	var names, values []string
	for name, v := range row {
		names, values = append(names, name), append(values, `"`+v+`"`)
	}
	f := open(t, folder(t, file, strings.Join(names, ";")+"\n"+strings.Join(values, ";")+"\n"))
	var bad string
	switch file {
	case "members.csv":
		_, bad = read(t, f.Members())
	case "items.csv":
		_, bad = read(t, f.Items())
	case "loans.csv":
		_, bad = read(t, f.Loans())
	case "holds.csv":
		_, bad = read(t, f.Holds())
	case "closures.csv":
		_, bad = read(t, f.Closures())
	}
	return bad
}

func TestClosuresAreADateOrAWeekday(t *testing.T) {
	good, bad := read(t, open(t, folder(t, "closures.csv", "date,weekday,name,branch\n2026-12-25,,Natal,\n,Sunday,,utara\n,jumat,,\n,,x,\n2026-12-25,monday,x,\n,funday,,\n")).Closures())
	if bad != "5 date missing; 6 weekday bad_value; 7 weekday bad_value" {
		t.Error(bad)
	}
	if len(good) != 3 || good[0].Date != circulation.NewDay(2026, time.December, 25) || good[1].Weekday != time.Sunday ||
		good[1].Branch != "utara" || good[2].Weekday != time.Friday || !good[2].Date.IsZero() {
		t.Errorf("%+v", good)
	}
}

func TestColumnsLeftOutAreUnsaid(t *testing.T) {
	f := open(t, folder(t, "members.csv", "card,name,phone\nA1,Ani,\n", "loans.csv", "card,barcode,borrowed_at,due_at,renewals\nA1,X,2026-11-16,2026-11-23,\n"))
	members, _ := read(t, f.Members())
	if m := members[0]; !m.Phone.Given || m.Phone.Value != "" || m.Email.Given || m.PIN.Given || m.Fines.Given || m.Status.Given {
		t.Errorf("%+v", m)
	}
	if loans, _ := read(t, f.Loans()); loans[0].Renewals.Given {
		t.Error("an empty count is taken for a count")
	}
}

func TestSecretsAreNotRepeated(t *testing.T) {
	for _, err := range open(t, folder(t, "members.csv", "card,name,pin,birth_date\nA1,Ani,98765,31/02/1987\n")).Members() {
		if text := err.Error(); strings.Contains(text, "98765") || strings.Contains(text, "1987") {
			t.Error(text)
		}
	}
}

func TestMarksThatTurnTheDirectionAreTakenOutOfTexts(t *testing.T) {
	good, bad := read(t, open(t, folder(t, "members.csv", "card,name\nA1,\u202Bعمر\u202C bin \u200FKhattab\u202E\n")).Members())
	if len(bad) != 0 || len(good) != 1 || good[0].Name != "عمر bin \u200FKhattab" {
		t.Errorf("%+v, %v", good, bad)
	}
}
