package page

import (
	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
)

// KioskLoans is the page of the loans of whoever stands before a kiosk. Of the
// person it has initials only, and nothing about fines or the card.
type KioskLoans struct {
	Kiosk
	Greeting  string
	Banners   []string
	RenewAll  string   // the button; "" where there are not several to renew
	Values    []string // what it posts: of all loans, as those refused may have become renewable
	Unchanged string   // said where it cannot renew all of them
	Loans     []Loan
}

// NewKioskLoans puts a member's loans in words for all to see.
func NewKioskLoans(l *i18n.Language, k Kiosk, my *library.MyLoans) *KioskLoans {
	own := NewLoans(l, my, my.Site.Zone)
	p := &KioskLoans{Kiosk: k, Greeting: l.Text("kiosk.greeting_nobody"), Loans: own.Loans}
	if who := initials(my.Member.Name); who != "" {
		p.Greeting = l.Text("kiosk.greeting", "initials", who)
	}
	if my.ClockWrong {
		p.Banners = append(p.Banners, l.Text("banner.clock_wrong"))
	}
	if my.Paused {
		p.Banners = append(p.Banners, l.Text("banner.paused"))
	}
	if n, _ := renewable(my); n > 1 {
		p.RenewAll = l.Count("kiosk.renew_all", n)
		for i := range my.Loans {
			p.Values = append(p.Values, my.Loans[i].Ref.String())
		}
		if n < len(my.Loans) {
			p.Unchanged = l.Text("kiosk.renew_all_rest")
		}
	}
	return p
}

// Template names the page's file.
func (*KioskLoans) Template() string { return "kiosk/loans" }

// KioskResult is the page that says what was renewed, to be printed or not.
type KioskResult struct {
	Kiosk
	Receipt *Receipt
}

// NewKioskResult puts a receipt in words.
func NewKioskResult(l *i18n.Language, k Kiosk, r *library.Receipt) *KioskResult {
	p := &KioskResult{Kiosk: k, Receipt: NewReceipt(l, r)}
	p.Cue = CueRefused
	if p.Receipt.Good {
		p.Cue = CueDone
	}
	return p
}

// The sounds a page may begin with.
const (
	CueDone    = "done"
	CueRefused = "refused"
)

// Template names the page's file.
func (*KioskResult) Template() string { return "kiosk/result" }
