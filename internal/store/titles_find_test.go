package store

import (
	"strings"
	"testing"
)

func TestFindingTitlesReadsNoWholeTable(t *testing.T) {
	db := newDB(t)
	growLibrary(t, db)
	for name, query := range map[string]string{
		"words": titlesByWordsSQL, "title": titlesByTitleSQL, "call number": titlesByCallNumberSQL, "isbn": titlesByISBNSQL,
		"barcode": titleOfBarcodeSQL, "shown": titlesShownSQL, "a word": wordIsKnownSQL, "known words": knownWordsSQL,
	} {
		for _, step := range explain(t, db, query) {
			virtual := strings.Contains(step, "VIRTUAL TABLE INDEX") && !strings.HasSuffix(step, "INDEX 0:")
			if strings.HasPrefix(step, "SCAN") && !virtual && !strings.Contains(step, "json_each") && step != "SCAN CONSTANT ROW" && !strings.HasPrefix(step, "SCAN j ") {
				t.Errorf("%s: %s", name, step)
			}
			if strings.Contains(step, "TEMP B-TREE") && name != "isbn" {
				t.Errorf("%s sorts: %s", name, step)
			}
		}
	}
}
