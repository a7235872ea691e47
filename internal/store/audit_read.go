package store

import (
	"database/sql"
	"time"
)

// AuditEntry is a line of the audit trail as it stands.
type AuditEntry struct {
	AuditRow
	ID int64
}

const (
	auditColumns = `select a.id, a.at, a.actor, coalesce(a.actor_id, 0), a.door, a.action, a.subject, coalesce(a.subject_id, 0), a.detail
from audit a
`
	auditWhen    = `a.at >= ? and a.at < ? and (a.at, a.id) < (?, ?) order by a.at desc, a.id desc limit ?`
	auditByTime  = auditColumns + `where ` + auditWhen
	auditByStaff = auditColumns + `where a.actor = 'librarian' and a.actor_id = ? and ` + auditWhen
	auditByKind  = auditColumns + `where a.subject = ? and a.subject <> 'loan' and ` + auditWhen
	auditOfSQL   = auditColumns + `where a.subject = ? and a.subject_id = ? and a.id < ? order by a.id desc limit ?`
	auditOfItem  = auditColumns + `where a.id in (
  select id from audit where subject = 'item' and subject_id = ?1 union all
  select a.id from loans l cross join audit a where l.item_id = ?1 and a.subject = 'loan' and a.subject_id = l.id union all
  select a.id from holds h cross join audit a where h.assigned_item_id = ?1 and a.subject = 'hold' and a.subject_id = h.id)
  and a.id < ?2 order by a.id desc limit ?3`
	auditOfMember = auditColumns + `where a.id in (
  select id from audit where subject = 'member' and subject_id = ?1 union all
  select a.id from loans l cross join audit a where l.member_id = ?1 and a.subject = 'loan' and a.subject_id = l.id union all
  select a.id from holds h cross join audit a where h.member_id = ?1 and a.subject = 'hold' and a.subject_id = h.id)
  and a.id < ?2 order by a.id desc limit ?3`
)

// AuditQuery is what part of the trail is wanted.
type AuditQuery struct {
	Range
	Staff              int64  // who did it at a desk; 0: anybody
	Subject            string // "": any
	BeforeAt, BeforeID int64  // the line after which the page begins
}

// EachAudit calls fn with lines, newest first, at most limit, until it says that
// it has had enough. What is asked for leads along an index; the subject of what
// somebody did, and loans, are for fn to tell apart.
func EachAudit(q Queryer, w AuditQuery, limit int, fn func(*AuditEntry) (more bool)) error {
	when := []any{w.From.Unix(), w.To.Unix(), w.BeforeAt, w.BeforeID, limit}
	query, args := auditByTime, when
	switch {
	case w.Staff != 0:
		query, args = auditByStaff, append([]any{w.Staff}, when...)
	case w.Subject != "" && w.Subject != "loan":
		query, args = auditByKind, append([]any{w.Subject}, when...)
	}
	rows, err := q.Query(query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var e AuditEntry
		if err := scanAudit(rows.Scan, &e); err != nil {
			return err
		}
		if !fn(&e) {
			return nil
		}
	}
	return rows.Err()
}

// AuditOf returns the lines about a record, newest first, before an id: of a copy
// and of a member those of their loans and holds too.
func AuditOf(q Queryer, subject string, id, before int64, limit int) ([]AuditEntry, error) {
	query, args := auditOfSQL, []any{subject, id, before, limit}
	switch subject {
	case "item":
		query, args = auditOfItem, []any{id, before, limit}
	case "member":
		query, args = auditOfMember, []any{id, before, limit}
	}
	var list []AuditEntry
	err := eachRow(q, func(scan func(...any) error) error {
		var e AuditEntry
		err := scanAudit(scan, &e)
		list = append(list, e)
		return err
	}, query, args...)
	return list, err
}

