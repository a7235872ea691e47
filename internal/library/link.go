package library

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/store"
)

// doorLink names signed links in receipts and in the audit trail.
const doorLink = "link"

// LinkLoans is what a signed link opens, as it is now.
type LinkLoans struct {
	Now        time.Time
	Loans      []LinkLoan // in the order of the link
	ClockWrong bool       // the machine's clock cannot be right: nothing is renewed
	Site       *Site      // the settings in force
	Receipt    *Receipt   // what the post asked after came to, of these loans only; nil for none
}

// LinkLoan is one loan of a link.
type LinkLoan struct {
	Loan               // without a title where it is not the member's, and then refused
	Ended bool         // it has been returned, or is not the member's any more
	Line  *ReceiptLine // of Receipt; nil where the post did not name this loan
}

// LinkLoans looks at the loans of a link, each as a post by its member would be
// decided now. ref names the receipt to be told of; one that is not the member's
// is none. fault.NotFound where there is no such member.
func (l *Library) LinkLoans(ctx context.Context, member int64, loans []int64, ref string) (*LinkLoans, error) {
	page := &LinkLoans{Now: l.moment(), Loans: make([]LinkLoan, len(loans))}
	news := false
	err := l.db.Read(ctx, func(q store.Queryer) error {
		m, pulse, err := readMember(q, member)
		if err != nil {
			return err
		}
		p, err := l.inForce(q, pulse.Config)
		if err != nil {
			return err
		}
		page.Site, news = l.siteIn(p, pulse, page.Now)
		page.ClockWrong = page.Site.ClockWrong
		open, err := store.OpenLoans(q, member, page.Now)
		if err != nil {
			return err
		}
		closed, err := store.ClosedLoans(q, member, store.IDList(loans), page.Now)
		if err != nil {
			return err
		}
		ask := l.question(p, &m, open, circulation.ActorMember, page.Now)
		for i, id := range loans {
			page.Loans[i] = ask.linked(id, rowOf(open, id), rowOf(closed, id))
		}
		return page.tell(q, p, member, loans, ref)
	})
	if err = l.noteIf(ctx, news, err); err != nil {
		return nil, err
	}
	return page, nil
}

// linked looks at one loan of a link: open, closed, or neither for this member.
func (q *question) linked(id int64, open, closed *store.LoanRow) LinkLoan {
	n := LinkLoan{Ended: open == nil}
	switch {
	case open != nil:
		q.show(open, &n.Loan)
	case closed != nil:
		q.show(closed, &n.Loan)
	default:
		n.Loan = Loan{Ref: LoanRef{ID: id}, Decision: notYours()}
	}
	return n
}

// tell adds what the receipt says of these loans. It may have been made by the
// member's own pages, and then of other loans too, which are nobody's business
// here.
func (page *LinkLoans) tell(q store.Queryer, p *policy, member int64, loans []int64, ref string) error {
	if ref == "" {
		return nil
	}
	row, err := store.ReadReceipt(q, member, cleanRef(ref))
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	lines, err := store.ReadLines(q, row.ID)
	if err != nil {
		return err
	}
	lines = slices.DeleteFunc(lines, func(n store.LineRow) bool { return !slices.Contains(loans, n.LoanID) })
	if len(lines) == 0 {
		return nil
	}
	if page.Receipt, err = p.receipt(&row, lines); err != nil {
		return err
	}
	for i := range lines {
		at := slices.Index(loans, lines[i].LoanID)
		page.Loans[at].Line = &page.Receipt.Lines[i]
	}
	return nil
}

// LinkRenewal asks to renew loans by a signed link.
type LinkRenewal struct {
	Member int64
	Opens  []int64   // the loans of the link
	Loans  []LoanRef // those to be renewed, as the page showed them
}

// RenewByLink renews as [Library.Renew] does for the member, but only loans of
// the link: naming another one is fault.Invalid, and nothing is renewed.
func (l *Library) RenewByLink(ctx context.Context, r LinkRenewal) (ref string, err error) {
	for _, loan := range r.Loans {
		if !slices.Contains(r.Opens, loan.ID) {
			return "", fault.New(fault.Invalid, "name only loans of the link").With("field", "loan")
		}
	}
	return l.Renew(ctx, RenewRequest{Member: r.Member, Loans: r.Loans, Actor: circulation.ActorMember, Door: doorLink})
}
