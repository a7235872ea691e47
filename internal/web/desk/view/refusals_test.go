package view

import (
	"slices"
	"testing"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
)

func TestStaffAreToldEveryReasonInEveryLanguage(t *testing.T) {
	all, err := i18n.Load()
	if err != nil {
		t.Fatal(err)
	}
	var codes []string
	for _, c := range circulation.AllCodes() {
		codes = append(codes, string(c))
	}
	for _, c := range circulation.AllCheckoutCodes() {
		codes = append(codes, string(c))
	}
	for _, l := range all.Languages() {
		for _, code := range codes {
			for _, key := range []string{"desk_reason." + code, "desk_reason." + code + ".next"} {
				if !l.Has(key) {
					t.Errorf("%s: there is no %s", l.Code, key)
				}
			}
		}
		for _, code := range []string{"suspended", "too_soon", "already_today"} {
			if !slices.Contains(l.Args("desk_reason."+code+".next"), "date") {
				t.Errorf("%s: desk_reason.%s.next does not say from when", l.Code, code)
			}
		}
	}
}

func TestEveryConflictOfTheDeskHasItsWords(t *testing.T) {
	all, err := i18n.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range all.Languages() {
		for _, why := range []string{library.WhyLoanChanged, library.WhyItemChanged, library.WhyLentAgain, library.WhyNotToday, library.WhyUndone,
			library.WhyFinePaid, library.WhyEntered, library.WhyNotRenewed,
			library.WhyNotThisState, library.WhyDueDateMoved, library.WhyAlreadyLent} {
			if !l.Has("counter.why." + why) {
				t.Errorf("%s: there is no counter.why.%s", l.Code, why)
			}
		}
		for _, status := range []circulation.ItemStatus{circulation.ItemNotForLoan, circulation.ItemLost, circulation.ItemDamaged, circulation.ItemWithdrawn} {
			if !l.Has("counter.item_status." + string(status)) {
				t.Errorf("%s: there is no counter.item_status.%s", l.Code, status)
			}
		}
	}
}
