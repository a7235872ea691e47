// Package counter is the desk's one box and what it does: lend, take back, renew,
// with the papers that are printed there.
package counter

import (
	"context"
	"net/url"
	"strconv"
	"time"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/form"
	"simpanbudi/internal/web/visit"
)

// Library is what these pages ask of the library.
type Library interface {
	Moment() time.Time
	MemberHead(ctx context.Context, member int64) (*library.MemberHead, error)
	FindCard(ctx context.Context, text string) (*library.Person, error)
	FindBarcode(ctx context.Context, text string) (*library.FoundItem, error)
	ReceiptByRef(ctx context.Context, ref string) (*library.DeskReceipt, error)
	Family(ctx context.Context, member int64) (*library.Family, error)
	DeskLoans(ctx context.Context, member int64) (*library.DeskLoans, error)
	MyHolds(ctx context.Context, member int64) (*library.MemberHolds, error)
	LoanAsOf(ctx context.Context, loan library.LoanRef, since time.Time) (library.LoanRef, error)
	SearchMembers(ctx context.Context, text, after string, limit int) (*library.FoundMembers, error)
	SearchTitles(ctx context.Context, text, after string, limit int) (*library.TitlesFound, error)
	LoansToday(ctx context.Context, member int64) (*library.VisitSlip, error)
	RecentReturns(ctx context.Context, staff int64, n int) ([]library.Returned, error)

	Lend(ctx context.Context, r library.LendRequest) (*library.Lending, error)
	PreviewLend(ctx context.Context, member int64, barcode string) (*library.Lending, error)
	Return(ctx context.Context, r library.ReturnRequest) (*library.Returned, error)
	Renew(ctx context.Context, r library.RenewRequest) (string, error)
	MarkSeen(ctx context.Context, c library.Clerk, loan int64) error
	ChangeDueDate(ctx context.Context, r library.DueChange) (*library.ChangedDue, error)
	DeclareLost(ctx context.Context, r library.Loss) error
	ReturnDamaged(ctx context.Context, r library.Loss) (*library.Returned, error)
	DeclareFound(ctx context.Context, c library.Clerk, loan library.LoanRef, reason string) error
	ClaimReturned(ctx context.Context, c library.Clerk, loan library.LoanRef, reason string) error
	SettleClaim(ctx context.Context, c library.Clerk, loan library.LoanRef, found bool, reason string) (*library.Returned, error)
	UndoRenewal(ctx context.Context, c library.Clerk, loan library.LoanRef) (*library.UndoneRenewal, error)
	UndoReturn(ctx context.Context, c library.Clerk, id int64) (member int64, err error)
}

// Pages are these pages.
type Pages struct {
	Library Library
}

const door = "desk"

func clerk(v *visit.Visit) library.Clerk { return library.Clerk{Staff: v.Staff.ID, Door: door} }

// mayOverride reports whether who is signed in may pass over refusals.
func mayOverride(v *visit.Visit) bool { return v.MayOverride() }

// idIn reads the id in a path; false where it is none, which then is answered.
func idIn(v *visit.Visit, name string) (int64, bool) {
	id, err := strconv.ParseInt(v.Param(name), 10, 64)
	if err != nil || id <= 0 {
		v.Refuse(fault.NotFound)
		return 0, false
	}
	return id, true
}

// read reads a posted form; false where it cannot be read, which then is answered.
func read(v *visit.Visit) (url.Values, bool) {
	fields, err := form.Read(v.Request)
	if err != nil {
		v.Fail(err)
		return nil, false
	}
	return fields, true
}

// place is the frame of a counter's page, which may look through the camera.
func (p *Pages) place(v *visit.Visit, path, mode, title string) view.Place {
	v.AllowCamera()
	return view.Place{
		Path: path, Title: title, Mode: mode, AsOf: p.asOf(),
		Done: deskPath, Print: lastSlipPath,
	}
}

// asOf is what a page posts back to say when it was shown.
func (p *Pages) asOf() string { return strconv.FormatInt(p.Library.Moment().Unix(), 10) }

const (
	deskPath     = "/desk"
	boxPath      = "/desk/box"
	returnsPath  = "/desk/returns"
	lastSlipPath = "/desk/slips/last"
)
