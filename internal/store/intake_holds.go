package store

// IntakeHold is a hold as a take-over compares it.
type IntakeHold struct {
	ID       int64
	TitleID  int64
	ItemID   int64 // 0: any copy of the title
	MemberID int64
	PlacedAt int64 // UTC seconds
	Status   string
	Missed   bool // was cancelled because a complete source did not have it
}

// Active reports whether the hold still waits or stands ready.
func (h *IntakeHold) Active() bool { return h.Status == "waiting" || h.Status == "ready" }

// HoldMissedAction is the audit action of a hold that was cancelled because a
// complete source did not have it.
const HoldMissedAction = "hold.cancelled_elsewhere"

const intakeHoldsSQL = `select h.id, h.title_id, coalesce(h.item_id, 0), h.member_id, h.placed_at, h.status,
       h.status = 'cancelled' and exists (select 1 from audit a
          where a.subject = 'hold' and a.subject_id = h.id and a.action = '` + HoldMissedAction + `')
from holds h where h.member_id in (select value from json_each(?)) order by h.id`

// IntakeHolds returns every hold of these members, whatever became of it.
func IntakeHolds(q Queryer, members []int64) ([]IntakeHold, error) {
	var list []IntakeHold
	err := eachRow(q, func(scan func(...any) error) error {
		var h IntakeHold
		err := scan(&h.ID, &h.TitleID, &h.ItemID, &h.MemberID, &h.PlacedAt, &h.Status, &h.Missed)
		list = append(list, h)
		return err
	}, intakeHoldsSQL, IDList(members))
	return list, err
}

const insertIntakeHoldSQL = `insert into holds (title_id, item_id, member_id, placed_at, source_system) values (?, ?, ?, ?, ?)`

// InsertIntakeHold adds a waiting hold and returns its id.
func InsertIntakeHold(tx *Tx, h *IntakeHold, sourceSystem string) (int64, error) {
	res, err := tx.Exec(insertIntakeHoldSQL, h.TitleID, nullID(h.ItemID), h.MemberID, h.PlacedAt, sourceSystem)
	if err != nil {
		return 0, err
	}
	return res.LastInsertId()
}

const updateIntakeHoldSQL = `update holds set placed_at = ?, status = ? where id = ?`

// UpdateIntakeHold writes when a hold was placed and what has become of it.
func UpdateIntakeHold(tx *Tx, h *IntakeHold) error {
	_, err := tx.Exec(updateIntakeHoldSQL, h.PlacedAt, h.Status, h.ID)
	return err
}

const cancelHoldSQL = `update holds set status = 'cancelled' where id = ? and status in ('waiting', 'ready')`

// CancelHold cancels a hold that still waits or stands ready, and reports
// whether it did.
func CancelHold(tx *Tx, hold int64) (bool, error) { return changedOne(tx.Exec(cancelHoldSQL, hold)) }

const intakeActiveHoldsSQL = `select h.id, h.title_id, coalesce(h.item_id, 0), h.member_id, h.placed_at, h.status, coalesce(i.barcode, '')
from holds h left join items i on i.id = h.item_id
where h.status in ('waiting', 'ready') and h.id <= ? order by h.id`

// EachActiveHold hands over every hold that waits or stands ready, up to the
// highest id given, with the barcode of its copy where it is on one.
func EachActiveHold(q Queryer, highest int64, fn func(h IntakeHold, barcode string) error) error {
	return eachRow(q, func(scan func(...any) error) error {
		var h IntakeHold
		var barcode string
		if err := scan(&h.ID, &h.TitleID, &h.ItemID, &h.MemberID, &h.PlacedAt, &h.Status, &barcode); err != nil {
			return err
		}
		return fn(h, barcode)
	}, intakeActiveHoldsSQL, highest)
}

const highestIDsSQL = `select coalesce((select max(id) from loans), 0), coalesce((select max(id) from holds), 0)`

// HighestIDs returns the newest loan's and hold's ids: what is closed or
// cancelled as missing must have been there before.
func HighestIDs(q Queryer) (loan, hold int64, err error) {
	err = q.QueryRow(highestIDsSQL).Scan(&loan, &hold)
	return loan, hold, err
}
