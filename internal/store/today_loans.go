package store

import "time"

// OutRow is a book that is out, with whom.
type OutRow struct {
	LoanID   int64
	DueAt    time.Time
	BranchID int64 // of the book's home
	ItemID   int64
	ItemType string
	Barcode  string
	Title    string
	MemberID int64
	Member   string
	Card     string
	Category string
}

const (
	outColumns = `select l.id, l.due_at, i.branch_id, i.id, i.item_type, i.barcode, t.title, m.id, m.name, m.card, m.category
from loans l cross join items i on i.id = l.item_id cross join titles t on t.id = i.title_id cross join members m on m.id = l.member_id
`
	lateOfSQL = outColumns + `where l.member_id in (select value from json_each(?)) and l.due_at < ? and ` + stillOut + `
order by l.due_at, l.id`
)

var outPage = newOnward("l.", "due_at", outColumns+`where {behind} and l.due_at < ?4 and `+stillOut+`
  and (?5 or i.branch_id in (select value from json_each(?6))) order by l.due_at, l.id limit ?3`)

// OutPage returns books that are out and due in a stretch of time, by due date,
// at most limit, after the loan that was due at and has the id of after.
func OutPage(q Queryer, in Within, r Range, afterDue, afterID int64, limit int) ([]OutRow, error) {
	var list []OutRow
	at, id := within(r.From.Unix(), afterDue, afterID)
	err := outPage.each(q, at, id, limit, outRow(&list), r.To.Unix(), in.All, in.Branches)
	return list, err
}

// LateOf returns the books of members that were due before a moment, by due date.
// ids is a JSON array.
func LateOf(q Queryer, ids string, before time.Time) ([]OutRow, error) {
	var list []OutRow
	err := eachRow(q, outRow(&list), lateOfSQL, ids, before.Unix())
	return list, err
}

func outRow(list *[]OutRow) func(scan func(...any) error) error {
	return func(scan func(...any) error) error {
		var r OutRow
		var due int64
		err := scan(&r.LoanID, &due, &r.BranchID, &r.ItemID, &r.ItemType, &r.Barcode, &r.Title, &r.MemberID, &r.Member, &r.Card, &r.Category)
		r.DueAt = time.Unix(due, 0)
		*list = append(*list, r)
		return err
	}
}
