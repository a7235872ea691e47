package view

import (
	"slices"
	"strconv"
	"strings"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/page"
)

// MemberHolds is what a member waits for, and the way to let them wait for more.
type MemberHolds struct {
	page.Desk
	Member  MemberHead
	Path    string
	Rows    []HoldRow
	Limit   string
	Off     bool // another system keeps the record
	Found   *TitlesFound
	Text    string // what was searched for
	ItemID  string // the copy whose barcode was typed; "" where it was none
	Refused *HoldRefused
	Pickup  *Field // where what is asked for now is to be fetched; nil where there is one branch only
	At      string // its value, posted with the wish
}

// Template names the page's file.
func (*MemberHolds) Template() string { return "desk/member_holds" }

// HoldRefused is what stands against waiting for a book, and the way to pass over it.
type HoldRefused struct {
	Title, TitlePath string
	Reasons          []string
	Free             []string // copies that can be taken from the shelf
	TitleID, ItemID  string   // posted again
	Pickup           int64    // likewise
	Codes            []string // that may be passed over; none where one stands for good
	Reason           *Field   // nil where none is needed
}

// NewMemberHolds puts it in words.
func NewMemberHolds(l *i18n.Language, d page.Desk, head *library.MemberHead, my *library.MemberHolds) *MemberHolds {
	v := &MemberHolds{Desk: d, Member: NewMemberHead(l, head, "holds"), Path: MemberPath(head.ID) + "/holds", Off: d.Mirror,
		Limit: l.Count("desk_catalogue.limit", my.Limit, "held", l.Number(int64(len(my.Holds))))}
	for i := range my.Holds {
		v.Rows = append(v.Rows, NewHoldRow(l, &my.Holds[i], !d.Mirror))
	}
	return v
}

// ChoosePickup lets a clerk choose where the next book is fetched: as asked for, else
// at the desk's branch, else where the member belongs.
func (v *MemberHolds) ChoosePickup(l *i18n.Language, my *library.MemberHolds, asked, desk int64) {
	if len(my.Branches) == 0 {
		return
	}
	chosen := my.Home
	for _, id := range []int64{desk, asked} {
		if slices.ContainsFunc(my.Branches, func(b library.BranchName) bool { return b.ID == id }) {
			chosen = id
		}
	}
	v.At = strconv.FormatInt(chosen, 10)
	v.Pickup = &Field{Name: "pickup", Label: l.Text("desk_catalogue.pickup"), Kind: "choice", Required: true}
	for _, b := range my.Branches {
		v.Pickup.Options = append(v.Pickup.Options, Option{Value: strconv.FormatInt(b.ID, 10), Label: b.Name, Selected: b.ID == chosen})
	}
}

// At keeps where the book was to be fetched.
func (v *HoldRefused) At(pickup int64) *HoldRefused {
	v.Pickup = pickup
	return v
}

// NewHoldRefused puts a refusal in words. may says that the clerk may pass over more
// than that a book is on the shelf.
func NewHoldRefused(l *i18n.Language, p *library.Placed, item int64, may bool, reason, wrong string) *HoldRefused {
	v := &HoldRefused{Title: p.Title, TitlePath: TitlePath(p.TitleID), Reasons: page.HoldReasons(l, p.Reasons, p.Limit), TitleID: strconv.FormatInt(p.TitleID, 10)}
	if item != 0 {
		v.ItemID = strconv.FormatInt(item, 10)
	}
	for _, c := range p.Free {
		v.Free = append(v.Free, joined(" · ", c.Barcode, c.Branch, c.CallNumber))
	}
	onlyShelf := true
	for _, r := range p.Reasons {
		v.Codes = append(v.Codes, string(r.Code))
		onlyShelf = onlyShelf && r.Code == circulation.HoldOnShelf
	}
	if slices.ContainsFunc(p.Reasons, func(r circulation.HoldReason) bool { return r.Override != circulation.OverrideYes }) || !onlyShelf && !may {
		v.Codes = nil
	}
	if len(v.Codes) > 0 && !onlyShelf {
		v.Reason = &Field{Name: "reason", Label: l.Text("desk_catalogue.reason"), Hint: l.Text("desk_catalogue.reason_hint"),
			Value: strings.TrimSpace(reason), Error: wrong, Required: true}
	}
	return v
}
