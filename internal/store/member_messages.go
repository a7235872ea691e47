package store

import "time"

// Messages to a member, and those to a guardian that tell of the member's loans.
const messagesAboutSQL = sentColumns + `where m.id in (select id from messages where member_id = ?1
  union select message_id from loan_notices where member_id = ?1 and message_id is not null) and m.id < ?2 order by m.id desc limit ?3`

// MessagesAbout returns messages to a member or about their loans, the newest first,
// before one.
func MessagesAbout(q Queryer, member, before int64, limit int) ([]SentRow, error) {
	return sentRows(q, messagesAboutSQL, member, before, limit)
}

// ToldLoanRow is a loan that a message tells of.
type ToldLoanRow struct {
	Message  int64 // 0: nobody could be told
	MemberID int64
	Name     string
	Title    string
	Step     string
	DueAt    time.Time // as it was told
	BranchID int64
	State    string
	MadeAt   time.Time
}

const (
	toldLoanColumns = `select coalesce(n.message_id, 0), n.member_id, p.name, t.title, n.step, n.due_at, i.branch_id, n.state, n.made_at `
	toldLoanJoins   = `join loans l on l.id = n.loan_id join items i on i.id = l.item_id join titles t on t.id = i.title_id join members p on p.id = n.member_id `

	toldLoansSQL   = toldLoanColumns + `from json_each(?) j cross join loan_notices n on n.message_id = j.value ` + toldLoanJoins + `order by n.due_at, n.id`
	untoldLoansSQL = toldLoanColumns + `from loan_notices n ` + toldLoanJoins + `where n.member_id = ? and n.message_id is null order by n.id desc limit ?`
)

func toldLoans(q Queryer, query string, args ...any) ([]ToldLoanRow, error) {
	var list []ToldLoanRow
	err := eachRow(q, func(scan func(...any) error) error {
		var r ToldLoanRow
		var due, made int64
		err := scan(&r.Message, &r.MemberID, &r.Name, &r.Title, &r.Step, &due, &r.BranchID, &r.State, &made)
		r.DueAt, r.MadeAt = time.Unix(due, 0), time.Unix(made, 0)
		list = append(list, r)
		return err
	}, query, args...)
	return list, err
}

// ToldLoans returns the loans that messages tell of.
func ToldLoans(q Queryer, messages []int64) ([]ToldLoanRow, error) {
	return toldLoans(q, toldLoansSQL, IDList(messages))
}

// UntoldLoans returns a member's loans of which nobody could be told, the newest first.
func UntoldLoans(q Queryer, member int64, limit int) ([]ToldLoanRow, error) {
	return toldLoans(q, untoldLoansSQL, member, limit)
}

// TryRow is a try of a message, or what its provider said of it later.
type TryRow struct {
	Message int64
	At      time.Time
	Outcome string
	Words   string
}

const triesSQL = `select t.message_id, t.at, t.outcome, t.words from json_each(?) j cross join message_tries t on t.message_id = j.value order by t.id`

// Tries returns the tries of messages, in their order.
func Tries(q Queryer, messages []int64) ([]TryRow, error) {
	var list []TryRow
	err := eachRow(q, func(scan func(...any) error) error {
		var r TryRow
		var at int64
		err := scan(&r.Message, &at, &r.Outcome, &r.Words)
		r.At = time.Unix(at, 0)
		list = append(list, r)
		return err
	}, triesSQL, IDList(messages))
	return list, err
}

const replacedSQL = `select id from messages where moved_from = ? and state = 'waiting' limit 1`

// ReplacedBy returns the message that waits in the place of another; 0 for none.
func ReplacedBy(q Queryer, id int64) (by int64, err error) {
	err = q.QueryRow(replacedSQL, id).Scan(&by)
	by, _, err = foundRow(by, err)
	return by, err
}

const retellNoticesSQL = `update loan_notices set message_id = ?1, state = 'waiting', settled_at = null
where message_id = ?2 and state in ('sent', 'failed')`

// RetellNotices lets a message tell once more what another has told, or could not.
func RetellNotices(tx *Tx, from, to int64) error {
	_, err := tx.Exec(retellNoticesSQL, to, from)
	return err
}

const settleFailedSQL = `update messages set state = 'withdrawn' where id = ? and state = 'failed'`

// SettleFailed takes a failed message off the list of those: staff have seen to it.
func SettleFailed(tx *Tx, id int64) error {
	_, err := tx.Exec(settleFailedSQL, id)
	return err
}

const replaceFailedSQL = `update messages set state = 'moved' where id = ? and state = 'failed'`

// ReplaceFailed says that another message has what a failed one had to tell.
func ReplaceFailed(tx *Tx, id int64) error {
	_, err := tx.Exec(replaceFailedSQL, id)
	return err
}
