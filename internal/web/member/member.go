// Package member is the pages of a member: sign in, my loans, renew, receipts.
// There is one file for each thing one can ask for; routes.go of package web
// shows them on one page.
package member

import (
	"context"

	"simpanbudi/internal/identity"
	"simpanbudi/internal/library"
)

// Library is what these pages ask of the library.
type Library interface {
	MyLoans(ctx context.Context, member int64) (*library.MyLoans, error)
	Renew(ctx context.Context, r library.RenewRequest) (ref string, err error)
	Receipt(ctx context.Context, member int64, ref string) (*library.Receipt, error)
	MemberCard(ctx context.Context, member int64) (*library.MemberCard, error)
	MakeCardToken(ctx context.Context, member int64, door string) (token string, err error)
	ReplaceCardToken(ctx context.Context, member int64, door string) error
	History(ctx context.Context, member int64, limit int) ([]library.PastRenewal, error)
	DueDates(ctx context.Context, member int64, titles bool) (*library.DueDates, error)
	ReceiptDueDates(ctx context.Context, member int64, ref string, titles bool) (*library.DueDates, error)
	Calendar(ctx context.Context, token string) (*library.DueDates, error)
	CalendarLink(ctx context.Context, member int64, token string) (library.CalendarLink, error)
	NewCalendar(ctx context.Context, c library.CalendarChoice) (token string, err error)
	RevokeCalendar(ctx context.Context, member int64, door string) error

	SearchTitles(ctx context.Context, text, after string, limit int) (*library.TitlesFound, error)
	MyHolds(ctx context.Context, member int64) (*library.MemberHolds, error)
	PlaceHold(ctx context.Context, r library.HoldRequest) (*library.Placed, error)
	CancelHold(ctx context.Context, r library.HoldEnd) (*library.HoldEnded, error)
}

// Identity is what these pages ask of sign-in.
type Identity interface {
	SignIn(ctx context.Context, a identity.Attempt) (identity.SignedIn, error)
	SetPIN(ctx context.Context, member int64, pin, again, door string) error
	WrongCalendar(ctx context.Context, address string) error
}

// Pages are the member's pages.
type Pages struct {
	Library   Library
	Identity  Identity
	Sessions  *identity.Sessions
	Reminders Reminders
	Hurry     func()              // lets what waits to be sent go soon
	Renewals  func(result string) // counts posts: "receipt", or the code of the fault
}

// door names these pages in receipts and in the audit trail.
const door = "web"

// The fields of our forms.
const (
	fieldCard  = "card"
	fieldPIN   = "pin"
	fieldAgain = "again"
	fieldNext  = "next"
	fieldLoan  = "loan"
	fieldLang  = "lang"
	fieldBack  = "back"

	fieldTitles = "titles"
	fieldTitle  = "title"
	fieldHold   = "hold"
	fieldText   = "q"
	fieldAfter  = "after"
	fieldToken  = "token"
)
