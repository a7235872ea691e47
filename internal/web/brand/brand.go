// Package brand is what a library makes its own: its logo and its colour, from
// the settings logo_file and accent.
package brand

import (
	"log/slog"
	"sync/atomic"
)

// Brand keeps what was last made of the settings, which seldom change.
type Brand struct {
	log    *slog.Logger
	accent atomic.Pointer[accent]
	logo   atomic.Pointer[logo]
}

type accent struct{ colour, path string }

// New returns a brand; the log hears of a logo that cannot be shown.
func New(log *slog.Logger) *Brand { return &Brand{log: log} }

// Accent returns the path of the style sheet for the settings in force, "" where
// the product's own colour is to be used.
func (b *Brand) Accent(settings map[string]string) string {
	colour := settings["accent"]
	if colour == "" {
		return ""
	}
	if known := b.accent.Load(); known != nil && known.colour == colour {
		return known.path
	}
	path, err := accentPath(colour)
	if err != nil { // config has checked it
		path = ""
	}
	b.accent.Store(&accent{colour, path})
	return path
}
