// Package view is what the desk's pages show: a typed model for each, made from
// what the library answers. It knows nothing of requests.
package view

import "simpanbudi/internal/web/page"

// All is one of each page, so that tests try out every template.
func All() []page.View {
	return []page.View{
		// account
		&SignIn{}, &Code{}, &Locked{}, &SendNow{}, &SetUp{}, &Account{}, &Codes{}, &Recovery{},
		&Staff{}, &StaffNew{}, &StaffEdit{}, &PasswordOnce{}, &Settings{}, &Kiosks{}, &KioskCode{}, &Names{},
		// counter
		&Counter{}, &Work{}, &Returns{}, &Loan{}, &Slip{}, &Receipt{},
		// people
		&Members{}, &NewMember{}, &MemberRecord{}, &MemberTimeline{}, &MemberPIN{}, &MemberCard{}, &MemberLetter{}, &Letters{},
		// catalogue
		&Titles{}, &TitleForm{}, &Title{}, &Item{}, &Holds{}, &HoldEnded{}, &MemberHolds{},
		// house
		&Closures{},
		&ClosurePlan{},
		&DueMove{},
		&Holidays{},
		&Rules{},
		&RuleForm{},
		&RulesEffect{},
		&RulePresets{},
		&RulesHistory{},
		// work
		&Today{},
		&TodayList{},
		&Calls{},
		&ToEnter{},
		&Money{},
		&Audit{},
		&MoneyReceipt{},
		// messages
		&Messages{}, &Hand{}, &MemberMessages{}, &Texts{}, &TextForm{}, &Steps{}, &StepForm{},
	}
}
