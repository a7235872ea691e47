package library

import (
	"database/sql"
	"errors"
	"slices"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/store"
)

// RefusalsKept is how many receipts that renewed nothing are kept of a member.
// Posting a refused form again and again must not fill the disk.
const RefusalsKept = 100

// writeRefusals writes a receipt that renews nothing. Where the member was told
// exactly the same today, that receipt is given again.
func (w *renewing) writeRefusals() (string, error) {
	newest, err := store.NewestReceipt(w.tx, w.member.ID)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return "", err
	}
	if err == nil {
		same, err := w.saysTheSame(newest)
		if err != nil {
			return "", err
		}
		if same {
			return newest.Ref, nil
		}
	}
	receipt, err := w.writeReceipt()
	if err != nil {
		return "", err
	}
	return receipt.Ref, store.PruneRefusals(w.tx, w.member.ID, RefusalsKept)
}

// saysTheSame compares what a receipt of today told with what would be told now:
// results and reasons, not dates that would have come out.
func (w *renewing) saysTheSame(r store.ReceiptRow) (bool, error) {
	zone := w.policy.zone
	if r.Door != w.request.Door || r.Actor != string(w.request.Actor) ||
		circulation.DayOf(r.CreatedAt, zone) != circulation.DayOf(w.now, zone) {
		return false, nil
	}
	told, err := store.ReadLines(w.tx, r.ID)
	if err != nil || len(told) != len(w.lines) {
		return false, err
	}
	for i := range told {
		row := w.row(&w.lines[i])
		if told[i].LoanID != row.LoanID || told[i].ShownAt != row.ShownAt || told[i].Result != row.Result ||
			!told[i].OldDueAt.Equal(row.OldDueAt) {
			return false, nil
		}
		before, _, err := parseLineJSON(told[i].Decision, told[i].Result, zone)
		if err != nil {
			return false, err
		}
		if !slices.EqualFunc(before.Reasons, w.lines[i].answer.decision.Reasons, sameReason) {
			return false, nil
		}
	}
	return true, nil
}

func sameReason(a, b circulation.Reason) bool {
	return a.Code == b.Code && a.Queue == b.Queue && a.OpensAt.Truncate(time.Second).Equal(b.OpensAt.Truncate(time.Second))
}
