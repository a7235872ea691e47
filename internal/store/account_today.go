package store

import "time"

// MoneyRow is one movement of a member's account, for a slip.
type MoneyRow struct {
	At     time.Time
	Kind   string // payment, waiver, charge or reversal
	Amount int64  // rupiah
	Ref    string
}

const moneySinceSQL = `select at, kind, amount, ref from account_lines where member_id = ? and at >= ? order by id`

// MoneySince returns what was paid, waived or charged at since or later.
func MoneySince(q Queryer, member int64, since time.Time) (list []MoneyRow, err error) {
	err = eachRow(q, func(scan func(...any) error) error {
		var r MoneyRow
		var at int64
		err := scan(&at, &r.Kind, &r.Amount, &r.Ref)
		r.At = time.Unix(at, 0)
		list = append(list, r)
		return err
	}, moneySinceSQL, member, since.Unix())
	return list, err
}
