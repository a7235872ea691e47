package view

import (
	"strconv"
	"time"

	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/page"
)

// TodayList is a list behind a number of the day.
type TodayList struct {
	page.Desk
	Heading string
	Lead    string // what to do with it; "" where that is plain
	Columns []string
	Rows    []TodayRow
	Empty   string
	Next    string // the path of the next page; "" for none
	Letters string // where the letters to all of them are; "" where none are written
}

// TodayRow is one line of a list.
type TodayRow struct{ Cells []TodayCell }

// TodayCell is one place of a line: a text, perhaps with a smaller one below.
type TodayCell struct {
	Label string // the column's
	Text  string
	Path  string // where the text leads; "" for nowhere
	Small string
	Badge string // beside the text
	Tone  string // of the badge
}

// Template names the page's file.
func (*TodayList) Template() string { return "desk/today_list" }

// add puts a line below, its cells named by the columns.
func (p *TodayList) add(cells ...TodayCell) {
	for i := range cells {
		cells[i].Label = p.Columns[i]
	}
	p.Rows = append(p.Rows, TodayRow{Cells: cells})
}

// NewLoansOut is a list of books that are out: due today, or late.
func NewLoansOut(l *i18n.Language, d page.Desk, heading string, list []library.LoanOut) *TodayList {
	p := &TodayList{Desk: d, Heading: heading, Empty: l.Text("desk_work.none_out"), Columns: []string{
		l.Text("desk_work.col_due"), l.Text("desk_work.col_title"), l.Text("desk_work.col_member")}}
	for i := range list {
		n := &list[i]
		due := TodayCell{Text: dueDay(l, n.DueAt, n.ByHours)}
		if n.LateDays > 0 {
			due.Badge, due.Tone = l.Count("desk_work.days_late", n.LateDays), "late"
		}
		p.add(due, bookCell(n.Title, n.Item, n.Barcode), memberCell(n.MemberName, n.Member, n.Card))
	}
	return p
}

// NewLoansLate is the list of a bucket of late books.
func NewLoansLate(l *i18n.Language, d page.Desk, bucket int, branch int64, list []library.LoanOut) *TodayList {
	p := NewLoansOut(l, d, LateLabel(l, library.LateBuckets[bucket]), list)
	p.Letters = withBranch(TodayPath+"/"+LateList(bucket)+"/letters", branch)
	return p
}

// NewShelf is the list of books that are set aside.
func NewShelf(l *i18n.Language, d page.Desk, list []library.SetAside) *TodayList {
	p := &TodayList{Desk: d, Heading: l.Text("desk_work.shelf"), Lead: l.Text("desk_work.shelf_lead"), Empty: l.Text("desk_work.none_shelf"),
		Columns: []string{l.Text("desk_work.col_until"), l.Text("desk_work.col_title"), l.Text("desk_work.col_member")}}
	for i := range list {
		s := &list[i]
		until := TodayCell{Text: l.Date(s.Until)}
		if s.Ending {
			until.Badge, until.Tone = l.Text("desk_work.last_day"), "mind"
		}
		p.add(until, bookCell(s.Title, s.Item, s.Barcode), memberCell(s.MemberName, s.Member, s.Card))
	}
	return p
}

// NewEndingCards is the list of cards that end soon.
func NewEndingCards(l *i18n.Language, d page.Desk, list []library.EndingCard) *TodayList {
	p := &TodayList{Desk: d, Heading: l.Count("desk_work.cards", library.ExpiringDays), Lead: l.Text("desk_work.cards_lead"),
		Empty: l.Text("desk_work.none_cards"), Columns: []string{l.Text("desk_work.col_card_until"), l.Text("desk_work.col_member")}}
	for _, c := range list {
		member := memberCell(c.MemberName, c.Member, c.Card)
		member.Path += "/record" // where a card is extended
		p.add(TodayCell{Text: l.Day(c.On)}, member)
	}
	return p
}

// NewRenewalsBy is the list of renewals by a door, "" for all.
func NewRenewalsBy(l *i18n.Language, d page.Desk, door string, list []library.MadeHere) *TodayList {
	p := &TodayList{Desk: d, Heading: l.Count("desk_work.renewals", library.LatelyDays), Empty: l.Text("desk_work.none_renewals"),
		Columns: []string{l.Text("desk_work.col_when"), l.Text("desk_work.col_title"), l.Text("desk_work.col_member"), l.Text("desk_work.col_new_due")}}
	if door != "" {
		p.Heading += ": " + l.Text("door."+door)
	}
	for i := range list {
		r := &list[i]
		when := TodayCell{Text: l.DateTime(r.At)}
		if door == "" {
			when.Small = l.Text("door." + r.Door)
		}
		p.add(when, bookCell(r.Title, r.Item, r.Barcode), memberCell(r.MemberName, r.Member, r.Card), TodayCell{Text: l.Date(r.NewDueAt)})
	}
	return p
}

// NewDifferences is the list of what an import did not agree with.
func NewDifferences(l *i18n.Language, d page.Desk, list []library.ImportDifference) *TodayList {
	p := &TodayList{Desk: d, Heading: l.Text("desk_work.differences"), Lead: l.Text("desk_work.differences_lead"),
		Empty: l.Text("desk_work.none_differences"), Columns: []string{
			l.Text("desk_work.col_title"), l.Text("desk_work.col_what"), l.Text("desk_work.col_here"), l.Text("desk_work.col_there")}}
	for i := range list {
		n := &list[i]
		book := bookCell(n.Title, n.Item, n.Barcode)
		if n.Title == "" {
			book = TodayCell{Text: n.Barcode}
		}
		p.add(book, TodayCell{Text: l.Text("import_difference." + n.Kind)},
			standing(l, n.Due, n.Renewals), standing(l, n.SourceDue, n.SourceRenewals))
	}
	return p
}

// standing is until when a loan runs and how often it was renewed.
func standing(l *i18n.Language, due time.Time, renewals int) (c TodayCell) {
	if !due.IsZero() {
		c.Text = l.Date(due)
	}
	if renewals >= 0 {
		c.Small = l.Count("desk_work.times_renewed", renewals)
	}
	return c
}

func bookCell(title string, item int64, barcode string) TodayCell {
	return TodayCell{Text: title, Path: ItemPath(item), Small: barcode}
}

func memberCell(name string, member int64, card string) TodayCell {
	return TodayCell{Text: name, Path: MemberPath(member), Small: MaskID(card)}
}

// dueDay is a due date in words; the time of day is told where the rule counts hours.
func dueDay(l *i18n.Language, t time.Time, byHours bool) string {
	if byHours {
		return l.DateTime(t)
	}
	return l.Date(t)
}

// ItemPath is the path of a copy's page at the desk; "" where there is no copy.
func ItemPath(id int64) string {
	if id == 0 {
		return ""
	}
	return "/desk/items/" + strconv.FormatInt(id, 10)
}
