package store

const openLoanIDsSQL = `select l.id from loans l where l.closed_at is null and l.id <= ?`

// EachOpenLoan hands over the ids of every open loan, up to the highest given.
func EachOpenLoan(q Queryer, highest int64, fn func(loan int64)) error {
	return eachRow(q, func(scan func(...any) error) error {
		var loan int64
		if err := scan(&loan); err != nil {
			return err
		}
		fn(loan)
		return nil
	}, openLoanIDsSQL, highest)
}

// IntakeOpenLoan is what is told of a loan that is closed as missing.
type IntakeOpenLoan struct {
	ID       int64
	Barcode  string
	SourceID string
	DueAt    int64
	Renewals int
	BranchID int64
}

const openLoansByIDSQL = `select l.id, i.barcode, coalesce(l.source_id, ''), l.due_at, l.renewals, i.branch_id
from loans l join items i on i.id = l.item_id
where l.id in (select value from json_each(?)) and l.closed_at is null order by l.id`

// OpenLoansByID returns those of the loans that are open.
func OpenLoansByID(q Queryer, ids []int64) ([]IntakeOpenLoan, error) {
	var list []IntakeOpenLoan
	err := eachRow(q, func(scan func(...any) error) error {
		var l IntakeOpenLoan
		err := scan(&l.ID, &l.Barcode, &l.SourceID, &l.DueAt, &l.Renewals, &l.BranchID)
		list = append(list, l)
		return err
	}, openLoansByIDSQL, IDList(ids))
	return list, err
}

// IntakeSourcedLoan is a loan with the copy and the member that its source id
// has named so far.
type IntakeSourcedLoan struct {
	IntakeOpenLoan
	CardKey string
	Closed  bool
}

const intakeSourcedLoansSQL = `select l.id, i.barcode, l.source_id, l.due_at, l.renewals, i.branch_id, m.card_key, l.closed_at is not null
from loans l join items i on i.id = l.item_id join members m on m.id = l.member_id
where l.source_system = ? and l.source_id in (select value from json_each(?)) and l.source_id is not null`

// IntakeSourcedLoans returns the loans that came with these ids from a source.
func IntakeSourcedLoans(q Queryer, system string, ids []string) ([]IntakeSourcedLoan, error) {
	var list []IntakeSourcedLoan
	err := eachRow(q, func(scan func(...any) error) error {
		var l IntakeSourcedLoan
		err := scan(&l.ID, &l.Barcode, &l.SourceID, &l.DueAt, &l.Renewals, &l.BranchID, &l.CardKey, &l.Closed)
		list = append(list, l)
		return err
	}, intakeSourcedLoansSQL, system, TextList(ids))
	return list, err
}
