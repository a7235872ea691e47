package view

import (
	"strconv"

	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/page"
)

// MemberLetter is the letter to a member about what is late.
type MemberLetter struct {
	page.Desk
	Head         MemberHead
	Path         string
	None         string // why there is nothing to write about; "" where there is
	Letters      []Letter
	Member, Last string // posted to note that it went out
}

// Template names the page's file.
func (*MemberLetter) Template() string { return "desk/member_letter" }

// NewMemberLetter shows a letter, written in the language of who gets it.
func NewMemberLetter(l, theirs *i18n.Language, d page.Desk, letter *library.Letter, base string) *MemberLetter {
	p := &MemberLetter{Desk: d, Head: NewMemberHead(l, &letter.MemberHead, "record"), Path: MemberPath(letter.ID)}
	if len(letter.Late) == 0 {
		p.None = l.Text("desk_members.letter_none")
		return p
	}
	p.Letters = []Letter{NewLetter(theirs, letter, base)}
	p.Member, p.Last = strconv.FormatInt(letter.ID, 10), strconv.FormatInt(letter.LastCall, 10)
	return p
}

// Letters are the letters to all members of a bucket, one page each.
type Letters struct {
	page.Desk
	Heading    string
	Path       string // where it is posted that they went out
	List       string // back to the bucket
	Told       string // what was just noted
	UndoAt     string // posted to take that back; "" where there is nothing to
	Count      string
	NoAddress  string // how many have no address; "" for none
	Letters    []Letter
	Sent       []string // posted: the members as shown
	Next       string
	NextLabel  string
	SentBefore string // that who got a letter of late is left out
	Branch     string // posted back
}

// Template names the page's file.
func (*Letters) Template() string { return "desk/letters" }

// NewLetters writes the letters of a bucket. speak returns a language by its code.
func NewLetters(l *i18n.Language, d page.Desk, bucket int, list []*library.Letter, next library.ListKey, branch int64,
	speak func(code string) *i18n.Language, base string) *Letters {
	path := TodayPath + "/" + LateList(bucket)
	p := &Letters{
		Desk: d, Heading: l.Text("desk_letters.heading", "bucket", LateLabel(l, library.LateBuckets[bucket])), Path: path + "/letters",
		List: listPath(LateList(bucket), branch), Count: l.Count("desk_letters.count", len(list)),
		Next: NextPath(path+"/letters", branch, next), NextLabel: l.Count("desk_letters.next", library.MostLetters),
		SentBefore: l.Count("desk_letters.sent_before", library.CalledDays),
	}
	if branch != 0 {
		p.Branch = strconv.FormatInt(branch, 10)
	}
	homeless := 0
	for _, letter := range list {
		p.Letters = append(p.Letters, NewLetter(speak(letter.Language), letter, base))
		p.Sent = append(p.Sent, strconv.FormatInt(letter.ID, 10)+"."+strconv.FormatInt(letter.LastCall, 10))
		if letter.Address == "" {
			homeless++
		}
	}
	if homeless > 0 {
		p.NoAddress = l.Count("desk_letters.no_address", homeless)
	}
	return p
}
