package view

import "simpanbudi/internal/web/page"

// SignIn is the page on which staff sign in.
type SignIn struct {
	page.Desk
	Username string // as it was typed
	Error    string // what to say about the last try; "" for the first
	Next     string // the desk's page to open afterwards; "" for the counter
}

// Template names the page's file.
func (*SignIn) Template() string { return "desk/sign_in" }
