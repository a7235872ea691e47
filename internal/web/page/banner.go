package page

import (
	"slices"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
)

// Banner is something that concerns the member, not one loan: what is so, and
// what to do about it.
type Banner struct {
	Stop bool   // it stands against every renewal
	Icon string // a symbol of static/icons/lucide.svg
	Text string
	Next string // "" where Text says it all
}

// Card expiry is announced this many days before.
const expiryNoticeDays = 30

// banners are what concerns the member; zone is the library's.
func banners(l *i18n.Language, my *library.MyLoans, zone *time.Location) []Banner {
	var list []Banner
	m, today := &my.Member, circulation.DayOf(my.Now, zone)
	if my.ClockWrong {
		list = append(list, Banner{Stop: true, Icon: "clock", Text: l.Text("banner.clock_wrong")})
	}
	if my.Paused {
		list = append(list, Banner{Stop: true, Icon: "pause", Text: l.Text("banner.paused")})
	}
	if m.Status == circulation.MemberBlocked {
		list = append(list, Banner{Stop: true, Icon: "lock-keyhole", Text: l.Text("banner.blocked")})
	}
	if m.SuspendedUntil >= today {
		list = append(list, Banner{Stop: true, Icon: "hourglass",
			Text: l.Text("banner.suspended", "date", l.Day(m.SuspendedUntil)),
			Next: l.Text("banner.suspended_next", "date", l.Day(m.SuspendedUntil+1))})
	}
	switch expires := m.CardExpiresOn; {
	case expires.IsZero() || expires > today+expiryNoticeDays:
	case expires < today:
		list = append(list, Banner{Stop: true, Icon: "credit-card", Text: l.Text("banner.card_expired", "date", l.Day(expires))})
	default:
		list = append(list, Banner{Icon: "credit-card", Text: l.Text("banner.card_expiring", "date", l.Day(expires))})
	}
	if m.Fines > 0 {
		list = append(list, finesBanner(l, my))
	}
	return list
}

// finesBanner says whether the fines stand against renewing, which is for each
// loan's rule to decide.
func finesBanner(l *i18n.Language, my *library.MyLoans) Banner {
	b := Banner{Icon: "wallet", Text: l.Text("banner.fines", "amount", l.Rupiah(my.Member.Fines))}
	for i := range my.Loans {
		loan := &my.Loans[i]
		over := slices.ContainsFunc(loan.Decision.Reasons, func(r circulation.Reason) bool { return r.Code == circulation.FinesOverLimit })
		if over && loan.Rule != nil && loan.Rule.Rule.FinesLimit != nil {
			b.Stop = true
			b.Next = l.Text("banner.fines_over", "limit", l.Rupiah(*loan.Rule.Rule.FinesLimit))
			return b
		}
	}
	if len(my.Loans) > 0 {
		b.Next = l.Text("banner.fines_within")
	}
	return b
}
