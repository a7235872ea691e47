package store

import "time"

// Happening is something that happened to a member. What its fields hold depends
// on Kind.
type Happening struct {
	Seq    int64 // of its kind: with At and Kind it names the row
	At     time.Time
	Kind   string
	Title  string    // of the book
	Text   string    // a note, a reason, words that were agreed to, or JSON of an audit row
	Code   string    // how: a channel, an action, a state
	Until  time.Time // a due date
	Amount int64     // rupiah, or days late
	Ref    string    // of a receipt
	By     string    // the colleague; "" where nobody is named
	Door   string
	Undone bool
}

// Each part has the same columns. loans and renewals are found by the member's own
// rows, so that the work grows with one member's history and with nothing else.
const memberTimelineSQL = `with staffname as (select id, coalesce(nullif(name, ''), username) as name from staff),
mine as (select l.id, l.borrowed_at, l.due_at, l.closed_at, l.status, t.title
         from loans l join items i on i.id = l.item_id join titles t on t.id = i.title_id where l.member_id = ?1),
all_of_it as (
  select borrowed_at as at, 'lent' as kind, id as seq, title, '' as text, '' as code, 0 as until, 0 as amount, '' as ref, 0 as staff, '' as door, 0 as undone from mine
  union all
  select closed_at, 'closed', id, title, '', status, 0, 0, '', 0, '', 0 from mine
    where closed_at is not null and not exists (select 1 from returns r where r.loan_id = mine.id and r.undone_at is null)
  union all
  select r.recorded_at, 'returned', r.id, m.title, '', '', 0, 0, '', coalesce(r.staff_id, 0), r.door, r.undone_at is not null
    from mine m cross join returns r on r.loan_id = m.id
  union all
  select r.renewed_at, 'renewed', r.id, m.title, '', '', r.new_due_at, 0, c.ref, 0, r.door, r.undone_at is not null
    from receipts c cross join renewals r on r.receipt_id = c.id join mine m on m.id = r.loan_id where c.member_id = ?1
  union all
  select a.at, 'loan', a.id, m.title, a.detail, a.action, 0, 0, '', case a.actor when 'librarian' then coalesce(a.actor_id, 0) else 0 end, a.door, 0
    from mine m cross join audit a on a.subject = 'loan' and a.subject_id = m.id
    where a.action not in ('loan.renewed', 'loan.lent', 'loan.returned', 'loan.closed_elsewhere')
  union all
  select h.placed_at, 'hold', h.id, t.title, '', '', 0, 0, '', 0, '', 0 from holds h join titles t on t.id = h.title_id where h.member_id = ?1
  union all
  select h.closed_at, 'hold_closed', h.id, t.title, '', h.status, 0, 0, '', 0, '', 0
    from holds h join titles t on t.id = h.title_id where h.member_id = ?1 and h.closed_at is not null
  union all
  select at, 'money', id, '', case kind when 'charge' then coalesce(nullif(legal_basis, ''), reason) else reason end, kind, 0, amount, ref, coalesce(staff_id, 0), 'desk', 0
    from account_lines where member_id = ?1
  union all
  select s.booked_at, 'sanction', s.id, coalesce(m.title, ''), coalesce(s.suspended_until, ''), '', 0, s.fine, '', 0, '', s.undone_at is not null
    from sanctions s left join mine m on m.id = s.loan_id where s.member_id = ?1
  union all
  select made_at, 'note', id, '', text, '', 0, 0, '', coalesce(staff_id, 0), '', removed_at is not null from member_notes where member_id = ?1
  union all
  select at, 'consent', id, '', wording, channel || case given when 1 then '+' else '-' end, 0, 0, '', coalesce(staff_id, 0), door, 0 from consents where member_id = ?1
  union all
  select at, 'call', id, '', outcome, channel, 0, 0, '', coalesce(staff_id, 0), 'desk', undone_at is not null from calls where member_id = ?1
  union all
  select created_at, 'notice', id, '', '', kind || ':' || state, 0, 0, '', 0, '', 0 from notices where member_id = ?1
  union all
  select at, 'member', id, '', detail, action, 0, 0, '', case actor when 'librarian' then coalesce(actor_id, 0) else 0 end, door, 0
    from audit where subject = 'member' and subject_id = ?1
    and action not in ('member.consent', 'member.note_added', 'member.note_removed', 'member.paid', 'member.waived', 'member.charged', 'member.payment_reversed')
)
select e.at, e.kind, e.seq, e.title, e.text, e.code, e.until, e.amount, e.ref, coalesce(n.name, ''), e.door, e.undone
from all_of_it e left join staffname n on n.id = e.staff
where (e.at, e.kind, e.seq) < (?2, ?3, ?4)
order by e.at desc, e.kind desc, e.seq desc limit ?5`

// MemberTimeline returns what happened to a member before a row, named by its time,
// kind and number, the newest first.
func MemberTimeline(q Queryer, member int64, at time.Time, kind string, seq int64, limit int) (list []Happening, err error) {
	err = eachRow(q, func(scan func(...any) error) error {
		var h Happening
		var when, until int64
		err := scan(&when, &h.Kind, &h.Seq, &h.Title, &h.Text, &h.Code, &until, &h.Amount, &h.Ref, &h.By, &h.Door, &h.Undone)
		h.At, h.Until = time.Unix(when, 0), instant(until)
		list = append(list, h)
		return err
	}, memberTimelineSQL, member, at.Unix(), kind, seq, limit)
	return list, err
}
