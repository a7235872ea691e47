package store

import "time"

// EffectRow is an effect that waits to be told.
type EffectRow struct {
	ID       int64
	MemberID int64
	Kind     string
	Payload  string
}

const effectsSQL = `select id, member_id, kind, payload from notices indexed by notices_waiting
where state = 'waiting' and not_before <= ? order by not_before, id limit ?`

// Effects returns effects that may be told by now, the oldest first.
func Effects(q Queryer, now time.Time, limit int) ([]EffectRow, error) {
	var list []EffectRow
	err := eachRow(q, func(scan func(...any) error) error {
		var e EffectRow
		err := scan(&e.ID, &e.MemberID, &e.Kind, &e.Payload)
		list = append(list, e)
		return err
	}, effectsSQL, now.Unix(), limit)
	return list, err
}

const settleEffectSQL = `update notices set state = ?, settled_at = ? where id = ? and state = 'waiting'`

// SettleEffect says what became of an effect: sent (a message has it) or dropped.
func SettleEffect(tx *Tx, id int64, state string, now time.Time) error {
	_, err := tx.Exec(settleEffectSQL, state, now.Unix(), id)
	return err
}

const receiptDoorSQL = `select id, door from receipts where ref = ?`

// ReceiptDoor returns the id of a receipt and by which door it came about.
func ReceiptDoor(q Queryer, ref string) (id int64, door string, found bool, err error) {
	err = q.QueryRow(receiptDoorSQL, ref).Scan(&id, &door)
	_, found, err = foundRow(id, err)
	return id, door, found, err
}

// ReadyHold is a hold whose book stands on the shelf.
type ReadyHold struct {
	MemberID int64
	Name     string // of the member
	Title    string
	Until    time.Time
	BranchID int64
}

const readyHoldSQL = `select h.member_id, m.name, t.title, h.shelf_until, coalesce(h.pickup_branch_id, i.branch_id)
from holds h join members m on m.id = h.member_id join titles t on t.id = h.title_id join items i on i.id = h.assigned_item_id
where h.id = ? and h.status = 'ready' and h.shelf_until is not null and m.erased_at is null`

// FindReadyHold returns a hold that stands ready now.
func FindReadyHold(q Queryer, id int64) (h ReadyHold, found bool, err error) {
	var until int64
	err = q.QueryRow(readyHoldSQL, id).Scan(&h.MemberID, &h.Name, &h.Title, &until, &h.BranchID)
	h.Until = time.Unix(until, 0)
	return foundRow(h, err)
}

const receiptLoansSQL = `select r.loan_id, r.new_due_at, c.member_id from renewals r join receipts c on c.id = r.receipt_id
where r.receipt_id = ? and r.undone_at is null`

// RenewedLoans returns the loans that a receipt has renewed, with their new due
// dates, and whose they are.
func RenewedLoans(q Queryer, receipt int64) (due map[int64]time.Time, member int64, err error) {
	due = map[int64]time.Time{}
	err = eachRow(q, func(scan func(...any) error) error {
		var loan, at int64
		err := scan(&loan, &at, &member)
		due[loan] = time.Unix(at, 0)
		return err
	}, receiptLoansSQL, receipt)
	return due, member, err
}
