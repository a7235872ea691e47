package people

import (
	"errors"

	"simpanbudi/internal/library"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/form"
	"simpanbudi/internal/web/visit"
)

// errUnread is a form of which a field cannot be read; which one is in the state.
var errUnread = errors.New("a field cannot be read")

// changing is one of the record's forms on its way.
type changing struct {
	view.RecordState
	member int64
}

// of is what the library is asked to change, for the reason that was typed.
func (c *changing) of(v *visit.Visit) library.MemberChange {
	return library.MemberChange{Clerk: clerk(v), Member: c.member, Version: version(c.Typed), Reason: c.Typed.Get(c.Which + "_" + view.FieldReason)}
}

// atFields gives mistakes the names that their fields have on the record's page.
func (c *changing) atFields() {
	if c.Which != "card" {
		return
	}
	for from, to := range map[string]string{view.FieldCard: view.FieldNewCard, view.FieldBirth: view.FieldCardBirth} {
		if wrong, there := c.Wrong[from]; there {
			c.Wrong[to] = wrong
		}
	}
}

// change reads one of the record's forms, does what it asks for and shows the record
// again: afterwards with what is told, or with what was typed and what is wrong with it.
func (p *Pages) change(v *visit.Visit, which string, told visit.Notice, do func(c *changing) error) {
	id, ok := member(v)
	if !ok {
		return
	}
	typed, err := form.Read(v.Request)
	if err != nil {
		v.Fail(err)
		return
	}
	c := &changing{member: id}
	c.Which, c.Typed, c.Wrong = which, typed, map[string]string{}
	p.answer(v, c, told, do(c))
}
