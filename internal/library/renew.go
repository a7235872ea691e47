package library

import (
	"context"
	"slices"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/store"
)

// RenewRequest asks to renew one, several or all loans of a member.
type RenewRequest struct {
	Member int64
	Loans  []LoanRef
	Actor  circulation.Actor
	Door   string // web, desk, kiosk, link, …
	Staff  int64  // whose decision it is, where the actor is a librarian; 0: nobody's

	// Of a librarian: what is passed over, by loan. Where the role does not allow
	// it, it is not looked at.
	Overrides   map[int64]Override
	MayOverride bool
}

// maxLoansAtOnce is far above any loan limit; more in one form is not a form
// of ours.
const maxLoansAtOnce = 200

// Renew decides and renews in one transaction and returns the reference of the
// receipt that shows the result for each loan. Repeating a request renews
// nothing more and returns the latest receipt that renewed one of its loans.
//
// Errors: fault.Invalid for no loan or more than 200, or for an override without
// a reason (field reason) or with a due date that makes no sense (field due; loan
// says of which), fault.NotFound for an unknown member, fault.ClockWrong where the clock cannot be right. A loan that
// is not the member's is not an error but a refused line.
func (l *Library) Renew(ctx context.Context, r RenewRequest) (string, error) {
	loans, err := distinct(r.Loans)
	if err != nil {
		return "", err
	}
	r.Loans = loans
	var ( // the write's until it has answered
		ref        string
		clockWrong bool
		used       *policy
	)
	err = l.db.Write(ctx, func(tx *store.Tx) error {
		w := renewing{l: l, tx: tx, request: &r, now: l.moment()}
		var err error
		if clockWrong, err = w.load(); err != nil || clockWrong {
			return err
		}
		used = w.policy
		if err := w.judge(); err != nil {
			return err
		}
		ref, err = w.conclude()
		return err
	})
	switch {
	case err != nil:
		return "", err
	case clockWrong:
		return "", clockFault()
	}
	l.publish(used) // what the write has seen is committed now
	return ref, nil
}

// distinct leaves out loans named twice in the same state.
func distinct(refs []LoanRef) ([]LoanRef, error) {
	if len(refs) == 0 {
		return nil, fault.New(fault.Invalid, "name at least one loan").With("field", "loan")
	}
	if len(refs) > maxLoansAtOnce {
		return nil, fault.New(fault.Invalid, "name at most 200 loans at once").With("field", "loan")
	}
	once := make([]LoanRef, 0, len(refs))
	for _, ref := range refs {
		if !slices.Contains(once, ref) {
			once = append(once, ref)
		}
	}
	return once, nil
}

// renewing is one request on its way through its transaction.
type renewing struct {
	l       *Library
	tx      *store.Tx
	request *RenewRequest
	now     time.Time
	policy  *policy
	member  Member
	open    []store.LoanRow
	closed  []store.LoanRow
	lines   []line
	buf     []byte
}

// line is the result for one of the loans named.
type line struct {
	ref    LoanRef
	loan   *store.LoanRow // nil: the member has no such loan
	result string
	answer answer
	done   *store.DoneRenewal // the renewal that an earlier post of the page made
	passed []circulation.Code // reasons that the clerk passed over
	reason string             // and why
}

// load reads all facts at once: what is decided for one loan must not depend on
// whether another of the same post was renewed before it.
func (w *renewing) load() (clockWrong bool, err error) {
	var pulse store.Pulse
	if w.member, pulse, err = readMember(w.tx, w.request.Member); err != nil {
		return false, err
	}
	if w.policy, err = w.l.inForce(w.tx, pulse.Config); err != nil {
		return false, err
	}
	if w.l.clockWrong(w.policy, pulse.NewestAudit, w.now) {
		return true, store.MarkClockSuspect(w.tx, w.now)
	}
	if w.open, err = store.OpenLoans(w.tx, w.request.Member, w.now); err != nil {
		return false, err
	}
	return false, w.find()
}

