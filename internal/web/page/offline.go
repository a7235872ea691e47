package page

import "simpanbudi/internal/i18n"

// Offline is the page a browser shows when there is no network. It was fetched
// long before, and knows nothing of who looks at it.
type Offline struct{ Frame Frame }

// NewOffline returns the page.
func NewOffline(l *i18n.Language) *Offline {
	return &Offline{Frame: Frame{Title: l.Text("offline.title"), Here: "/"}}
}

// Template names the page's file.
func (*Offline) Template() string { return "offline" }

// Around returns the page's frame.
func (p *Offline) Around() *Frame { return &p.Frame }
