package counter

import (
	"net/http"
	"strconv"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/visit"
)

// oldestPage is how long a page may have been open for what it shows to count: a
// working day.
const oldestPage = 12 * time.Hour

// renewItem renews the loan of a copy that was scanned, whoever has it. The page
// says when it was shown: a loan that was renewed since then is not renewed again.
func (p *Pages) renewItem(s *scan, item *library.FoundItem) {
	l := s.Language()
	if item.Lent == nil {
		s.answerItem(p, item, view.Stop(l.Text("counter.renew_not_lent", "title", item.Title), l.Text("counter.renew_not_lent_next")))
		return
	}
	ref, err := p.Library.LoanAsOf(s.Ctx(), item.Lent.Loan, p.shownAt(s.fields.Get(fieldAsOf)))
	if err != nil {
		s.Fail(err)
		return
	}
	receipt, err := p.renewLoans(s.Visit, item.Lent.ID, []library.LoanRef{ref}, nil)
	if err != nil {
		p.failed(s, err)
		return
	}
	other := s.member != 0 && s.member != item.Lent.ID
	told, status := renewTold(l, &receipt.Lines[0]), http.StatusOK
	if told.IsStop() {
		status = http.StatusConflict
	}
	if other || s.member == 0 {
		told.Lines = append([]string{l.Text("counter.renew_whose", "name", item.Lent.Name)}, told.Lines...)
		told.Links = append(told.Links, view.Link{Path: view.MemberPath(item.Lent.ID), Label: l.Text("counter.open_member", "name", item.Lent.Name), Live: true})
	}
	if told.IsStop() {
		told.Override = p.scannedOverride(s, item, &receipt.Lines[0])
	}
	p.answer(s, status, told)
}

// scannedOverride is the form that passes over what stands against renewing.
func (p *Pages) scannedOverride(s *scan, item *library.FoundItem, line *library.ReceiptLine) *view.Override {
	if !mayOverride(s.Visit) {
		return nil
	}
	return renewOverride(s.Language(), item.Lent.ID, item.Lent.Loan, &line.Decision, line.ByHours, p.Library.Moment().In(item.Zone), nil)
}

// shownAt reads when a page was shown; what cannot be is now.
func (p *Pages) shownAt(text string) time.Time {
	now := p.Library.Moment()
	seconds, err := strconv.ParseInt(text, 10, 64)
	at := time.Unix(seconds, 0)
	if err != nil || at.After(now) || now.Sub(at) > oldestPage {
		return now
	}
	return at
}

// renewLoans renews loans of a member and returns the receipt.
func (p *Pages) renewLoans(v *visit.Visit, member int64, loans []library.LoanRef, overrides map[int64]library.Override) (*library.DeskReceipt, error) {
	ref, err := p.Library.Renew(v.Ctx(), library.RenewRequest{Member: member, Loans: loans, Actor: circulation.ActorLibrarian,
		Door: door, Staff: v.Staff.ID, Overrides: overrides, MayOverride: mayOverride(v)})
	if err != nil {
		return nil, err
	}
	return p.Library.ReceiptByRef(v.Ctx(), ref)
}

// answerItem tells something where one was, beside the copy where nobody is open.
func (s *scan) answerItem(p *Pages, item *library.FoundItem, told *view.Told) {
	if s.member != 0 {
		p.answer(s, http.StatusConflict, told)
		return
	}
	p.showItem(s.Visit, http.StatusConflict, item, told)
}
