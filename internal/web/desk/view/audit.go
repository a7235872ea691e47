package view

import (
	"net/url"
	"strconv"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/i18n"
	"simpanbudi/internal/library"
	"simpanbudi/internal/web/page"
)

// AuditPath is the page of the audit trail.
const AuditPath = "/desk/audit"

// Audit is the trail: who did what to which record.
type Audit struct {
	page.Desk
	By, Door, Kind Field
	From, To       Field
	PassedOver     Field
	Filtered       bool
	Lines          []AuditLine
	Next           string
	Looked         string // so far back was looked without finding a page full
}

// AuditLine is one thing that was done, in words. Pages of a record show it by
// {{template "audit_lines" .Lines}}.
type AuditLine struct {
	At, Who, WhoPath   string
	Door               string
	What               string
	About, Path        string // the record, and where it is; Path "" for nowhere
	Member, MemberPath string // whose loan or hold it is; "" for nobody's
	Details            []string
	Reason             string // of a clerk, in their words
	PassedOver         string // what was passed over
}

// Template names the page's file.
func (*Audit) Template() string { return "desk/audit" }

// NewAudit puts a page of the trail in words, with the filter as it was asked for.
func NewAudit(l *i18n.Language, d page.Desk, f library.AuditFilter, a *library.AuditPage) *Audit {
	p := &Audit{Desk: d, Filtered: f != (library.AuditFilter{}), Lines: NewAuditLines(l, a.Entries)}
	any := Option{Label: l.Text("desk_work.any")}
	staff, doors, kinds := []Option{any}, []Option{any}, []Option{any}
	for _, s := range a.Staff {
		label := s.Name
		if s.Gone {
			label = l.Text("desk_work.staff_gone", "name", s.Name)
		}
		staff = append(staff, Option{Value: strconv.FormatInt(s.ID, 10), Label: label})
	}
	for _, door := range library.AuditDoors {
		doors = append(doors, Option{Value: door, Label: l.Text("door." + door)})
	}
	for _, kind := range library.AuditKinds {
		kinds = append(kinds, Option{Value: kind, Label: l.Text("audit_kind." + kind)})
	}
	chosen := ""
	if f.Staff != 0 {
		chosen = strconv.FormatInt(f.Staff, 10)
	}
	p.By = Field{Name: "staff", Label: l.Text("desk_work.who"), Kind: "choice", Options: Choose(staff, chosen)}
	p.Door = Field{Name: "door", Label: l.Text("desk_work.col_door"), Kind: "choice", Options: Choose(doors, f.Door)}
	p.Kind = Field{Name: "kind", Label: l.Text("desk_work.about"), Kind: "choice", Options: Choose(kinds, f.Kind)}
	p.From = Field{Name: "from", Label: l.Text("desk_work.from_day"), Kind: "date", Value: f.From.String()}
	p.To = Field{Name: "to", Label: l.Text("desk_work.to_day"), Kind: "date", Value: f.To.String()}
	p.PassedOver = Field{Name: "passed_over", Label: l.Text("desk_work.only_passed_over"), Kind: "tick", Ticked: f.PassedOver}
	if a.Next != (library.ListKey{}) {
		p.Next = AuditPath + "?" + auditQuery(f, a.Next).Encode()
	}
	if !a.Looked.IsZero() {
		p.Looked = l.Text("desk_work.looked_back", "date", l.Date(a.Looked))
	}
	return p
}

// auditQuery is a filter, and where its page begins, as an address carries it.
func auditQuery(f library.AuditFilter, after library.ListKey) url.Values {
	q := url.Values{}
	set := func(name, value string) {
		if value != "" {
			q.Set(name, value)
		}
	}
	if f.Staff != 0 {
		q.Set("staff", strconv.FormatInt(f.Staff, 10))
	}
	set("door", f.Door)
	set("kind", f.Kind)
	set("from", f.From.String())
	set("to", f.To.String())
	set("after", after.String())
	if f.PassedOver {
		q.Set("passed_over", "on")
	}
	return q
}

// NewAuditLines puts lines of the trail in words.
func NewAuditLines(l *i18n.Language, list []library.AuditEntry) []AuditLine {
	lines := make([]AuditLine, len(list))
	for i := range list {
		lines[i] = auditLine(l, &list[i])
	}
	return lines
}

func auditLine(l *i18n.Language, e *library.AuditEntry) AuditLine {
	n := AuditLine{At: l.DateTime(e.At), What: e.Action, Door: textOr(l, "door."+e.Door, "door.other")}
	if key := "audit." + e.Action; l.Has(key) {
		n.What = l.Text(key)
	}
	switch {
	case e.ActorName != "" && e.Actor == "member":
		n.Who, n.WhoPath = l.Text("desk_work.member_named", "name", e.ActorName), MemberPath(e.ActorID)
	case e.ActorName != "":
		n.Who = e.ActorName
	default:
		n.Who = textOr(l, "audit_actor."+e.Actor, "audit_actor.system")
	}
	n.About, n.Path = auditRecord(l, e)
	byThem := e.Actor == string(circulation.ActorMember) && e.ActorID == e.Record.Member
	if r := &e.Record; r.Member != 0 && e.Subject != "member" && !byThem {
		n.Member, n.MemberPath = r.MemberName, MemberPath(r.Member)
	}
	n.tell(l, e)
	return n
}

// auditRecord is the record a line is about, and where it is.
func auditRecord(l *i18n.Language, e *library.AuditEntry) (name, path string) {
	r := &e.Record
	name = r.Name
	if name == "" {
		name = textOr(l, "audit_kind."+e.Subject, "audit_kind.other")
	}
	switch e.Subject {
	case "loan", "renewal", "item":
		return name, ItemPath(r.Item)
	case "title", "hold":
		if r.Title != 0 {
			return name, "/desk/titles/" + strconv.FormatInt(r.Title, 10)
		}
	case "member":
		if r.Name != "" {
			return name, MemberPath(e.SubjectID)
		}
	case "rule":
		return name, "/desk/rules"
	case "closure":
		return name, "/desk/closures"
	case "message":
		return name, MessagesPath
	case "import":
		return name, TodayPath + "/imports/" + strconv.FormatInt(e.SubjectID, 10)
	}
	return name, ""
}

// textOr is a text, or another one where there is none.
func textOr(l *i18n.Language, key, otherwise string) string {
	if l.Has(key) {
		return l.Text(key)
	}
	return l.Text(otherwise)
}
