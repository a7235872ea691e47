package view

import (
	"simpanbudi/internal/circulation"
	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/page"
)

// MembersPath is where members are looked for.
const MembersPath = "/desk/members"

// Members is the list of members, found or newest.
type Members struct {
	page.Desk
	Query    string // as it was typed
	Error    string // what cannot be looked for; "" where nothing is wrong
	Heading  string // what is shown
	Rows     []MemberRow
	Empty    string // what to do where nobody was found; "" where somebody was
	After    string // what the next page is asked for with; "" where this is the last
	Register bool   // members are registered here
}

// Template names the page's file.
func (*Members) Template() string { return "desk/members" }

// MemberRow is a member in a list.
type MemberRow struct {
	ID       string
	Path     string // of the record
	Name     string
	Card     string
	Phone    string
	Category string
	Loans    string // how many are out; "" for none
	Badges   []Badge
}

// NewMemberRow puts a member in words.
func NewMemberRow(l *i18n.Language, m *library.FoundMember, today circulation.Day) MemberRow {
	r := MemberRow{ID: idText(m.ID), Path: MemberPath(m.ID), Name: m.Name, Card: MaskID(m.Card), Phone: MaskID(m.Phone), Category: m.Category}
	if m.OpenLoans > 0 {
		r.Loans = l.Count("desk_members.loans", m.OpenLoans)
	}
	if m.Status == circulation.MemberBlocked {
		r.Badges = append(r.Badges, Badge{l.Text("desk.badge.blocked"), "late"})
	}
	if e := m.CardExpiresOn; !e.IsZero() && e < today {
		r.Badges = append(r.Badges, Badge{l.Text("desk_members.expired"), "late"})
	}
	return r
}

// MemberRows puts members in words.
func MemberRows(l *i18n.Language, list []library.FoundMember, today circulation.Day) []MemberRow {
	rows := make([]MemberRow, len(list))
	for i := range list {
		rows[i] = NewMemberRow(l, &list[i], today)
	}
	return rows
}

// NewMembers puts a page of found members in words. query is what was looked for,
// "" for everybody; more says that pages come before this one.
func NewMembers(l *i18n.Language, d page.Desk, found *library.FoundMembers, query string, more bool) *Members {
	p := &Members{Desk: d, Query: query, Rows: MemberRows(l, found.Members, found.Today), After: found.Next, Register: !d.Mirror}
	p.Heading = l.Text("desk_members.newest")
	if query != "" {
		p.Heading = l.Text("desk_members.found")
	}
	switch {
	case len(p.Rows) > 0:
	case more:
		p.Empty = l.Text("desk_members.no_more")
	case query != "":
		p.Empty = l.Text("desk_members.nobody")
	default:
		p.Empty = l.Text("desk_members.none_yet")
	}
	return p
}
