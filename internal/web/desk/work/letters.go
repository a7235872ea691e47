package work

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/desk/view"
	"simpanbudi/internal/web/form"
	"simpanbudi/internal/web/visit"
)

const fieldSent = "sent"

// Letters answers GET /desk/today/:list/letters: the letters to all members of a
// bucket of lateness, so many at a time.
func (p *Pages) Letters(v *visit.Visit) {
	bucket, ok := bucketIn(v)
	if !ok {
		return
	}
	branch, after, ok := where(v)
	if !ok {
		return
	}
	list, next, err := p.Library.LettersLate(v.Ctx(), branch, bucket, after, library.MostLetters)
	if err != nil {
		v.Fail(err)
		return
	}
	l := v.Language()
	made := view.NewLetters(l, v.Desk("today", l.Text("desk_letters.title")), bucket, list, next, branch, v.LanguageOf, v.BaseURL())
	if n, err := strconv.Atoi(v.Query("noted")); err == nil && n >= 0 {
		made.Told = l.Count("desk_letters.noted", n)
		if at, err := number(v.Query("at")); err == nil && n > 0 && at > 0 {
			made.UndoAt = strconv.FormatInt(at, 10)
		}
	}
	if n, err := strconv.Atoi(v.Query("undone")); err == nil && n >= 0 {
		made.Told = l.Count("desk_letters.undone", n)
	}
	v.Show(http.StatusOK, made)
}

// bucketIn is the bucket that the path names; false where it names none, which is
// answered.
func bucketIn(v *visit.Visit) (int, bool) {
	for i := range library.LateBuckets {
		if v.Param("list") == view.LateList(i) {
			return i, true
		}
	}
	v.Refuse(fault.NotFound)
	return 0, false
}

// NoteLetters answers POST /desk/today/:list/letters: the letters went out.
func (p *Pages) NoteLetters(v *visit.Visit) {
	bucket, ok := bucketIn(v)
	if !ok {
		return
	}
	fields, err := form.Read(v.Request)
	if err != nil {
		v.Fail(err)
		return
	}
	var sent []library.LetterSent
	for _, text := range fields[fieldSent] {
		member, last, _ := strings.Cut(text, ".")
		var s library.LetterSent
		if s.Member, err = number(member); err == nil {
			s.LastCall, err = number(last)
		}
		if err != nil {
			v.Fail(err)
			return
		}
		sent = append(sent, s)
	}
	n, at, err := p.Library.RecordLetters(v.Ctx(), clerk(v), sent)
	if err != nil {
		v.Fail(err)
		return
	}
	v.GoTo(lettersAgain(bucket, fields, url.Values{"noted": {strconv.Itoa(n)}, "at": {strconv.FormatInt(at.Unix(), 10)}}))
}

// UndoLetters answers POST /desk/today/:list/letters/undo: they did not go out.
func (p *Pages) UndoLetters(v *visit.Visit) {
	bucket, ok := bucketIn(v)
	if !ok {
		return
	}
	fields, err := form.Read(v.Request)
	if err != nil {
		v.Fail(err)
		return
	}
	at, err := number(fields.Get(fieldAt))
	if err != nil {
		v.Fail(err)
		return
	}
	n, err := p.Library.UndoLetters(v.Ctx(), clerk(v), time.Unix(at, 0))
	if err != nil {
		v.Fail(err)
		return
	}
	v.GoTo(lettersAgain(bucket, fields, url.Values{"undone": {strconv.Itoa(n)}}))
}

func lettersAgain(bucket int, fields, q url.Values) string {
	if branch := fields.Get(fieldBranch); branch != "" {
		q.Set(fieldBranch, branch)
	}
	return view.TodayPath + "/" + view.LateList(bucket) + "/letters?" + q.Encode()
}
