// Package house is how the library is run: when it is closed, and its rules.
package house

import (
	"context"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/visit"
)

// Library is what these pages ask of the library.
type Library interface {
	ClosureBook(ctx context.Context) (*library.ClosureBook, error)
	PlanClosures(ctx context.Context, c library.ClosureChange) (*library.ClosurePlan, error)
	ChangeClosures(ctx context.Context, c library.Clerk, change library.ClosureChange, version int64) (int64, error)
	Holidays(ctx context.Context, year int) ([]library.Holiday, error)
	DueMove(ctx context.Context, id int64) (library.DueMove, error)
	MoveDueDates(ctx context.Context) error
	RuleBook(ctx context.Context) (*library.RuleBook, error)
	PreviewRules(ctx context.Context, entries []circulation.RuleEntry) (*library.RulesEffect, error)
	SaveRules(ctx context.Context, c library.Clerk, version string, entries []circulation.RuleEntry) error
	RulesHistory(ctx context.Context, before int64, limit int) ([]library.RuleChange, bool, error)
}

// Pages are these pages.
type Pages struct{ Library Library }

// The places of these pages in the desk's menu.
const (
	atClosures = "closures"
	atRules    = "rules"
)

const (
	closuresPath = "/desk/closures"
	rulesPath    = "/desk/rules"
)

func clerk(v *visit.Visit) library.Clerk { return library.Clerk{Staff: v.Staff.ID, Door: "desk"} }
