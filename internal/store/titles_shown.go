package store

// TitleShown is a title in a list.
type TitleShown struct {
	ID                              int64
	Title, Author, ISBN, CallNumber string // the call number is a copy's
	Copies                          int    // but those lost, damaged or withdrawn
	Free                            int    // of them available, for loan, not lent and not held for anyone
	Queue                           int    // members who wait, or for whom a copy is set aside
}

// What is lent or held for anyone is asked with the words of awaited.go, here
// for the copies of every branch.
const titlesShownSQL = `select t.id, t.title, t.author, t.isbn,
       coalesce((select c.call_number from items c where c.title_id = t.id and c.call_number <> '' limit 1), ''),
       (select count(*) from items c where c.title_id = t.id and c.status in ('available', 'not_for_loan')),
       (select count(*) from items c where c.title_id = t.id and c.status = 'available'
          and not exists (select 1 from loans o where o.item_id = c.id and o.closed_at is null)
          and not exists (select 1 from holds k where k.assigned_item_id = c.id and k.status in ('waiting', 'ready'))),
       (select count(*) from holds h where h.title_id = t.id and h.status in ('waiting', 'ready')
          and (h.status = 'ready' or h.expires_at is null or h.expires_at > ?2))
from titles t where t.id in (select value from json_each(?1))`

// TitlesShown returns titles with what a list tells of them, by id. now is UTC
// seconds: holds that have expired do not count.
func TitlesShown(q Queryer, list []int64, now int64) (map[int64]TitleShown, error) {
	found := make(map[int64]TitleShown, len(list))
	err := eachRow(q, func(scan func(...any) error) error {
		var t TitleShown
		err := scan(&t.ID, &t.Title, &t.Author, &t.ISBN, &t.CallNumber, &t.Copies, &t.Free, &t.Queue)
		found[t.ID] = t
		return err
	}, titlesShownSQL, IDList(list), now)
	return found, err
}
