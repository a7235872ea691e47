package store

import "time"

// RelativeRow is a guardian or a child with what they have.
type RelativeRow struct {
	ID         int64
	Name, Card string
	Out, Late  int // books they have, and of them those that are late
}

const (
	relativeColumns = `select m.id, m.name, m.card, count(l.id), coalesce(sum(l.due_at < ?1), 0)
from members m left join loans l on l.member_id = m.id and l.closed_at is null and l.status in ('open', 'on_site')
`
	guardianAtSQL = relativeColumns + `where m.id = (select c.guardian_id from members c where c.id = ?2) and m.erased_at is null group by m.id limit ?3`
	childrenAtSQL = relativeColumns + `where m.guardian_id = ?2 and m.guardian_id is not null and m.erased_at is null group by m.id order by m.name, m.id limit ?3`
)

// GuardianOf returns who answers for a member; none for nobody.
func GuardianOf(q Queryer, member int64, now time.Time) ([]RelativeRow, error) {
	return relatives(q, guardianAtSQL, now.Unix(), member, 1)
}

// ChildrenWithLoans returns for whom a member answers, by name, at most limit.
func ChildrenWithLoans(q Queryer, member int64, now time.Time, limit int) ([]RelativeRow, error) {
	return relatives(q, childrenAtSQL, now.Unix(), member, limit)
}

func relatives(q Queryer, query string, args ...any) ([]RelativeRow, error) {
	var list []RelativeRow
	err := eachRow(q, func(scan func(...any) error) error {
		var r RelativeRow
		err := scan(&r.ID, &r.Name, &r.Card, &r.Out, &r.Late)
		list = append(list, r)
		return err
	}, query, args...)
	return list, err
}
