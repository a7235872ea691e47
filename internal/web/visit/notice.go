package visit

import (
	"net/http"
	"slices"
	"time"
)

// Notice is something just done that the next page tells.
type Notice string

// The notices there are; their texts are "notice.<code>".
const (
	PINSet    Notice = "pin_set"
	SignedOut Notice = "signed_out"

	CalendarRevoked Notice = "calendar_revoked"
	CardNew         Notice = "card_new"

	MemberSaved        Notice = "member_saved"
	MemberRegistered   Notice = "member_registered"
	MemberCardReplaced Notice = "member_card_replaced"

	CallUndone          Notice = "call_undone"
	DeskSetUp           Notice = "desk_set_up"
	DeskPasswordChanged Notice = "desk_password_changed"
	DeskCodesOff        Notice = "desk_codes_off"
	DeskSessionEnded    Notice = "desk_session_ended"
	DeskSettingsKept    Notice = "desk_settings_kept"
	DeskNameKept        Notice = "desk_name_kept"
	DeskAccountKept     Notice = "desk_account_kept"
	DeskKioskRemoved    Notice = "desk_kiosk_removed"

	TitleAdded       Notice = "title_added"
	TitleChanged     Notice = "title_changed"
	ItemAdded        Notice = "item_added"
	ItemChanged      Notice = "item_changed"
	ItemDamaged      Notice = "item_damaged"
	ItemMended       Notice = "item_mended"
	HoldPlaced       Notice = "hold_placed"
	HoldCancelled    Notice = "hold_cancelled"
	HoldEndedAlready Notice = "hold_ended_already"

	KioskEnded   Notice = "kiosk_ended"   // the visit had ended before the button was pressed
	KioskNo      Notice = "kiosk_no"      // card and PIN do not belong together
	KioskUnknown Notice = "kiosk_unknown" // a card that nobody has, where no PIN is asked for
	KioskNoPIN   Notice = "kiosk_no_pin"  // the member has not chosen a PIN yet
)

// The notices of how the library is run.
const (
	ClosureSaved Notice = "closure_saved"
	RulesSaved   Notice = "rules_saved"
)

// The notices of messages to members.
const (
	MessageResent Notice = "message_resent"
	MessageTold   Notice = "message_told"
	MessageUntold Notice = "message_untold"

	MessageWithdrawn Notice = "message_withdrawn"
	MessageSeenTo    Notice = "message_seen_to"
	TextSaved        Notice = "text_saved"
	TextReset        Notice = "text_reset"
	StepSaved        Notice = "step_saved"
	StepRemoved      Notice = "step_removed"
	StepsRestored    Notice = "steps_restored"

	RemindersKept    Notice = "reminders_kept"
	CodeSent         Notice = "code_sent"
	ContactConfirmed Notice = "contact_confirmed"
)

// Notices returns all of them.
func Notices() []Notice {
	return []Notice{PINSet, SignedOut, CalendarRevoked, CardNew, MemberSaved, MemberRegistered, MemberCardReplaced,
		CallUndone, DeskSetUp, DeskPasswordChanged, DeskCodesOff, DeskSessionEnded, DeskSettingsKept, DeskNameKept, DeskAccountKept,
		DeskKioskRemoved, KioskEnded, KioskNo, KioskUnknown, KioskNoPIN, ClosureSaved, RulesSaved, TitleAdded,
		TitleChanged, ItemAdded, ItemChanged, ItemDamaged, ItemMended, HoldPlaced, HoldCancelled, HoldEndedAlready,
		MessageResent, MessageTold, MessageUntold, MessageWithdrawn, MessageSeenTo, TextSaved, TextReset, StepSaved, StepRemoved, StepsRestored, RemindersKept, CodeSent, ContactConfirmed}
}

const noticeCookie = "notice"

// Tell leaves a notice for the next page, which follows at once or not at all.
func (v *Visit) Tell(n Notice) { v.setCookie(noticeCookie, string(n), time.Minute) }

// told takes the notice that was left, in words.
func (v *Visit) told() string {
	c, err := v.Request.Cookie(noticeCookie)
	if err != nil {
		return ""
	}
	http.SetCookie(v.Writer, &http.Cookie{Name: noticeCookie, Path: "/", MaxAge: -1, HttpOnly: true,
		SameSite: http.SameSiteLaxMode, Secure: v.house.Secure})
	if !slices.Contains(Notices(), Notice(c.Value)) {
		return ""
	}
	return v.Language().Text("notice." + c.Value)
}