func scanAudit(scan func(...any) error, e *AuditEntry) error {
	var at int64
	err := scan(&e.ID, &at, &e.Actor, &e.ActorID, &e.Door, &e.Action, &e.Subject, &e.SubjectID, &e.Detail)
	e.At = time.Unix(at, 0)
	return err
}

// AuditName is what people call a record of the trail.
type AuditName struct {
	ID       int64
	Name     string // title, name of a member or of somebody at the desk
	ItemID   int64  // of a loan, a hold's copy or an item; 0 for none
	TitleID  int64
	MemberID int64 // of a loan or a hold; 0 for none
	Member   string
	BranchID int64 // of a loan's or hold's copy; 0 for none
}

// auditNames finds the names of records by their subject. A member who was erased
// has none.
var auditNames = map[string]string{
	"loan": `select l.id, t.title, i.id, i.title_id, m.id, case when m.erased_at is null then m.name else '' end, i.branch_id
from loans l join items i on i.id = l.item_id join titles t on t.id = i.title_id join members m on m.id = l.member_id
where l.id in (select value from json_each(?))`,
	"renewal": `select r.id, t.title, i.id, i.title_id, m.id, case when m.erased_at is null then m.name else '' end, i.branch_id
from renewals r join loans l on l.id = r.loan_id join items i on i.id = l.item_id join titles t on t.id = i.title_id
join members m on m.id = l.member_id where r.id in (select value from json_each(?))`,
	"hold": `select h.id, t.title, coalesce(h.assigned_item_id, h.item_id, 0), h.title_id, m.id,
       case when m.erased_at is null then m.name else '' end, coalesce(i.branch_id, 0)
from holds h join titles t on t.id = h.title_id join members m on m.id = h.member_id left join items i on i.id = h.assigned_item_id
where h.id in (select value from json_each(?))`,
	"item": `select i.id, t.title || ' (' || i.barcode || ')', i.id, i.title_id, 0, '', i.branch_id
from items i join titles t on t.id = i.title_id where i.id in (select value from json_each(?))`,
	"title":  `select t.id, t.title, 0, t.id, 0, '', 0 from titles t where t.id in (select value from json_each(?))`,
	"member": `select m.id, case when m.erased_at is null then m.name else '' end, 0, 0, m.id, '', 0 from members m where m.id in (select value from json_each(?))`,
	"staff":  `select s.id, coalesce(nullif(s.name, ''), s.username), 0, 0, 0, '', 0 from staff s where s.id in (select value from json_each(?))`,
	"kiosk":  `select k.id, k.name, 0, 0, 0, '', 0 from kiosks k where k.id in (select value from json_each(?))`,
}

// AuditNames returns what people call records of a subject, by their ids. ids is a
// JSON array. Of subjects without names there are none.
func AuditNames(q Queryer, subject, ids string) (map[int64]AuditName, error) {
	query, ok := auditNames[subject]
	if !ok {
		return nil, nil
	}
	list := map[int64]AuditName{}
	err := eachRow(q, func(scan func(...any) error) error {
		var n AuditName
		err := scan(&n.ID, &n.Name, &n.ItemID, &n.TitleID, &n.MemberID, &n.Member, &n.BranchID)
		list[n.ID] = n
		return err
	}, query, ids)
	return list, err
}

const staffNamesSQL = `select id, coalesce(nullif(name, ''), username), disabled_at from staff order by disabled_at is not null, username`

// StaffName is somebody who works or has worked at the desk.
type StaffName struct {
	ID   int64
	Name string
	Gone bool
}

// StaffNames returns everybody who works at the desk, and then who has.
func StaffNames(q Queryer) ([]StaffName, error) {
	var list []StaffName
	err := eachRow(q, func(scan func(...any) error) error {
		var s StaffName
		var gone sql.Null[int64]
		err := scan(&s.ID, &s.Name, &gone)
		s.Gone = gone.Valid
		list = append(list, s)
		return err
	}, staffNamesSQL)
	return list, err
}
