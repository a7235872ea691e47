// Package page is what the pages show: a typed model for each, made from what
// the library answers, and the templates that render them. It knows nothing of
// requests.
package page

// View is the model of one page.
type View interface {
	// Template names the file under templates/ that shows the view, without .html.
	Template() string
	// Around returns the view's frame, most of which the web fills in.
	Around() *Frame
}

// Frame is what surrounds the content of every page. A page sets its title and
// its place; the rest is the same wherever one is.
type Frame struct {
	Title     string
	Here      string // the path at which this page can be asked for again
	Live      bool   // forms of this page are answered in place, where scripts run
	AtLoans   bool
	AtHistory bool
	AtHolds   bool
	AtPIN     bool
	AtCard    bool

	Library  string
	Logo     string // the path of the library's own; "" for the mark of the product
	Accent   string // the path of the style sheet with the library's colour; "" for ours
	Contact  string // a whole sentence; "" where the library gave none
	Demo     bool
	SignedIn bool   // the member's menu is shown
	Holds    bool   // and leads to what they wait for
	Notice   string // something that has just been done; "" for nothing
}
