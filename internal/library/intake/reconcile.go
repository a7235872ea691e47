package intake

import (
	"database/sql"
	"time"

	"simpanbudi/internal/store"
)

// said is what a row says of an open loan.
type said struct {
	due      Moment
	renewals Stated[int]
	zone     *time.Location
}

// verdict is how a loan is to stand after a row, and why.
type verdict struct {
	loan    store.IntakeLoan
	kind    string // KeptOurs, SourceWins, or "" where row and loan agree
	undoing bool   // renewals made here beyond loan.Renewals are no longer counted
}

// reconcile decides between what stands here and what the source says of an
// open loan. A renewal made here keeps its due date until the source says
// something new; then the source wins, because there somebody has decided anew
// (or has entered our renewal, and both agree). What the source has said last
// time is compared, not what stands here: as long as it repeats itself, it only
// does not know yet.
//
// Where the source wins its count is the loan's. The renewals made here are
// part of that count as far as they fit: number 1 of a loan that the source
// counts once is the one it has counted. Those numbered beyond it are undone.
// So renewals = imported + made here and not undone, always.
func reconcile(l store.IntakeLoan, ours []store.DoneRenewal, row said) verdict {
	v := verdict{loan: l}
	due := row.due.ends(row.zone)
	lastDue, lastCount := lastSaid(l, ours)
	saysNew := !row.due.repeats(lastDue, row.zone) || row.renewals.Given && row.renewals.Value != lastCount
	agrees := due == l.DueAt && row.renewals.or(l.Renewals) == l.Renewals
	if len(ours) > 0 && !saysNew {
		if !agrees {
			v.kind = KeptOurs
		}
		v.loan.FileDueAt = sql.Null[int64]{V: lastDue, Valid: true}
		if row.renewals.Given {
			v.loan.FileRenewals = sql.Null[int]{V: lastCount, Valid: true}
		}
		return v
	}
	if !agrees {
		v.kind = SourceWins
	}
	v.loan.DueAt, v.loan.Renewals = due, row.renewals.or(l.Renewals)
	kept := 0
	for _, o := range ours {
		if o.Number <= v.loan.Renewals {
			kept++
		}
	}
	v.undoing = kept < len(ours)
	v.loan.Imported = v.loan.Renewals - kept
	v.loan.Unseen = min(l.Unseen, kept)
	v.loan.FileDueAt = sql.Null[int64]{V: due, Valid: true}
	if row.renewals.Given {
		v.loan.FileRenewals = sql.Null[int]{V: row.renewals.Value, Valid: true}
	}
	return v
}

// lastSaid returns what the last import said of a loan. Of one that no import
// has said anything about, it is what stood here before it was renewed here.
func lastSaid(l store.IntakeLoan, ours []store.DoneRenewal) (due int64, renewals int) {
	due, renewals = l.DueAt, l.Imported
	first := 0
	for _, o := range ours {
		if first == 0 || o.Number < first {
			first, due = o.Number, o.OldDueAt.Unix()
		}
	}
	if l.FileDueAt.Valid {
		due = l.FileDueAt.V
	}
	if l.FileRenewals.Valid {
		renewals = l.FileRenewals.V
	}
	return due, renewals
}
