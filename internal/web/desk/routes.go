package desk

import (
	"net/http"

	"simpanbudi/internal/web/visit"
)

// Who may use a route: a role or a higher one, whose session is open, or one of these.
const (
	founder    = "founder"   // anybody while there is no account, nobody later
	anybody    = "anybody"   // also who is not signed in
	halfway    = "halfway"   // whose one-time code is still to come
	locked     = "locked"    // also whose session is locked
	enrolling  = "enrolling" // also who has to set up one-time codes first
	librarian  = "librarian"
	supervisor = "supervisor"
	admin      = "admin"
)

const (
	get  = http.MethodGet
	post = http.MethodPost
)

// route is a path of the desk and who may use it.
type route struct {
	method, path, role string
	handle             func(*visit.Visit)
}

// routes is every path of the desk with the least role that may use it. This is
// the only table of rights: what it does not let in, no button can.
func (r *Room) routes() []route {
	return []route{
		// The one-time set-up, signing in, and the lock.
		{get, "/desk/setup", founder, r.account.SetUpForm},
		{post, "/desk/setup", founder, r.account.SetUp},
		{get, "/desk/sign-in", anybody, r.account.SignInForm},
		{post, "/desk/sign-in", anybody, r.account.SignIn},
		{get, "/desk/code", halfway, r.account.CodeForm},
		{post, "/desk/code", halfway, r.account.Code},
		{post, "/desk/sign-out", anybody, r.account.SignOut},
		{post, "/desk/lock", locked, r.account.Lock},
		{get, "/desk/locked", locked, r.account.Locked},
		{post, "/desk/unlock", locked, r.account.Unlock},
		{post, "/desk/stay", librarian, r.account.Stay},

		// One's own account.
		{get, "/desk/account", librarian, r.account.Own},
		{post, "/desk/account/password", librarian, r.account.Password},
		{get, "/desk/account/codes", enrolling, r.account.Codes},
		{post, "/desk/account/codes", enrolling, r.account.BeginCodes},
		{post, "/desk/account/codes/confirm", enrolling, r.account.ConfirmCodes},
		{get, "/desk/account/codes/recovery", librarian, r.account.Recovery},
		{post, "/desk/account/codes/renew", librarian, r.account.NewRecovery},
		{post, "/desk/account/codes/off", librarian, r.account.EndCodes},
		{post, "/desk/account/sessions/end", librarian, r.account.EndSession},
		{post, "/desk/account/sessions/end-others", librarian, r.account.EndOthers},

		// Accounts of others, settings, shared screens.
		{get, "/desk/staff", admin, r.account.Staff},
		{get, "/desk/staff/new", admin, r.account.StaffForm},
		{post, "/desk/staff/new", admin, r.account.AddStaff},
		{get, "/desk/staff/:id", admin, r.account.StaffEdit},
		{post, "/desk/staff/:id", admin, r.account.EditStaff},
		{get, "/desk/staff/:id/password", admin, r.account.StaffPassword},
		{post, "/desk/staff/:id/password", admin, r.account.ResetStaff},
		{post, "/desk/staff/:id/disable", admin, r.account.DisableStaff},
		{post, "/desk/staff/:id/enable", admin, r.account.EnableStaff},
		{post, "/desk/staff/:id/codes-off", admin, r.account.ClearCodes},
		{get, "/desk/settings", admin, r.account.Settings},
		{post, "/desk/settings", admin, r.account.ChangeSettings},
		{get, "/desk/names", admin, r.account.Names},
		{post, "/desk/names", admin, r.account.Rename},
		{get, "/desk/kiosks", admin, r.account.Kiosks},
		{post, "/desk/kiosks", admin, r.account.AddKiosk},
		{get, "/desk/kiosks/code", admin, r.account.KioskCode},
		{post, "/desk/kiosks/:id/remove", admin, r.account.RemoveKiosk},

		// The counter: lend, take back, renew.
		{get, "/desk", librarian, r.counter.Show},
		{get, "/desk/box", librarian, r.counter.Again},
		{post, "/desk/box", librarian, r.counter.Box},
		{post, "/desk/search", librarian, r.counter.Search},
		{get, "/desk/members/:id", librarian, r.counter.Work},
		{post, "/desk/members/:id/lend", librarian, r.counter.Lend},
		{post, "/desk/members/:id/renew", librarian, r.counter.Renew},
		{get, "/desk/members/:id/slip", librarian, r.counter.VisitSlip},
		{get, "/desk/members/:id/loans/:loan", librarian, r.counter.Loan},
		{post, "/desk/members/:id/loans/:loan/due-date", librarian, r.counter.DueDate},
		{post, "/desk/members/:id/loans/:loan/seen", librarian, r.counter.Seen},
		{post, "/desk/members/:id/loans/:loan/undo", librarian, r.counter.UndoRenewal},
		{post, "/desk/members/:id/loans/:loan/lost", librarian, r.counter.Lost},
		{post, "/desk/members/:id/loans/:loan/damaged", librarian, r.counter.Damaged},
		{post, "/desk/members/:id/loans/:loan/found", librarian, r.counter.Found},
		{post, "/desk/members/:id/loans/:loan/claim", librarian, r.counter.Claim},
		{post, "/desk/members/:id/loans/:loan/settle", librarian, r.counter.Settle},
		{get, "/desk/returns", librarian, r.counter.Returns},
		{post, "/desk/returns/:id/undo", librarian, r.counter.UndoReturn},
		{get, "/desk/receipts/:ref", librarian, r.counter.Receipt},
		{get, "/desk/slips/last", librarian, r.counter.LastSlip},
		{get, "/desk/slips/date", librarian, r.counter.DateSlip},
		{get, "/desk/slips/hold", librarian, r.counter.HoldSlip},

		// Members.
		{get, "/desk/members", librarian, r.people.List},
		{post, "/desk/members", librarian, r.people.Search},
		{get, "/desk/members/new", librarian, r.people.RegisterForm},
		{post, "/desk/members/new", librarian, r.people.Register},
		{get, "/desk/members/:id/record", librarian, r.people.Record},
		{post, "/desk/members/:id/record", librarian, r.people.Edit},
		{post, "/desk/members/:id/language", librarian, r.people.Language},
		{post, "/desk/members/:id/block", librarian, r.people.Block},
		{post, "/desk/members/:id/unblock", librarian, r.people.Unblock},
		{post, "/desk/members/:id/suspend", librarian, r.people.Suspend},
		{post, "/desk/members/:id/lift", supervisor, r.people.Lift},
		{post, "/desk/members/:id/extend", librarian, r.people.Extend},
		{get, "/desk/members/:id/card", librarian, r.people.Card},
		{post, "/desk/members/:id/card", librarian, r.people.ReplaceCard},
		{get, "/desk/members/:id/pin", librarian, r.people.PIN},
		{post, "/desk/members/:id/pin", librarian, r.people.ResetPIN},
		{post, "/desk/members/:id/guardian", librarian, r.people.Guardian},
		{post, "/desk/members/:id/consent", librarian, r.people.Consent},
		{post, "/desk/members/:id/notes", librarian, r.people.AddNote},
		{post, "/desk/members/:id/notes/remove", librarian, r.people.RemoveNote},
		{get, "/desk/members/:id/letter", librarian, r.people.Letter},
		{get, "/desk/members/:id/timeline", librarian, r.people.Timeline},

		// Titles, items and holds.
		{get, "/desk/titles", librarian, r.catalogue.Titles},
		{get, "/desk/titles/new", librarian, r.catalogue.NewTitle},
		{post, "/desk/titles/new", librarian, r.catalogue.AddTitle},
		{get, "/desk/titles/:id", librarian, r.catalogue.Title},
		{get, "/desk/titles/:id/edit", librarian, r.catalogue.TitleEditor},
		{post, "/desk/titles/:id/edit", librarian, r.catalogue.EditTitle},
		{post, "/desk/titles/:id/items", librarian, r.catalogue.AddItem},
		{get, "/desk/items/:id", librarian, r.catalogue.Item},
		{post, "/desk/items/:id", librarian, r.catalogue.EditItem},
		{post, "/desk/items/:id/damaged", librarian, r.catalogue.Damaged},
		{get, "/desk/holds", librarian, r.catalogue.Holds},
		{post, "/desk/holds/:id/cancel", librarian, r.catalogue.CancelHold},
		{post, "/desk/holds/:id/take-down", librarian, r.catalogue.TakeDownHold},
		{get, "/desk/members/:id/holds", librarian, r.catalogue.MemberHolds},
		{post, "/desk/members/:id/holds", librarian, r.catalogue.PlaceHold},

		// Closures, rules and settings.
		{get, "/desk/closures", supervisor, r.house.Closures},
		{post, "/desk/closures", supervisor, r.house.SaveClosure},
		{post, "/desk/closures/preview", supervisor, r.house.PreviewClosure},
		{get, "/desk/closures/holidays", supervisor, r.house.Holidays},
		{get, "/desk/closures/moves/:id", supervisor, r.house.DueMove},
		{post, "/desk/closures/moves/:id", supervisor, r.house.GoOnMoving},
		{get, "/desk/rules", supervisor, r.house.Rules},
		{get, "/desk/rules/history", supervisor, r.house.RulesHistory},
		{get, "/desk/rules/new", admin, r.house.NewRule},
		{get, "/desk/rules/edit", admin, r.house.EditRule},
		{get, "/desk/rules/presets", admin, r.house.RulePresets},
		{post, "/desk/rules/form", admin, r.house.RuleInWords},
		{post, "/desk/rules/effect", admin, r.house.RulesEffect},
		{post, "/desk/rules", admin, r.house.SaveRules},

		// Today, calls, audit.
		{get, "/desk/today", librarian, r.work.Today},
		{get, "/desk/today/:list", librarian, r.work.TodayList},
		{get, "/desk/today/:list/letters", librarian, r.work.Letters},
		{post, "/desk/today/:list/letters", librarian, r.work.NoteLetters},
		{post, "/desk/today/:list/letters/undo", librarian, r.work.UndoLetters},
		{get, "/desk/today/imports/:import", librarian, r.work.Differences},
		{get, "/desk/today/calls", librarian, r.work.Calls},
		{post, "/desk/today/calls", librarian, r.work.RecordCall},
		{post, "/desk/today/calls/undo", librarian, r.work.UndoCall},
		{get, "/desk/today/to-enter", librarian, r.work.ToEnter},
		{post, "/desk/today/to-enter", librarian, r.work.Enter},
		{post, "/desk/today/to-enter/undo", librarian, r.work.UndoEnter},
		{get, "/desk/today/to-enter.csv", librarian, r.work.ExportToEnter},

		{get, "/desk/audit", supervisor, r.work.Audit},

		// Money.
		{get, "/desk/members/:id/account", librarian, r.work.Account},
		{post, "/desk/members/:id/account/pay", librarian, r.work.Pay},
		{post, "/desk/members/:id/account/waive", supervisor, r.work.Waive},
		{post, "/desk/members/:id/account/charge", librarian, r.work.Charge},
		{get, "/desk/payments/:ref", librarian, r.work.MoneyReceipt},
		{post, "/desk/payments/:ref/reverse", librarian, r.work.Reverse},
		// Messages to members.
		{get, "/desk/messages", librarian, r.messages.Overview},
		{post, "/desk/messages/sending", supervisor, r.messages.Sending},
		{post, "/desk/messages/failed/:id/resend", librarian, r.messages.Resend},
		{post, "/desk/messages/failed/:id/seen-to", librarian, r.messages.SeenTo},
		{get, "/desk/members/:id/messages", librarian, r.messages.Member},
		{post, "/desk/members/:id/messages/:message/resend", librarian, r.messages.ResendTo},
		{post, "/desk/members/:id/messages/:message/withdraw", librarian, r.messages.Withdraw},
		{post, "/desk/messages/jobs/:job/run", supervisor, r.messages.Run},
		{get, "/desk/messages/hand", librarian, r.messages.Hand},
		{get, "/desk/messages/hand/:id/chat", librarian, r.messages.Chat},
		{post, "/desk/messages/hand/:id/done", librarian, r.messages.HandDone},
		{post, "/desk/messages/hand/:id/undo", librarian, r.messages.HandUndo},
		{get, "/desk/messages/steps", supervisor, r.messages.Steps},
		{post, "/desk/messages/steps", supervisor, r.messages.SaveStep},
		{get, "/desk/messages/steps/edit", supervisor, r.messages.StepForm},
		{post, "/desk/messages/steps/effect", supervisor, r.messages.StepEffect},
		{post, "/desk/messages/steps/remove", supervisor, r.messages.RemoveStep},
		{post, "/desk/messages/steps/restore", supervisor, r.messages.RestoreSteps},
		{get, "/desk/messages/texts", supervisor, r.messages.Texts},
		{post, "/desk/messages/texts/test", supervisor, r.messages.TestChannel},
		{get, "/desk/messages/texts/:kind/:channel/:language", supervisor, r.messages.Text},
		{post, "/desk/messages/texts/:kind/:channel/:language", supervisor, r.messages.SaveText},
		{post, "/desk/messages/texts/:kind/:channel/:language/preview", supervisor, r.messages.PreviewText},
		{post, "/desk/messages/texts/:kind/:channel/:language/reset", supervisor, r.messages.ResetText},
		{post, "/desk/messages/texts/:kind/:channel/:language/test", supervisor, r.messages.TestText},
	}
}
