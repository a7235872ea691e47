package view

import (
	"strings"

	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/page"
)

// MemberTimeline is what happened to a member.
type MemberTimeline struct {
	page.Desk
	Head MemberHead
	Path string
	Days []TimelineDay
	Next string // where the next page is; "" where this is the last
}

// Template names the page's file.
func (*MemberTimeline) Template() string { return "desk/member_timeline" }

// TimelineDay is what happened on a day.
type TimelineDay struct {
	Date string
	Rows []TimelineRow
}

// TimelineRow is a happening in words.
type TimelineRow struct {
	Clock  string
	What   string // a sentence
	Title  string // of the book
	Detail string
	By     string
	Undone bool
}

// NewMemberTimeline puts it in words.
func NewMemberTimeline(l *i18n.Language, d page.Desk, t *library.Timeline) *MemberTimeline {
	p := &MemberTimeline{Desk: d, Head: NewMemberHead(l, &t.Head, "timeline"), Path: MemberPath(t.Head.ID)}
	if t.Next != "" {
		p.Next = p.Path + "/timeline?after=" + t.Next
	}
	for i := range t.Happenings {
		h := &t.Happenings[i]
		if date := l.Date(h.At); len(p.Days) == 0 || p.Days[len(p.Days)-1].Date != date {
			p.Days = append(p.Days, TimelineDay{Date: date})
		}
		day := &p.Days[len(p.Days)-1]
		day.Rows = append(day.Rows, timelineRow(l, h))
	}
	return p
}

func timelineRow(l *i18n.Language, h *library.Happening) TimelineRow {
	r := TimelineRow{Clock: l.Clock(h.At), What: happened(l, h), Title: h.Title, Detail: h.Text, Undone: h.Undone}
	switch h.Kind {
	case library.HappenedRenewed:
		r.Detail = l.Text("desk_members.renewed_until", "date", l.Date(h.Until), "ref", h.Ref)
	case library.HappenedSanction:
		r.Detail = sanctionDetail(l, h)
	case library.HappenedMoney:
		r.Detail = strings.TrimSpace(l.Rupiah(h.Amount) + " " + h.Ref + " " + h.Text)
	case library.HappenedNotice:
		r.Detail = l.Text("desk_members.notice_state." + h.State)
	}
	if !h.SuspendedUntil.IsZero() && h.Kind == library.HappenedMember {
		r.Detail = strings.TrimSpace(l.Text("desk_members.until", "date", l.Day(h.SuspendedUntil)) + " " + r.Detail)
	}
	r.By = h.By
	if h.Door != "" {
		name := page.Door(l, h.Door)
		if r.By != "" {
			r.By += ", "
		}
		r.By += name
	}
	return r
}

func sanctionDetail(l *i18n.Language, h *library.Happening) string {
	var parts []string
	if h.Amount != 0 {
		parts = append(parts, l.Rupiah(h.Amount))
	}
	if !h.SuspendedUntil.IsZero() {
		parts = append(parts, l.Text("desk_members.suspended", "date", l.Day(h.SuspendedUntil)))
	}
	return strings.Join(parts, ", ")
}

// happened says what it was; what nobody has words for is told by its code.
func happened(l *i18n.Language, h *library.Happening) string {
	key := "desk_members.event." + h.Kind
	switch h.Kind {
	case library.HappenedClosed, library.HappenedHoldClosed, library.HappenedMoney:
		key += "." + h.How
	case library.HappenedConsent:
		channel := l.Text("desk_members.channel." + h.How)
		if h.Given {
			return l.Text("desk_members.consent_event_given", "channel", channel)
		}
		return l.Text("desk_members.consent_event_withdrawn", "channel", channel)
	case library.HappenedCall:
		return l.Text("desk_members.called", "channel", l.Text("desk_members.channel."+h.How))
	case library.HappenedNotice:
		return l.Text("desk_members.noticed", "kind", noticeKind(l, h.How))
	case library.HappenedLoan, library.HappenedMember:
		key = "desk_members.action." + h.How
	}
	if !l.Has(key) {
		return l.Text("desk_members.something", "code", h.How)
	}
	return l.Text(key)
}

func noticeKind(l *i18n.Language, kind string) string {
	if key := "desk_members.notice_kind." + kind; l.Has(key) {
		return l.Text(key)
	}
	return kind
}
