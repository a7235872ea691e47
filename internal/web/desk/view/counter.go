package view

import "simpanbudi/internal/web/page"

// Counter is the desk's first page: one box that takes whatever is scanned.
type Counter struct{ page.Desk }

// Template names the page's file.
func (*Counter) Template() string { return "desk/counter" }
