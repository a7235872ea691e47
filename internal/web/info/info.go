// Package info is the pages that tell everybody how the library works: its rules
// in force, and what it does with data about people.
package info

import (
	"context"

	"simpanbudi/internal/library"
	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

// Library is what these pages ask of the library.
type Library interface {
	RulesInForce(ctx context.Context) (*library.RulesInForce, error)
}

// Pages are the pages for everybody.
type Pages struct{ Library Library }

// frame gives whoever is signed in their menu.
func frame(v *visit.Visit, f *page.Frame) { f.SignedIn = v.Member != 0 && !v.MustSetPIN }
