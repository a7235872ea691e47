package circulation

import "time"

// HoldCode names why a member may not wait for a book.
type HoldCode string

// The hold codes, in the order in which they are given.
const (
	HoldNoCopy      HoldCode = "no_copy"      // no copy of it can be lent, now or later
	HoldHasIt       HoldCode = "has_it"       // the member has it on loan
	HoldWaits       HoldCode = "waits"        // the member waits for it already
	HoldOff         HoldCode = "holds_off"    // members do not place holds themselves here
	HoldBlocked     HoldCode = "blocked"      // the member is blocked
	HoldSuspended   HoldCode = "suspended"    // OpensAt: the day after
	HoldCardExpired HoldCode = "card_expired" // the card is no longer valid
	HoldLimit       HoldCode = "hold_limit"   // waits for as many books as allowed
	HoldOnShelf     HoldCode = "on_shelf"     // a free copy can be taken from the shelf now
)

// holdTable has every code, in order, and whether staff may pass over it.
var holdTable = [...]struct {
	code     HoldCode
	override Override
}{
	{HoldNoCopy, OverrideNo},
	{HoldHasIt, OverrideNo},
	{HoldWaits, OverrideNo},
	{HoldOff, OverrideNo},
	{HoldBlocked, OverrideYes},
	{HoldSuspended, OverrideYes},
	{HoldCardExpired, OverrideYes},
	{HoldLimit, OverrideYes},
	{HoldOnShelf, OverrideYes},
}

// AllHoldCodes returns every hold code in order.
func AllHoldCodes() []HoldCode {
	codes := make([]HoldCode, len(holdTable))
	for i, row := range holdTable {
		codes[i] = row.code
	}
	return codes
}

// HoldOverrideOf says whether staff may pass over a hold code.
func HoldOverrideOf(c HoldCode) Override {
	for _, row := range holdTable {
		if row.code == c {
			return row.override
		}
	}
	return OverrideNo
}

// WishFacts is everything on which it may depend whether a member may wait for a
// book: any copy of a title, or one copy alone.
type WishFacts struct {
	Zone      *time.Location // the library's
	Member    MemberFacts
	Actor     Actor
	Off       bool // members do not place holds themselves
	Limit     int  // how many books a member may wait for at once
	Waiting   int  // how many this one waits for, or has standing ready
	WaitsFor  bool // this title among them
	HasIt     bool // a copy of it is on loan to the member; with a hold on a copy, that one
	Copies    int  // that can be lent, now or when they come back
	Free      int  // of them on the shelf: available, not lent, not held for anyone
	OthersFor int  // others who wait for these copies without one yet
}

// HoldReason is one thing that stands against waiting.
type HoldReason struct {
	Code     HoldCode
	Override Override
	OpensAt  time.Time // from when it no longer holds; zero where the code has none
}

// DecideHold returns everything that stands against waiting at now; nothing where
// the member may.
func DecideHold(f *WishFacts, now time.Time) []HoldReason {
	var list []HoldReason
	refuse := func(when bool, code HoldCode, opens time.Time) {
		if when {
			list = append(list, HoldReason{Code: code, Override: HoldOverrideOf(code), OpensAt: opens})
		}
	}
	today := DayOf(now, f.Zone)
	refuse(f.Copies == 0, HoldNoCopy, time.Time{})
	refuse(f.HasIt, HoldHasIt, time.Time{})
	refuse(f.WaitsFor, HoldWaits, time.Time{})
	refuse(f.Off && f.Actor != ActorLibrarian, HoldOff, time.Time{})
	refuse(f.Member.Status == MemberBlocked, HoldBlocked, time.Time{})
	refuse(today <= f.Member.SuspendedUntil, HoldSuspended, (f.Member.SuspendedUntil + 1).Start(f.Zone))
	refuse(cardExpired(&f.Member, today), HoldCardExpired, time.Time{})
	refuse(f.Waiting >= f.Limit, HoldLimit, time.Time{})
	refuse(f.Free > f.OthersFor, HoldOnShelf, time.Time{})
	return list
}

// OverridingHold leaves out the reasons that are permitted and may be passed over.
func OverridingHold(reasons []HoldReason, permitted []HoldCode) (left []HoldReason) {
	for _, r := range reasons {
		passed := false
		for _, c := range permitted {
			passed = passed || r.Code == c && r.Override == OverrideYes
		}
		if !passed {
			left = append(left, r)
		}
	}
	return left
}
