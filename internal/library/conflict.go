package library

import "simpanbudi/internal/fault"

// Why a use case of the desk answers fault.Conflict: Args["why"] has one of
// these. Nothing was changed; the page shows the record as it is now.
const (
	WhyLoanChanged  = "loan_changed"   // renewed, returned or moved since the page was shown
	WhyItemChanged  = "item_changed"   // the copy is in another state than the page showed
	WhyLentAgain    = "lent_again"     // the copy is lent to somebody, so its return cannot be undone
	WhyNotToday     = "not_today"      // only what was done today can be undone
	WhyUndone       = "undone"         // it is undone already
	WhyFinePaid     = "fine_paid"      // what it cost is paid or waived already
	WhyEntered      = "entered"        // the renewal is entered in the other system already
	WhyNotRenewed   = "not_renewed"    // there is no renewal to undo
	WhyNotThisState = "not_this_state" // the loan is in a state in which this cannot be done
	WhyDueDateMoved = "due_date_moved" // the due date was changed after the renewal
	WhyAlreadyLent  = "already_lent"   // another desk was quicker
	WhyOwesOther    = "owes_other"     // what the member owes is not what the page showed
	WhyRulesChanged = "rules_changed"  // rules, calendars or settings have changed since it was shown
	WhyRenamed      = "renamed"        // somebody else has given it another name
	WhyDayRemoved   = "day_removed"    // somebody else has removed the day already
)

func conflict(why string) error {
	return fault.New(fault.Conflict, "look at the record as it is now").With("why", why)
}
