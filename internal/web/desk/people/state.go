package people

import (
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/visit"
)

// Block answers POST /desk/members/{id}/block.
func (p *Pages) Block(v *visit.Visit) {
	p.change(v, "block", visit.MemberSaved, func(c *changing) error { return p.Library.BlockMember(v.Ctx(), c.of(v)) })
}

// Unblock answers POST /desk/members/{id}/unblock.
func (p *Pages) Unblock(v *visit.Visit) {
	p.change(v, "unblock", visit.MemberSaved, func(c *changing) error { return p.Library.UnblockMember(v.Ctx(), c.of(v)) })
}

// Suspend answers POST /desk/members/{id}/suspend.
func (p *Pages) Suspend(v *visit.Visit) {
	p.change(v, "suspend", visit.MemberSaved, func(c *changing) error {
		until := readDay(c.Typed, view.FieldUntil, c.Wrong)
		if until == 0 {
			if c.Wrong[view.FieldUntil] == "" {
				c.Wrong[view.FieldUntil] = "missing"
			}
			return errUnread
		}
		return p.Library.SuspendMember(v.Ctx(), c.of(v), until)
	})
}

// Lift answers POST /desk/members/{id}/lift: the suspension ends now.
func (p *Pages) Lift(v *visit.Visit) {
	p.change(v, "lift", visit.MemberSaved, func(c *changing) error { return p.Library.SuspendMember(v.Ctx(), c.of(v), 0) })
}

// Extend answers POST /desk/members/{id}/extend.
func (p *Pages) Extend(v *visit.Visit) {
	p.change(v, "extend", visit.MemberSaved, func(c *changing) error {
		_, err := p.Library.ExtendCard(v.Ctx(), c.of(v))
		return err
	})
}

// ReplaceCard answers POST /desk/members/{id}/card.
func (p *Pages) ReplaceCard(v *visit.Visit) {
	p.change(v, "card", visit.MemberCardReplaced, func(c *changing) error {
		birth := readDay(c.Typed, view.FieldCardBirth, c.Wrong)
		if len(c.Wrong) > 0 {
			return errUnread
		}
		return p.Library.ReplaceCard(v.Ctx(), c.of(v), c.Typed.Get(view.FieldNewCard), birth, p.Identity)
	})
}

// Guardian answers POST /desk/members/{id}/guardian; an empty card is nobody.
func (p *Pages) Guardian(v *visit.Visit) {
	p.change(v, "guardian", visit.MemberSaved, func(c *changing) error {
		return p.Library.SetGuardian(v.Ctx(), c.of(v), c.Typed.Get(view.FieldGuardian))
	})
}
