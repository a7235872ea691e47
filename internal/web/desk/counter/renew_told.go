package counter

import (
	"strings"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/page"
)

// renewTold says what came of renewing one loan that was scanned.
func renewTold(l *i18n.Language, n *library.ReceiptLine) *view.Told {
	result := rowResult(l, n)
	switch n.Result {
	case library.ResultRenewed:
		return view.OK(l.Text("counter.renewed", "title", n.Title), append([]string{result.Text}, result.Lines...)...)
	case library.ResultAlreadyRenewed:
		return view.Warn(l.Text("counter.renewed_already", "title", n.Title), append([]string{result.Text}, result.Lines...)...)
	}
	told := view.Stop(l.Text("counter.not_renewed", "title", n.Title), result.Lines...)
	told.Reasons = view.RenewRefusals(l, &n.Decision, n.Rule)
	return told
}

// rowResult says what came of renewing a loan, for its row.
func rowResult(l *i18n.Language, n *library.ReceiptLine) *view.RowResult {
	due := page.DueDate(l, n.NewDueAt, n.ByHours)
	switch n.Result {
	case library.ResultRenewed:
		r := &view.RowResult{Good: true, Text: l.Text("receipt.renewed", "date", due)}
		r.Lines = append(r.Lines, page.Notes(l, n.Decision.Notes)...)
		if text := view.SanctionText(l, &n.Sanction); text != "" {
			r.Lines = append(r.Lines, text)
		}
		return r
	case library.ResultAlreadyRenewed:
		return &view.RowResult{Good: true, Text: l.Text("receipt.already_renewed", "date", due)}
	case library.ResultChanged:
		return &view.RowResult{Text: l.Text("counter.row_changed")}
	}
	return &view.RowResult{Text: l.Text("receipt.refused")}
}

// renewOverride is the form that passes over what stands against renewing a loan;
// nil where nobody may. now is in the item's zone.
func renewOverride(l *i18n.Language, member int64, loan library.LoanRef, d *circulation.Decision, byHours bool, now time.Time, o *override) *view.Override {
	if d.Allowed || len(d.Reasons) == 0 {
		return nil
	}
	var codes []string
	byHand := false
	for _, r := range d.Reasons {
		if r.Override == circulation.OverrideNo {
			return nil
		}
		byHand = byHand || r.Override == circulation.OverrideWithDueDate
		codes = append(codes, string(r.Code))
	}
	return newOverride(l, view.MemberPath(member)+"/renew", overrideAbout{
		name:    loan.String(),
		fields:  []view.Hidden{{Name: fieldLoan, Value: loan.String()}, {Name: fieldCodes, Value: strings.Join(codes, ",")}},
		summary: l.Text("counter.override_renew"), submit: l.Text("counter.override_renew_do"),
		byHand: byHand, byHours: byHours, now: now, proposal: d.DueAt,
	}, o)
}
