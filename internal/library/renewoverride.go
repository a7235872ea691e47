package library

import (
	"strings"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
)

// override is what a clerk passes over for a loan, nil for nothing.
func (w *renewing) override(loan int64) *Override {
	o, given := w.request.Overrides[loan]
	if !given || !w.request.MayOverride || w.request.Actor != circulation.ActorLibrarian {
		return nil
	}
	return &o
}

// passOver applies an override to the decision: the same decision, minus what
// was passed over.
func (n *line) passOver(o *Override, now time.Time) (err error) {
	if n.reason, err = reasonGiven(o.Reason); err != nil {
		return ofLoan(err, n.ref)
	}
	due, err := dueGiven(o.Due, n.answer.branch.zone, now)
	if err != nil {
		return ofLoan(err, n.ref)
	}
	permitted := make([]circulation.Code, len(o.Codes))
	for i, code := range o.Codes {
		permitted[i] = circulation.Code(code)
	}
	before := n.answer.decision
	n.answer.decision = before.Overriding(permitted, due)
	for _, r := range before.Reasons {
		if !n.answer.decision.Has(r.Code) {
			n.passed = append(n.passed, r.Code)
		}
	}
	return nil
}

// ofLoan says of which loan of a request the fault is.
func ofLoan(err error, ref LoanRef) error {
	if f, ok := err.(*fault.Error); ok {
		return f.With("loan", ref.String())
	}
	return err
}

// passedOver is what a renewal keeps of the reasons passed over.
func (n *line) passedOver() string {
	codes := make([]string, len(n.passed))
	for i, c := range n.passed {
		codes[i] = string(c)
	}
	return strings.Join(codes, ",")
}
