package library

import (
	"context"
	"strconv"
	"time"

	"simpanbudi/internal/store"
)

// forgetBatch is how many loans are forgotten in one write.
const forgetBatch = 100

// Forgotten is what a run of forgetting did, or would do.
type Forgotten struct {
	Readers int64 // closed loans that have no reader any more
	Rows    int64 // ended holds, messages and calls that were deleted
}

// Forget gives closed loans that are older than the library keeps them
// (keep_readers_months) to nobody: their statistics stay, their reader does not
// (UU 27/2022, article 16, paragraph 2: personal data are destroyed after their
// retention). Members who owe something are left alone until they have paid.
func (l *Library) Forget(ctx context.Context, at time.Time, dryRun bool) (sum Forgotten, err error) {
	site, err := l.Site(ctx)
	if err != nil {
		return sum, err
	}
	months, err := strconv.Atoi(site.Settings["keep_readers_months"])
	if err != nil || months == 0 {
		return sum, err // 0 keeps them
	}
	before := at.In(site.Zone).AddDate(0, -months, 0)
	if dryRun {
		err = l.db.Read(ctx, func(q store.Queryer) error {
			list, err := store.Forgettable(q, before, store.OldLoan{}, 1_000_000)
			sum.Readers = int64(len(list))
			return err
		})
		return sum, err
	}
	last := store.OldLoan{}
	for {
		var list []store.OldLoan
		rows := int64(0)
		err := l.db.WriteBatch(ctx, func(tx *store.Tx) (err error) {
			list, rows, err = l.forgetSome(tx, before, last)
			return err
		})
		if err != nil {
			return sum, err
		}
		n := len(list)
		if n > 0 {
			last = list[n-1]
		}
		sum.Readers, sum.Rows = sum.Readers+int64(n), sum.Rows+rows
		if n < forgetBatch && rows < forgetBatch {
			return sum, l.db.Write(ctx, func(tx *store.Tx) error { return store.DeleteEnded(tx, time.Now()) })
		}
	}
}

func (l *Library) forgetSome(tx *store.Tx, before time.Time, after store.OldLoan) (list []store.OldLoan, rows int64, err error) {
	if list, err = store.Forgettable(tx, before, after, forgetBatch); err != nil {
		return nil, 0, err
	}
	for i := range list {
		nobody, err := store.Nobody(tx, &list[i], l.moment())
		if err != nil {
			return nil, 0, err
		}
		if err := store.ForgetReader(tx, list[i].ID, nobody); err != nil {
			return nil, 0, err
		}
	}
	if len(list) > 0 {
		err = store.AppendAudit(tx, store.AuditRow{At: l.moment(), Actor: actorSystem, Door: doorAuto, Action: "readers.forgotten",
			Subject: "loan", Detail: `{"loans":` + strconv.Itoa(len(list)) + `}`})
		if err != nil {
			return nil, 0, err
		}
	}
	rows, err = store.DeleteOld(tx, before, forgetBatch)
	return list, rows, err
}
