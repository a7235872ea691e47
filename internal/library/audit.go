package library

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/store"
)

// AuditKinds are what the audit trail is about, in the order in which people look.
var AuditKinds = [...]string{"loan", "member", "hold", "item", "title", "renewal", "rule", "closure", "setting", "staff", "kiosk",
	"import", "library", "clock", "message"}

// AuditDoors are the doors by which things are done.
var AuditDoors = [...]string{"desk", "web", "kiosk", "link", "auto", "cli", "import"}

// AuditFilter is what part of the trail is wanted.
type AuditFilter struct {
	Staff      int64           // who did it at a desk; 0: anybody
	Door       string          // one of AuditDoors; "": any
	Kind       string          // one of AuditKinds; "": any
	From, To   circulation.Day // in the library's zone, both included; none: no bound
	PassedOver bool            // only where a refusal was passed over
}

// AuditEntry says who did what to which record.
type AuditEntry struct {
	ID        int64
	At        time.Time // in the library's zone
	Actor     string    // member, librarian, automatic or system
	ActorID   int64
	ActorName string // "" where that is not known any more
	Door      string
	Action    string
	Subject   string
	SubjectID int64
	Record    AuditRecord
	Detail    map[string]any // of its JSON: texts, json.Number, lists
	Zone      *time.Location // of the record's branch, else the library's
}

// AuditRecord is what a line is about, as people call it.
type AuditRecord struct {
	Name       string // "" where it has none, or is gone
	Item       int64
	Title      int64
	Member     int64
	MemberName string
}

// AuditPage is a stretch of the trail, newest first.
type AuditPage struct {
	Entries []AuditEntry
	Next    ListKey   // where it goes on; the zero key: that was all
	Looked  time.Time // so far back the trail was looked through, where Next follows without a full page; else zero
	Staff   []StaffMember
}

// StaffMember is somebody who works, or has worked, at the desk.
type StaffMember struct {
	ID   int64
	Name string
	Gone bool
}

// mostLooked bounds how many lines one page looks at where few of them are wanted.
const mostLooked = 20_000

// Audit returns a page of the trail before a key. A kind or door that is none, or
// days the wrong way round, is fault.Invalid with the field.
func (l *Library) Audit(ctx context.Context, f AuditFilter, before ListKey, limit int) (*AuditPage, error) {
	if err := f.check(); err != nil {
		return nil, err
	}
	if before == (ListKey{}) {
		before.At = 1 << 60
	}
	page := &AuditPage{}
	err := l.reading(ctx, func(q store.Queryer, p *policy) error {
		staff, err := store.StaffNames(q)
		for _, s := range staff {
			page.Staff = append(page.Staff, StaffMember(s))
		}
		if err != nil {
			return err
		}
		rows, err := page.look(q, p, &f, before, limit)
		if err != nil {
			return err
		}
		page.Entries, err = auditEntries(q, p, rows)
		return err
	})
	if err != nil {
		return nil, err
	}
	return page, nil
}

func (f *AuditFilter) check() error {
	wrong := ""
	switch {
	case f.Kind != "" && !slices.Contains(AuditKinds[:], f.Kind):
		wrong = "kind"
	case f.Door != "" && !slices.Contains(AuditDoors[:], f.Door):
		wrong = "door"
	case !f.From.IsZero() && !f.To.IsZero() && f.From > f.To:
		wrong = "to"
	default:
		return nil
	}
	return fault.New(fault.Invalid, "choose from what the page offers").With("field", wrong)
}

// query is where in the trail to look.
func (f *AuditFilter) query(p *policy, before ListKey) store.AuditQuery {
	w := store.AuditQuery{Staff: f.Staff, Subject: f.Kind, BeforeAt: before.At, BeforeID: before.ID}
	w.From, w.To = time.Unix(0, 0), time.Unix(1<<60, 0)
	if !f.From.IsZero() {
		w.From = f.From.Start(p.zone)
	}
	if !f.To.IsZero() {
		w.To = (f.To + 1).Start(p.zone)
	}
	return w
}

