package catalogue

import (
	"net/http"
	"strconv"
	"strings"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/form"
	"simpanbudi/internal/web/visit"
)

// MemberHolds answers GET /desk/members/:id/holds: what a member waits for, and
// what is found for the book they ask about.
func (p *Pages) MemberHolds(v *visit.Visit) {
	id, ok := id(v)
	if !ok {
		return
	}
	p.showMemberHolds(v, http.StatusOK, id, v.Query(fieldText), nil)
}

// PlaceHold answers POST /desk/members/:id/holds.
func (p *Pages) PlaceHold(v *visit.Visit) {
	member, ok := id(v)
	if !ok {
		return
	}
	fields, err := form.Read(v.Request)
	if err != nil {
		v.Fail(err)
		return
	}
	c := clerk(v)
	r := library.HoldRequest{Member: member, Title: number(fields, fieldTitle), Item: number(fields, fieldItem), Pickup: number(fields, fieldPickup), Clerk: &c, MayOverride: v.MayOverride()}
	reason, wrong := fields.Get(fieldReason), ""
	if codes := fields[fieldOverride]; len(codes) > 0 {
		r.Override = &library.Override{Codes: codes, Reason: reason}
	}
	placed, err := p.Library.PlaceHold(v.Ctx(), r)
	if fault.CodeOf(err) == fault.Invalid && fault.ArgsOf(err)["field"] == fieldReason {
		wrong, r.Override = v.Language().Text("desk_catalogue.reason_wrong"), nil
		placed, err = p.Library.PlaceHold(v.Ctx(), r) // which tells again what stands against it
	}
	switch {
	case err != nil:
		v.Fail(err)
	case placed.Placed:
		v.Tell(visit.HoldPlaced)
		v.GoTo(view.MemberPath(member) + "/holds")
	default:
		p.showMemberHolds(v, http.StatusUnprocessableEntity, member, "",
			view.NewHoldRefused(v.Language(), placed, r.Item, r.MayOverride, reason, wrong).At(r.Pickup))
	}
}

func (p *Pages) showMemberHolds(v *visit.Visit, status int, member int64, text string, refused *view.HoldRefused) {
	head, err := p.Library.MemberHead(v.Ctx(), member)
	if err != nil {
		v.Fail(err)
		return
	}
	my, err := p.Library.MyHolds(v.Ctx(), member)
	if err != nil {
		v.Fail(err)
		return
	}
	l := v.Language()
	d := v.Desk("members", l.Text("desk.nav.holds"))
	d.Frame.Here = view.MemberPath(member) + "/holds"
	made := view.NewMemberHolds(l, d, head, my)
	made.Refused, made.Text = refused, text
	pickup, _ := strconv.ParseInt(v.Query(fieldPickup), 10, 64)
	if refused != nil {
		pickup = refused.Pickup
	}
	made.ChoosePickup(l, my, pickup, v.DeskBranch())
	if strings.TrimSpace(text) != "" && !d.Mirror {
		found, err := p.Library.SearchTitles(v.Ctx(), text, v.Query(fieldAfter), titlesShown)
		if err != nil {
			v.Fail(err)
			return
		}
		list := view.NewTitlesFound(l, made.Path, text, found)
		made.Found = &list
		if found.Item != 0 {
			made.ItemID = strconv.FormatInt(found.Item, 10)
		}
	}
	v.Show(status, made)
}
