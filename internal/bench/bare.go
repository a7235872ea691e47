package bench

import (
	"context"
	"strconv"
	"time"

	"simpanbudi/internal/store"
)

// bareDecision is the receipt line of an ordinary renewal: R writes as many
// bytes as the product does.
const bareDecision = `{"reasons":[],"notes":[],"due_at":1764586799,"used":0,"left":-1,"rule":{"branch":"*","category":"*","item_type":"*","rule":{"renewal":"PT1H"}}}`

// bareRenewals runs yardstick R for d and returns renewals per second: the
// statements a renewal consists of and nothing else, one goroutine, group of
// them to a transaction.
func bareRenewals(ctx context.Context, db *store.DB, members []int64, now time.Time, d time.Duration, refs *int) (float64, error) {
	start := time.Now()
	done := 0
	for time.Since(start) < d {
		err := db.Write(ctx, func(tx *store.Tx) error {
			for _, m := range members {
				*refs++
				if err := bareRenewal(tx, m, now, "R"+strconv.Itoa(*refs)); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return 0, err
		}
		done += len(members)
	}
	return float64(done) / time.Since(start).Seconds(), nil
}

func bareRenewal(tx *store.Tx, member int64, now time.Time, ref string) error {
	if _, err := store.ReadMember(tx, member); err != nil {
		return err
	}
	open, err := store.OpenLoans(tx, member, now)
	if err != nil {
		return err
	}
	loan := &open[0]
	due := loan.DueAt.Add(time.Hour)
	receipt, err := store.InsertReceipt(tx, store.ReceiptRow{Ref: ref, MemberID: member, CreatedAt: now, Door: "web", Actor: "member"})
	if err != nil {
		return err
	}
	line := store.LineRow{LoanID: loan.ID, ShownAt: loan.Renewals, Result: "renewed",
		OldDueAt: loan.DueAt, NewDueAt: due, Decision: bareDecision}
	if err := store.InsertLine(tx, receipt, 0, &line); err != nil {
		return err
	}
	if _, err := store.RenewLoan(tx, loan, due, now, loan.UnseenRenewals+1); err != nil {
		return err
	}
	renewal, err := store.InsertRenewal(tx, store.RenewalRow{LoanID: loan.ID, Number: loan.Renewals + 1, ReceiptID: receipt,
		RenewedAt: now, OldDueAt: loan.DueAt, NewDueAt: due, Actor: "member", Door: "web"})
	if err != nil {
		return err
	}
	err = store.AppendAudit(tx, store.AuditRow{At: now, Actor: "member", ActorID: member, Door: "web", Action: "loan.renewed",
		Subject: "loan", SubjectID: loan.ID,
		Detail: `{"renewal":` + strconv.FormatInt(renewal, 10) + `,"receipt":` + strconv.FormatInt(receipt, 10) +
			`,"old_due_at":1763913599,"new_due_at":1763917199}`})
	if err != nil {
		return err
	}
	return store.QueueNotice(tx, store.NoticeRow{MemberID: member, Kind: "renewed", DedupeKey: ref,
		Payload: `{"receipt":"ABCDEFGH"}`, CreatedAt: now, NotBefore: now})
}