// find gives each loan named its row. A page may be older than the return of a
// book, so those not open are looked for among the closed ones.
func (w *renewing) find() error {
	w.lines = make([]line, len(w.request.Loans))
	var missing []int64
	for i, ref := range w.request.Loans {
		w.lines[i] = line{ref: ref, loan: rowOf(w.open, ref.ID)}
		if w.lines[i].loan == nil {
			missing = append(missing, ref.ID)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	var err error
	if w.closed, err = store.ClosedLoans(w.tx, w.request.Member, store.IDList(missing), w.now); err != nil {
		return err
	}
	for i := range w.lines {
		if w.lines[i].loan == nil {
			w.lines[i].loan = rowOf(w.closed, w.lines[i].ref.ID)
		}
	}
	return nil
}

func rowOf(rows []store.LoanRow, id int64) *store.LoanRow {
	for i := range rows {
		if rows[i].ID == id {
			return &rows[i]
		}
	}
	return nil
}

// judge gives each loan its result, before anything is written.
func (w *renewing) judge() error {
	if err := w.findDone(); err != nil {
		return err
	}
	q := w.l.question(w.policy, &w.member, w.open, w.request.Actor, w.now)
	for i := range w.lines {
		n := &w.lines[i]
		if n.loan == nil { // nobody's and somebody else's look alike
			n.result = ResultRefused
			n.answer = answer{branch: w.policy.elsewhere, decision: notYours()}
			continue
		}
		if err := n.judge(q, w.override(n.ref.ID)); err != nil {
			return err
		}
	}
	return nil
}

// judge decides on the loan, unless it is not in the state the page showed.
func (n *line) judge(q *question, o *Override) error {
	n.answer.branch, n.answer.rule = q.place(n.loan)
	switch {
	case n.done != nil:
		n.result = ResultAlreadyRenewed
		return nil
	case n.loan.Renewals != n.ref.Renewals:
		n.result = ResultChanged
		return nil
	}
	n.answer = q.decide(n.loan)
	if o != nil {
		if err := n.passOver(o, q.now); err != nil {
			return err
		}
	}
	n.result = ResultRefused
	if n.answer.decision.Allowed {
		n.result = ResultRenewed
	}
	return nil
}

// findDone looks for renewals that an earlier post of the same page has made.
// Where every loan is in the state the page showed, there can be none.
func (w *renewing) findDone() error {
	var ids []int64
	for _, n := range w.lines {
		if n.loan == nil {
			continue
		}
		stale := n.loan.Renewals != n.ref.Renewals
		if !stale {
			var err error
			if stale, err = store.NextIsTaken(w.tx, n.loan.ID, n.ref.Renewals+1); err != nil {
				return err
			}
		}
		if stale {
			ids = append(ids, n.loan.ID)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	done, err := store.DoneRenewals(w.tx, store.IDList(ids))
	if err != nil {
		return err
	}
	for i := range w.lines {
		n := &w.lines[i]
		if n.loan == nil {
			continue
		}
		for k := range done {
			if done[k].LoanID == n.ref.ID && done[k].Number == n.ref.Renewals+1 {
				n.done = &done[k]
			}
		}
	}
	return nil
}

func notYours() circulation.Decision {
	code := circulation.NotYourLoan
	return circulation.Decision{
		RenewalsLeft: circulation.NoLimit,
		Reasons:      []circulation.Reason{{Code: code, Override: circulation.OverrideOf(code)}},
	}
}

// conclude writes what was decided and returns the reference of the receipt.
func (w *renewing) conclude() (string, error) {
	renews := false
	var latest *store.DoneRenewal
	for i := range w.lines {
		n := &w.lines[i]
		renews = renews || n.result == ResultRenewed
		if n.done != nil && (latest == nil || n.done.ReceiptID > latest.ReceiptID) {
			latest = n.done
		}
	}
	switch {
	case renews:
		return w.writeRenewals()
	case latest != nil:
		return latest.Ref, nil
	}
	return w.writeRefusals()
}