func (f *AuditFilter) wants(e *store.AuditEntry) bool {
	return (f.Door == "" || e.Door == f.Door) && (f.Kind == "" || e.Subject == f.Kind) &&
		(!f.PassedOver || strings.Contains(e.Detail, `"passed_over"`))
}

// look goes through the trail until a page is full or enough was looked at.
func (page *AuditPage) look(q store.Queryer, p *policy, f *AuditFilter, before ListKey, limit int) ([]store.AuditEntry, error) {
	var rows []store.AuditEntry
	var last ListKey
	looked, full := 0, false
	err := store.EachAudit(q, f.query(p, before), mostLooked, func(e *store.AuditEntry) bool {
		if f.wants(e) {
			if full = len(rows) == limit; full {
				return false
			}
			rows = append(rows, *e)
		}
		last = ListKey{e.At.Unix(), e.ID}
		looked++
		return true
	})
	switch {
	case full:
		end := &rows[limit-1]
		page.Next = ListKey{end.At.Unix(), end.ID}
	case looked == mostLooked:
		page.Next, page.Looked = last, time.Unix(last.At, 0).In(p.zone)
	}
	return rows, err
}

// AuditOf returns what was done to a record before an id (0: from the newest on),
// newest first: of a copy ("item") and a member what was done to their loans and
// holds too. The key says where it goes on.
func (l *Library) AuditOf(ctx context.Context, subject string, id int64, before ListKey, limit int) (list []AuditEntry, next ListKey, err error) {
	if before.ID == 0 {
		before.ID = 1 << 62
	}
	err = l.reading(ctx, func(q store.Queryer, p *policy) error {
		rows, err := store.AuditOf(q, subject, id, before.ID, limit+1)
		if err != nil {
			return err
		}
		rows, next = paged(rows, limit, func(e *store.AuditEntry) ListKey { return ListKey{0, e.ID} })
		list, err = auditEntries(q, p, rows)
		return err
	})
	return list, next, err
}

// auditEntries gives the lines the names of who and what they are about.
func auditEntries(q store.Queryer, p *policy, rows []store.AuditEntry) ([]AuditEntry, error) {
	wanted := map[string][]int64{}
	for i := range rows {
		r := &rows[i]
		wanted[r.Subject] = append(wanted[r.Subject], r.SubjectID)
		if who := actorSubject(r.Actor); who != "" {
			wanted[who] = append(wanted[who], r.ActorID)
		}
	}
	names := map[string]map[int64]store.AuditName{}
	for subject, ids := range wanted {
		var err error
		if names[subject], err = store.AuditNames(q, subject, store.IDList(ids)); err != nil {
			return nil, err
		}
	}
	list := make([]AuditEntry, len(rows))
	for i := range rows {
		list[i] = auditEntry(p, &rows[i], names)
	}
	return list, nil
}

func auditEntry(p *policy, r *store.AuditEntry, names map[string]map[int64]store.AuditName) AuditEntry {
	about := names[r.Subject][r.SubjectID]
	e := AuditEntry{
		ID: r.ID, At: r.At.In(p.zone), Actor: r.Actor, ActorID: r.ActorID, Door: r.Door, Action: r.Action, Subject: r.Subject,
		SubjectID: r.SubjectID, Zone: p.zone, ActorName: names[actorSubject(r.Actor)][r.ActorID].Name,
		Record: AuditRecord{Name: about.Name, Item: about.ItemID, Title: about.TitleID, Member: about.MemberID, MemberName: about.Member},
	}
	if about.BranchID != 0 {
		e.Zone = p.branch(about.BranchID).zone
	}
	d := json.NewDecoder(strings.NewReader(r.Detail))
	d.UseNumber()
	_ = d.Decode(&e.Detail) // what cannot be read is not told
	return e
}

// actorSubject is where an actor's name is found.
func actorSubject(actor string) string {
	switch actor {
	case string(circulation.ActorLibrarian):
		return "staff"
	case string(circulation.ActorMember):
		return "member"
	}
	return ""
}
