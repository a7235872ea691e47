package counter

import (
	"net/http"
	"strconv"
	"strings"

	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/visit"
)

const (
	searchPath = "/desk/search"
	titlesPath = "/desk/titles/"
)

// Search answers POST /desk/search: looks for members and titles by a text. Names
// are never in a URL.
func (p *Pages) Search(v *visit.Visit) {
	fields, ok := read(v)
	if !ok {
		return
	}
	s := &scan{Visit: v, code: strings.TrimSpace(fields.Get(fieldCode)), fields: fields, mirrored: isMirror(v), mode: view.ModeLend}
	if len(s.code) > longestCode {
		s.code = strings.ToValidUTF8(s.code[:longestCode], "")
	}
	if s.code == "" {
		v.GoTo(deskPath)
		return
	}
	p.search(s)
}

// mostFound is how many are shown of each; who is not among them is found by more words.
const mostFound = 10

// search shows who and what is called so.
func (p *Pages) search(s *scan) {
	members, err := p.Library.SearchMembers(s.Ctx(), s.code, "", mostFound)
	if err != nil {
		s.Fail(err)
		return
	}
	l := s.Language()
	c := &view.Counter{Asked: s.code, Place: view.Place{Typed: s.code}}
	for i := range members.Members {
		m := &members.Members[i]
		row := view.PersonRow{Path: view.MemberPath(m.ID), Name: m.Name, Card: view.MaskID(m.Card), More: m.Category}
		if m.OpenLoans > 0 {
			row.Loans = l.Count("counter.loans", m.OpenLoans)
		}
		c.People = append(c.People, row)
	}
	titles, err := p.Library.SearchTitles(s.Ctx(), s.code, "", mostFound)
	if err != nil {
		s.Fail(err)
		return
	}
	for i := range titles.Titles {
		t := &titles.Titles[i]
		row := view.TitleRow{Path: titlesPath + strconv.FormatInt(t.ID, 10), Title: t.Title, Author: t.Author, Free: t.Free > 0}
		row.More = l.Text("counter.title_free", "free", l.Number(int64(t.Free)), "copies", l.Number(int64(t.Copies)))
		c.Titles = append(c.Titles, row)
	}
	c.MoreTitles, c.Near = titles.Next != "", titles.Read
	c.MorePeople = members.Next != ""
	c.None = len(c.People) == 0 && len(c.Titles) == 0
	p.showCounter(s.Visit, http.StatusOK, s.mode, c)
}
