package library

import (
	"encoding/json"
	"fmt"
	"strconv"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/store"
)

// writeRenewals writes a receipt and everything that follows from its lines.
func (w *renewing) writeRenewals() (string, error) {
	receipt, err := w.writeReceipt()
	if err != nil {
		return "", err
	}
	sanctions := sanctionsOf(w.tx, w.policy, &w.member, w.now, w.audit)
	for i := range w.lines {
		n := &w.lines[i]
		if n.result != ResultRenewed {
			continue
		}
		renewal, err := w.renew(n, receipt.ID)
		if err != nil {
			return "", err
		}
		if _, err := sanctions.book(n.answer.late(n.loan, w.now), renewal, 0); err != nil {
			return "", err
		}
	}
	if err := sanctions.settle(); err != nil {
		return "", err
	}
	// One notice for the whole request. Its key grows with the receipts, so that
	// new ones lie side by side in the index.
	return receipt.Ref, store.QueueNotice(w.tx, store.NoticeRow{
		MemberID: w.member.ID, Kind: "renewed", DedupeKey: renewedKey(receipt.ID),
		Payload: `{"receipt":"` + receipt.Ref + `"}`, CreatedAt: w.now, NotBefore: w.now,
	})
}

func renewedKey(receipt int64) string { return "renewed:" + strconv.FormatInt(receipt, 10) }

// renew writes one renewal and returns its id.
func (w *renewing) renew(n *line, receipt int64) (int64, error) {
	loan, newDue := n.loan, n.answer.decision.DueAt
	met, err := store.RenewLoan(w.tx, loan, newDue, w.now, w.unseen(loan))
	if err != nil {
		return 0, err
	}
	if !met {
		return 0, fault.New(fault.Conflict, "the loan changed while it was renewed; try again")
	}
	renewal, err := store.InsertRenewal(w.tx, store.RenewalRow{
		LoanID: loan.ID, Number: loan.Renewals + 1, ReceiptID: receipt, RenewedAt: w.now,
		OldDueAt: loan.DueAt, NewDueAt: newDue, Actor: string(w.request.Actor), Door: w.request.Door,
		UnseenBefore: loan.UnseenRenewals, RenewedBefore: loan.LastRenewedAt, PassedOver: n.passedOver(), Reason: n.reason,
	})
	if err != nil {
		return 0, err
	}
	b := strconv.AppendInt(append(w.buf[:0], `{"renewal":`...), renewal, 10)
	b = strconv.AppendInt(append(b, `,"receipt":`...), receipt, 10)
	b = strconv.AppendInt(append(b, `,"old_due_at":`...), loan.DueAt.Unix(), 10)
	b = strconv.AppendInt(append(b, `,"new_due_at":`...), newDue.Unix(), 10)
	if n.reason != "" {
		if b, err = appendOverride(b, n); err != nil {
			return 0, err
		}
	}
	w.buf = append(b, '}')
	return renewal, w.audit("loan.renewed", "loan", loan.ID, string(w.buf))
}

// appendOverride adds what a clerk passed over to the audit detail.
func appendOverride(b []byte, n *line) ([]byte, error) {
	text, err := json.Marshal(struct {
		PassedOver []circulation.Code `json:"passed_over"`
		Reason     string             `json:"reason"`
	}{n.passed, n.reason})
	if err != nil {
		return nil, err
	}
	return append(append(b, ','), text[1:len(text)-1]...), nil
}

// unseen is how often the loan was then renewed without anybody seeing the
// book. A librarian has it in hand.
func (w *renewing) unseen(loan *store.LoanRow) int {
	if w.request.Actor == circulation.ActorLibrarian {
		return 0
	}
	return loan.UnseenRenewals + 1
}

func (w *renewing) audit(action, subject string, id int64, detail string) error {
	actor := int64(0)
	switch w.request.Actor {
	case circulation.ActorMember:
		actor = w.member.ID
	case circulation.ActorLibrarian:
		actor = w.request.Staff
	}
	return store.AppendAudit(w.tx, store.AuditRow{
		At: w.now, Actor: string(w.request.Actor), ActorID: actor, Door: w.request.Door,
		Action: action, Subject: subject, SubjectID: id, Detail: detail,
	})
}

// writeReceipt writes a receipt with its lines under a new reference.
func (w *renewing) writeReceipt() (store.ReceiptRow, error) {
	receipt := store.ReceiptRow{
		MemberID: w.member.ID, CreatedAt: w.now, Door: w.request.Door, Actor: string(w.request.Actor),
	}
	// Among 2^40 references a second try is rare and a tenth means something else.
	for range 10 {
		var err error
		if receipt.Ref, err = w.l.newRef(); err != nil {
			return receipt, err
		}
		if receipt.ID, err = store.InsertReceipt(w.tx, receipt); err != nil {
			return receipt, err
		}
		if receipt.ID != 0 {
			return receipt, w.writeLines(receipt.ID)
		}
	}
	return receipt, fmt.Errorf("no free receipt reference in ten tries")
}

func (w *renewing) writeLines(receipt int64) error {
	for i := range w.lines {
		row := w.row(&w.lines[i])
		if err := store.InsertLine(w.tx, receipt, i, &row); err != nil {
			return err
		}
	}
	return nil
}

// row is the line as a receipt keeps it.
func (w *renewing) row(n *line) store.LineRow {
	row := store.LineRow{ShownAt: n.ref.Renewals, Result: n.result}
	if n.loan != nil {
		row.LoanID, row.OldDueAt = n.loan.ID, n.loan.DueAt
	}
	switch n.result {
	case ResultAlreadyRenewed:
		row.OldDueAt, row.NewDueAt = n.done.OldDueAt, n.done.NewDueAt
	case ResultRenewed:
		row.NewDueAt = n.answer.decision.DueAt
	}
	w.buf = appendLineJSON(w.buf[:0], &n.answer.decision, w.policy.ruleJSON[n.answer.rule])
	row.Decision = string(w.buf)
	return row
}
