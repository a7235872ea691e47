package counter

import (
	"net/http"
	"slices"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/visit"
)

// workOptions are what a member's page shows beside their loans.
type workOptions struct {
	told         *view.Told
	receipt      *library.DeskReceipt // what the last post came to, by row
	override     *override            // what was posted to pass over reasons
	overrideLoan int64                // and for which loan
}

// Work answers GET /desk/members/:id: the member at the counter.
func (p *Pages) Work(v *visit.Visit) {
	id, ok := idIn(v, "id")
	if !ok {
		return
	}
	o := &workOptions{told: doneTold(v.Language(), v.Query("told"))}
	if ref := v.Query("receipt"); ref != "" {
		receipt, err := p.Library.ReceiptByRef(v.Ctx(), ref)
		if err != nil && fault.CodeOf(err) != fault.NotFound {
			v.Fail(err)
			return
		}
		if err == nil && receipt.Person.ID == id {
			o.receipt = receipt
		}
	}
	p.showWorkWith(v, http.StatusOK, id, modeOf(v.Query("mode"), true, isMirror(v)), o)
}

func (p *Pages) showWork(v *visit.Visit, status int, id int64, mode string, change func(*view.Work)) {
	w, ok := p.work(v, id, mode, &workOptions{})
	if ok {
		change(w)
		v.Show(status, w)
	}
}

func (p *Pages) showWorkWith(v *visit.Visit, status int, id int64, mode string, o *workOptions) {
	if w, ok := p.work(v, id, mode, o); ok {
		w.Place.Told = o.told
		if w.Place.Told == nil && o.receipt != nil {
			w.Place.Told = receiptTold(v.Language(), o.receipt)
		}
		v.Show(status, w)
	}
}

// work makes the page of a member; false where there is none, which then is answered.
func (p *Pages) work(v *visit.Visit, id int64, mode string, o *workOptions) (*view.Work, bool) {
	head, err := p.Library.MemberHead(v.Ctx(), id)
	if err != nil {
		v.Fail(err)
		return nil, false
	}
	loans, err := p.Library.DeskLoans(v.Ctx(), id)
	if err != nil {
		v.Fail(err)
		return nil, false
	}
	l, mirror := v.Language(), isMirror(v)
	path := view.MemberPath(id)
	if mode != modeOf("", true, mirror) {
		path += "?mode=" + mode
	}
	w := &view.Work{
		Desk: v.Desk("counter", head.Name), Place: p.place(v, path, mode, head.Name),
		Head: view.NewMemberHead(l, head, "work"), Banners: workBanners(l, head, loans),
		Action: view.MemberPath(id) + "/renew", Slip: visitSlipPath(id),
	}
	w.Place.Member, w.Place.Modes, w.Place.Print = w.Head.ID, modes(v, id, mode, mirror), w.Slip+"?print=1"
	if w.Ready, err = p.ready(v, id); err != nil {
		v.Fail(err)
		return nil, false
	}
	family, err := p.Library.Family(v.Ctx(), id)
	if err != nil {
		v.Fail(err)
		return nil, false
	}
	w.Family = view.NewFamily(l, family)
	renewable := 0
	for i := range loans.Loans {
		loan := &loans.Loans[i]
		row := view.NewWorkLoan(l, id, loan, loans.Now)
		p.addResult(v, &row, id, loan, loans, o)
		if loan.Decision.Allowed {
			renewable++
		}
		w.Loans = append(w.Loans, row)
	}
	w.Several = renewable > 1
	w.Count = countLoans(l, loans.Loans)
	return w, true
}

// addResult puts beside a loan what the last post came to, and the way past a refusal.
func (p *Pages) addResult(v *visit.Visit, row *view.WorkLoan, member int64, loan *library.DeskLoan, all *library.DeskLoans, o *workOptions) {
	now := all.Now.In(loan.Zone)
	if o.receipt != nil {
		at := slices.IndexFunc(o.receipt.Lines, func(n library.ReceiptLine) bool { return n.Barcode == loan.Barcode })
		if at >= 0 {
			row.Result = rowResult(v.Language(), &o.receipt.Lines[at])
			if !row.Result.Good && mayOverride(v) {
				row.Override = renewOverride(v.Language(), member, loan.Ref, &loan.Decision, loan.ByHours, now, nil)
			}
		}
	}
	if o.override != nil && o.overrideLoan == loan.Ref.ID && mayOverride(v) {
		row.Override = renewOverride(v.Language(), member, loan.Ref, &loan.Decision, loan.ByHours, now, o.override)
	}
}

func countLoans(l *i18n.Language, loans []library.DeskLoan) string {
	if len(loans) == 0 {
		return ""
	}
	late := 0
	for i := range loans {
		if loans[i].Overdue {
			late++
		}
	}
	if late == 0 {
		return l.Count("counter.loans", len(loans))
	}
	return l.Count("counter.loans", len(loans)) + ", " + l.Count("counter.loans_late", late)
}

// workBanners are the reasons that concern the member.
func workBanners(l *i18n.Language, head *library.MemberHead, loans *library.DeskLoans) []view.Banner {
	var list []view.Banner
	add := func(stop bool, key string, args ...string) {
		list = append(list, view.Banner{Stop: stop, Text: l.Text("counter.banner."+key, args...), Next: l.Text("counter.banner." + key + ".next")})
	}
	if loans.Site != nil && loans.Site.ClockWrong {
		add(true, "clock_wrong")
	}
	if head.Status == circulation.MemberBlocked {
		add(true, "blocked")
	}
	if head.SuspendedUntil >= head.Today {
		add(true, "suspended", "date", l.Day(head.SuspendedUntil))
	}
	if e := head.CardExpiresOn; !e.IsZero() && e < head.Today {
		add(true, "card_expired", "date", l.Day(e))
	}
	if head.Fines > 0 {
		add(false, "owes", "amount", l.Rupiah(head.Fines))
	}
	return list
}

// receiptTold says what a post for renewals came to.
func receiptTold(l *i18n.Language, r *library.DeskReceipt) *view.Told {
	n := len(r.Lines)
	already := 0
	for i := range r.Lines {
		if r.Lines[i].Result == library.ResultAlreadyRenewed {
			already++
		}
	}
	switch {
	case r.Renewed == n:
		return view.OK(l.Count("receipt.all", n), l.Text("counter.receipt_ref", "ref", r.Ref))
	case r.Renewed+already == n:
		return view.Warn(l.Text("counter.all_already"), l.Text("counter.receipt_ref", "ref", r.Ref))
	case r.Renewed == 0:
		return view.Stop(l.Text("receipt.none"), l.Text("counter.see_rows"))
	}
	return view.Stop(l.Count("receipt.some", n, "renewed", l.Number(int64(r.Renewed))), l.Text("counter.see_rows"))
}

// ready are the books that stand on the shelf for a member: they are here, so they
// should not leave without them.
func (p *Pages) ready(v *visit.Visit, member int64) ([]view.ReadyHold, error) {
	my, err := p.Library.MyHolds(v.Ctx(), member)
	if err != nil {
		return nil, err
	}
	var list []view.ReadyHold
	for i := range my.Holds {
		if h := &my.Holds[i]; h.Ready && !h.Over {
			list = append(list, view.NewReadyHold(v.Language(), h))
		}
	}
	return list, nil
}
