package circulation

import (
	"slices"
	"testing"
	"time"
)

func TestWaitingForABook(t *testing.T) {
	zone := time.FixedZone("WIB", 7*3600)
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, zone)
	today := DayOf(now, zone)
	for name, c := range map[string]struct {
		change func(f *WishFacts)
		want   []HoldCode
	}{
		"all is lent":                         {func(*WishFacts) {}, nil},
		"no copy":                             {func(f *WishFacts) { f.Copies = 0 }, []HoldCode{HoldNoCopy}},
		"on the shelf":                        {func(f *WishFacts) { f.Free = 1 }, []HoldCode{HoldOnShelf}},
		"what is on the shelf is waited for":  {func(f *WishFacts) { f.Free, f.OthersFor = 1, 1 }, nil},
		"limit":                               {func(f *WishFacts) { f.Waiting = 3 }, []HoldCode{HoldLimit}},
		"one below the limit":                 {func(f *WishFacts) { f.Waiting = 2 }, nil},
		"off for members":                     {func(f *WishFacts) { f.Off = true }, []HoldCode{HoldOff}},
		"off for members, not for staff":      {func(f *WishFacts) { f.Off, f.Actor = true, ActorLibrarian }, nil},
		"suspended today for the last time":   {func(f *WishFacts) { f.Member.SuspendedUntil = today }, []HoldCode{HoldSuspended}},
		"suspended until yesterday":           {func(f *WishFacts) { f.Member.SuspendedUntil = today - 1 }, nil},
		"the card is good today":              {func(f *WishFacts) { f.Member.CardExpiresOn = today }, nil},
		"the card was good yesterday":         {func(f *WishFacts) { f.Member.CardExpiresOn = today - 1 }, []HoldCode{HoldCardExpired}},
		"everything at once, in the order of": {func(f *WishFacts) { *f = everything(f, today) }, AllHoldCodes()},
	} {
		f := WishFacts{Zone: zone, Member: MemberFacts{Status: MemberActive}, Actor: ActorMember, Limit: 3, Copies: 2}
		c.change(&f)
		reasons := DecideHold(&f, now)
		var got []HoldCode
		for _, r := range reasons {
			got = append(got, r.Code)
			if (r.Code == HoldSuspended) == r.OpensAt.IsZero() {
				t.Errorf("%s: %s opens at %v", name, r.Code, r.OpensAt)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, not %v", name, got, c.want)
		}
	}
}

func everything(f *WishFacts, today Day) WishFacts {
	return WishFacts{Zone: f.Zone, Actor: ActorMember, Off: true, Waiting: 9, Limit: 3, WaitsFor: true, HasIt: true, Free: 1,
		Member: MemberFacts{Status: MemberBlocked, SuspendedUntil: today, CardExpiresOn: today - 1}}
}

func TestStaffPassOverOnlyWhatTheTableLetsThem(t *testing.T) {
	var all []HoldReason
	for _, c := range AllHoldCodes() {
		all = append(all, HoldReason{Code: c, Override: HoldOverrideOf(c)})
	}
	for _, r := range OverridingHold(all, AllHoldCodes()) {
		if r.Override != OverrideNo {
			t.Errorf("%s still stands", r.Code)
		}
	}
	if left := OverridingHold(all, []HoldCode{HoldLimit, HoldHasIt}); len(left) != len(all)-1 {
		t.Errorf("%v", left)
	}
}
