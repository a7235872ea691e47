// Package link is the pages of signed links, which reminders carry: a few loans
// of one member, opened without signing in. To look changes nothing, so that
// robots and previews may; only a press of a button renews.
package link

import (
	"context"

	"simpanbudi/internal/identity"
	"simpanbudi/internal/library"
	"simpanbudi/internal/reminder"
	"simpanbudi/internal/web/visit"
)

// Library is what these pages ask of the library.
type Library interface {
	LinkLoans(ctx context.Context, member int64, loans []int64, ref string) (*library.LinkLoans, error)
	RenewByLink(ctx context.Context, r library.LinkRenewal) (ref string, err error)
}

// Links says what a token opens.
type Links interface {
	Verify(ctx context.Context, token, address string) (identity.Link, error)
	VerifyStop(ctx context.Context, token, address string) (member int64, channel string, err error)
}

// Stops stop what is sent to a member by a channel.
type Stops interface {
	Stopping(ctx context.Context, member int64, channel string) (*reminder.Stopping, error)
	Say(ctx context.Context, w reminder.Word) error
}

// Pages are the pages of signed links.
type Pages struct {
	Library  Library
	Links    Links
	Stops    Stops
	Renewals func(result string) // counts posts: "receipt", or the code of the fault
}

// The names of what these pages are asked with.
const (
	paramToken = "token"
	queryDone  = "done"
	fieldLoan  = "loan"
)

// open says what the visit's token opens. No answer, not even a refusal, is for
// a search engine to keep.
func (p *Pages) open(v *visit.Visit) (identity.Link, error) {
	v.Writer.Header().Set("X-Robots-Tag", "noindex, nofollow, noarchive")
	return p.Links.Verify(v.Ctx(), v.Param(paramToken), v.Address())
}
