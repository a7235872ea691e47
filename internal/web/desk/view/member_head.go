package view

import (
	"strconv"
	"strings"
	"unicode"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
)

// MemberHead is the member a page of the desk is about, with the places within.
type MemberHead struct {
	ID     string
	Name   string
	Card   string
	Badges []Badge
	Tabs   []Tab
}

// Badge is a state in a few words.
type Badge struct {
	Text string
	Tone string // good, mind, late or ""
}

// Tab is a place within a page's subject.
type Tab struct {
	Path, Label string
	Current     bool
}

// memberTabs are the places about a member, by the texts "desk.member.<at>".
var memberTabs = [...]struct{ at, path string }{
	{"work", ""}, {"record", "/record"}, {"holds", "/holds"}, {"account", "/account"}, {"messages", "/messages"}, {"timeline", "/timeline"},
}

// MemberPath is the path of a member's page at the desk.
func MemberPath(id int64) string { return "/desk/members/" + strconv.FormatInt(id, 10) }

// NewMemberHead puts a member in words, at the tab named: work, record, holds,
// account, messages or timeline.
func NewMemberHead(l *i18n.Language, m *library.MemberHead, at string) MemberHead {
	h := MemberHead{ID: strconv.FormatInt(m.ID, 10), Name: m.Name, Card: MaskID(m.Card)}
	for _, t := range memberTabs {
		h.Tabs = append(h.Tabs, Tab{Path: MemberPath(m.ID) + t.path, Label: l.Text("desk.member." + t.at), Current: t.at == at})
	}
	if m.Status == circulation.MemberBlocked {
		h.Badges = append(h.Badges, Badge{l.Text("desk.badge.blocked"), "late"})
	}
	if m.SuspendedUntil >= m.Today {
		h.Badges = append(h.Badges, Badge{l.Text("desk.badge.suspended", "date", l.Day(m.SuspendedUntil)), "late"})
	}
	if e := m.CardExpiresOn; !e.IsZero() && e < m.Today {
		h.Badges = append(h.Badges, Badge{l.Text("desk.badge.card_expired", "date", l.Day(e)), "late"})
	} else if !e.IsZero() && e <= m.Today+30 {
		h.Badges = append(h.Badges, Badge{l.Text("desk.badge.card_expiring", "date", l.Day(e)), "mind"})
	}
	if m.Fines > 0 {
		h.Badges = append(h.Badges, Badge{l.Text("desk.badge.owes", "amount", l.Rupiah(m.Fines)), "mind"})
	}
	return h
}

// idDigits is the length of a national identity number (NIK).
const idDigits = 16

// MaskID hides all but the last four of a number that looks like a national
// identity number, wherever it is used as a card number; others stay as they are.
func MaskID(number string) string {
	digits := strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '-' || r == '.' {
			return -1
		}
		return r
	}, number)
	if len(digits) != idDigits || strings.Trim(digits, "0123456789") != "" {
		return number
	}
	return strings.Repeat("•", idDigits-4) + digits[idDigits-4:]
}
