package page

import (
	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
)

// NewRenewed puts in words what a post from the page of loans came to, with the
// loans as they are now; nil where one that was posted is no longer among them, so
// that there is no place on the page for its result.
func NewRenewed(l *i18n.Language, my *library.MyLoans, receipt *library.Receipt, posted []library.LoanRef) *Loans {
	shown := make(map[int64]int, len(posted)) // renewals as the page showed them
	for _, ref := range posted {
		shown[ref.ID] = ref.Renewals
	}
	p := NewLoans(l, my, my.Site.Zone)
	p.Result = NewReceipt(l, receipt)
	found := 0
	for i := range my.Loans {
		before, ok := shown[my.Loans[i].Ref.ID]
		if !ok {
			continue
		}
		found++
		p.Loans[i].Posted = true
		if my.Loans[i].Ref.Renewals > before {
			p.Loans[i].Done = l.Text("live.done")
		}
	}
	if found < len(shown) {
		return nil
	}
	return p
}
