// Package work is what the day asks of the desk: the page of the day and its
// lists, the audit trail, and money.
package work

import (
	"context"
	"io"
	"strconv"
	"time"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/visit"
)

// Library is what these pages ask of the library.
type Library interface {
	Today(ctx context.Context, branch int64) (*library.Today, error)
	LoansDue(ctx context.Context, branch int64, after library.ListKey, limit int) ([]library.LoanOut, library.ListKey, error)
	LoansLate(ctx context.Context, branch int64, bucket int, after library.ListKey, limit int) ([]library.LoanOut, library.ListKey, error)
	WaitingShelf(ctx context.Context, branch int64, after library.ListKey, limit int) ([]library.SetAside, library.ListKey, error)
	EndingCards(ctx context.Context, branch int64, after library.ListKey, limit int) ([]library.EndingCard, library.ListKey, error)
	RenewalsBy(ctx context.Context, door string, before library.ListKey, limit int) ([]library.MadeHere, library.ListKey, error)
	ImportDifferences(ctx context.Context, imported int64, after library.ListKey, limit int) ([]library.ImportDifference, library.ListKey, error)

	MembersToCall(ctx context.Context, branch int64, after library.ListKey, limit int) ([]library.ToCall, library.ListKey, error)
	CallsMade(ctx context.Context, before library.ListKey, limit int) ([]library.Call, library.ListKey, error)
	CallMade(ctx context.Context, id int64) (*library.Call, error)
	LettersLate(ctx context.Context, branch int64, bucket int, after library.ListKey, limit int) ([]*library.Letter, library.ListKey, error)
	RecordLetters(ctx context.Context, c library.Clerk, sent []library.LetterSent) (n int, at time.Time, err error)
	UndoLetters(ctx context.Context, c library.Clerk, at time.Time) (int, error)
	RecordCall(ctx context.Context, r library.CallRequest) (int64, error)
	UndoCall(ctx context.Context, c library.Clerk, id int64) error

	RenewalsToEnter(ctx context.Context, after library.ListKey, limit int) ([]library.MadeHere, library.ListKey, error)
	EnterRenewals(ctx context.Context, c library.Clerk, ids []int64) (int, error)
	EnterRenewalsThrough(ctx context.Context, c library.Clerk, through int64) (int, error)
	TickedToday(ctx context.Context) ([]library.Tick, error)
	UndoTick(ctx context.Context, c library.Clerk, at time.Time, staff int64) (int, error)
	ExportToEnter(ctx context.Context, w io.Writer) error

	Audit(ctx context.Context, f library.AuditFilter, before library.ListKey, limit int) (*library.AuditPage, error)

	Account(ctx context.Context, member int64, before library.ListKey) (*library.Account, error)
	TakePayment(ctx context.Context, b library.Booking) (ref string, err error)
	Waive(ctx context.Context, b library.Booking) (ref string, err error)
	Charge(ctx context.Context, b library.Booking) (ref string, err error)
	ReversePayment(ctx context.Context, c library.Clerk, ref, reason string) (reversal string, err error)
	MoneyReceipt(ctx context.Context, ref string) (*library.MoneyReceipt, error)
}

// Pages are these pages.
type Pages struct {
	Library Library
}

// pageRows is how many rows a list shows at once.
const pageRows = 50

// where reads from an address which branch is asked for, 0 for all, and after
// what the list goes on; ok is false where that is nonsense, which is answered.
func where(v *visit.Visit) (branch int64, after library.ListKey, ok bool) {
	branch, err := number(v.Query("branch"))
	if err == nil {
		after, err = library.ParseListKey(v.Query("after"))
	}
	if err != nil {
		v.Fail(err)
		return 0, after, false
	}
	return branch, after, true
}

// number reads an id; "" is 0, and what is none fault.Invalid.
func number(text string) (int64, error) {
	if text == "" {
		return 0, nil
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n < 0 {
		return 0, fault.New(fault.Invalid, "an id is a number")
	}
	return n, nil
}

// signed reads an amount that a page has carried; it may be below 0.
func signed(text string) (int64, error) {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return 0, fault.New(fault.Invalid, "the page carries what was owed")
	}
	return n, nil
}

// clerk is who asks.
func clerk(v *visit.Visit) library.Clerk { return library.Clerk{Staff: v.Staff.ID, Door: "desk"} }
