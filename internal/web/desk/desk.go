// Package desk is the pages of the library's staff. routes.go shows all of them
// on one page with who may use which; the rooms beside it answer them.
package desk

import (
	"github.com/gin-gonic/gin"

	"simpanbudi/internal/identity"
	"simpanbudi/internal/web/desk/account"
	"simpanbudi/internal/web/desk/counter"
	"simpanbudi/internal/web/desk/house"
	"simpanbudi/internal/web/desk/messages"
	"simpanbudi/internal/web/desk/people"
	"simpanbudi/internal/web/desk/work"
	"simpanbudi/internal/web/visit"
)

// Library is what these pages ask of the library.
type Library interface {
	people.Library
	counter.Library
	work.Library
	account.Library
	house.Library
	messages.Library
}

// Options says what the desk works with.
type Options struct {
	Library  Library
	Identity *identity.Desk
	Messages messages.Reminders
	Jobs     messages.Jobs
}

// Room is the desk's pages.
type Room struct {
	identity *identity.Desk
	account  *account.Pages
	counter  *counter.Pages
	people   *people.Pages
	work     *work.Pages
	house    *house.Pages
	messages *messages.Pages
}

// New returns the pages.
func New(o Options) *Room {
	return &Room{
		identity: o.Identity,
		account:  &account.Pages{Library: o.Library, Desk: o.Identity},
		people:   &people.Pages{Library: o.Library, Identity: o.Identity},
		counter:  &counter.Pages{Library: o.Library},
		work:     &work.Pages{Library: o.Library},
		house:    &house.Pages{Library: o.Library},
		messages: &messages.Pages{Library: o.Library, Reminders: o.Messages, Jobs: o.Jobs},
	}
}

// Mount routes every path of the desk.
func (r *Room) Mount(engine *gin.Engine) {
	for _, t := range r.routes() {
		guard := r.admit(t)
		engine.Handle(t.method, t.path, guard, visit.On(t.handle))
		if t.method == get {
			engine.Handle("HEAD", t.path, guard, visit.On(t.handle))
		}
	}
}
