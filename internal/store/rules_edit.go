package store

import "time"

const putRuleSQL = `insert into rules (branch, category, item_type, rule, loan_limit, fine, suspension, source) values (?, ?, ?, ?, ?, ?, ?, ?)
on conflict (branch, category, item_type) do update set rule = excluded.rule, loan_limit = excluded.loan_limit,
       fine = excluded.fine, suspension = excluded.suspension, source = excluded.source returning id`

// PutRule writes the rule of a place, in the place of one it has, and returns its id.
func PutRule(tx *Tx, r *RuleRow) (id int64, err error) {
	err = tx.QueryRow(putRuleSQL, r.Branch, r.Category, r.ItemType, r.Rule, r.LoanLimit, r.Fine, r.Suspension, r.Source).Scan(&id)
	return id, err
}

const deleteRuleSQL = `delete from rules where branch = ? and category = ? and item_type = ? returning id`

// DeleteRule takes the rule of a place away and returns the id it had.
func DeleteRule(tx *Tx, branch, category, itemType string) (id int64, err error) {
	err = tx.QueryRow(deleteRuleSQL, branch, category, itemType).Scan(&id)
	return id, err
}

// RuleChangeRow is a line of the audit trail about rules, with who it was.
type RuleChangeRow struct {
	ID           int64
	At           time.Time
	Actor        string
	Name         string // of the member of staff, or their username; "" for others
	Door, Action string
	Detail       string
}

const ruleChangesSQL = `select a.id, a.at, a.actor, coalesce(nullif(s.name, ''), s.username, ''), a.door, a.action, a.detail
from audit a left join staff s on a.actor = 'librarian' and s.id = a.actor_id
where a.subject = 'rule' and a.id < ? order by a.id desc limit ?`

// RuleChanges returns the changes of rules before an audit id, the latest first.
func RuleChanges(q Queryer, before int64, limit int) (list []RuleChangeRow, err error) {
	err = eachRow(q, func(scan func(...any) error) error {
		var r RuleChangeRow
		var at int64
		err := scan(&r.ID, &at, &r.Actor, &r.Name, &r.Door, &r.Action, &r.Detail)
		r.At = time.Unix(at, 0)
		list = append(list, r)
		return err
	}, ruleChangesSQL, before, limit)
	return list, err
}
