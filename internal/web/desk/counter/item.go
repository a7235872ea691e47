package counter

import (
	"net/http"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/page"
	"simpanbudi/internal/web/visit"
)

// showItem shows a copy with who has it and what can be done, with no member open.
func (p *Pages) showItem(v *visit.Visit, status int, item *library.FoundItem, told *view.Told) {
	l, mirror := v.Language(), isMirror(v)
	card := p.newItemCard(l, item, mirror)
	if told == nil && item.Lent == nil && item.Status == circulation.ItemAvailable && !mirror && status == http.StatusOK {
		told = view.Warn(l.Text("counter.nobody_open"), l.Text("counter.nobody_open_next"))
	}
	c := &view.Counter{Item: card, Place: view.Place{Told: told}}
	p.showCounter(v, status, view.ModeLend, c)
}

func (p *Pages) newItemCard(l *i18n.Language, item *library.FoundItem, mirror bool) *view.ItemCard {
	c := &view.ItemCard{Title: item.Title, Author: item.Author, Barcode: item.Barcode, CallNumber: item.CallNumber}
	add := func(label, value, path string) {
		if value != "" {
			c.Facts = append(c.Facts, view.Fact{Label: label, Value: value, Path: path})
		}
	}
	add(l.Text("counter.barcode"), item.Barcode, "")
	add(l.Text("counter.call_number"), item.CallNumber, "")
	c.Badges = itemBadges(l, item)
	if lent := item.Lent; lent != nil {
		add(l.Text("counter.lent_to"), lent.Name, view.MemberPath(lent.ID))
		add(l.Text("counter.due"), page.DueDate(l, lent.DueAt, lent.ByHours), "")
		c.Links = append(c.Links, view.Link{Path: view.MemberPath(lent.ID), Label: l.Text("counter.open_member", "name", lent.Name), Live: true})
		c.Buttons = append(c.Buttons, p.boxButton(l.Text("counter.renew_this"), item.Barcode, view.ModeRenew, ""))
		if !mirror {
			c.Buttons = append([]view.Button{p.boxButton(l.Text("counter.return_this"), item.Barcode, view.ModeReturn, "returns")}, c.Buttons...)
		}
	}
	if held := item.Held; held != nil {
		add(l.Text("counter.held_for"), held.Name, view.MemberPath(held.ID))
		add(l.Text("counter.held_until"), l.Day(held.Until), "")
		add(l.Text("counter.pickup"), held.PickupAt, "")
		c.Links = append(c.Links, view.Link{Path: view.HoldSlipPath(item.Barcode), Label: l.Text("counter.print_hold")})
	}
	if item.Waiting > 0 {
		add(l.Text("counter.queue"), l.Count("counter.waiting", item.Waiting), "")
	}
	return c
}

func itemBadges(l *i18n.Language, item *library.FoundItem) []view.Badge {
	var list []view.Badge
	switch {
	case item.Lent != nil && item.Lent.Overdue:
		list = append(list, view.Badge{Text: l.Text("counter.item_late"), Tone: "late"})
	case item.Lent != nil:
		list = append(list, view.Badge{Text: l.Text("counter.item_lent"), Tone: "mind"})
	case item.Held != nil:
		list = append(list, view.Badge{Text: l.Text("counter.item_held"), Tone: "mind"})
	case item.Status == circulation.ItemAvailable:
		list = append(list, view.Badge{Text: l.Text("counter.item_available"), Tone: "good"})
	}
	if item.Lent != nil && item.Lent.Status != circulation.LoanOpen {
		if key := "counter.loan_state." + string(item.Lent.Status); l.Has(key) {
			list = append(list, view.Badge{Text: l.Text(key), Tone: "mind"})
		}
	}
	if item.Status != circulation.ItemAvailable {
		list = append(list, view.Badge{Text: l.Text("counter.item_status." + string(item.Status)), Tone: "late"})
	}
	return list
}

// boxButton posts a barcode as if it were scanned in a mode.
func (p *Pages) boxButton(label, barcode, mode, at string) view.Button {
	b := view.Button{Action: boxPath, Label: label, Live: true,
		Fields: []view.Hidden{{Name: fieldCode, Value: barcode}, {Name: fieldMode, Value: mode}, {Name: fieldAsOf, Value: p.asOf()}}}
	if at != "" {
		b.Fields = append(b.Fields, view.Hidden{Name: fieldAt, Value: at})
	}
	return b
}
