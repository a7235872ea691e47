package librarytest

import "fmt"

// Title is a title in the catalogue.
type Title struct {
	House *House
	ID    int64
	Name  string
}

// Title makes a title.
func (h *House) Title() *Title {
	h.T.Helper()
	n := h.serial.Add(1)
	t := &Title{House: h, Name: fmt.Sprintf("Judul %d", n)}
	t.ID = h.insert(`insert into titles (title, author, match_key) values (?, ?, ?)`,
		t.Name, "Pengarang", fmt.Sprintf("id:%d", n))
	return t
}

// Item is a copy of a title.
type Item struct {
	House   *House
	Title   *Title
	ID      int64
	Barcode string
}

// Copy makes a copy at the main branch.
func (t *Title) Copy() *Item {
	t.House.T.Helper()
	h := t.House
	i := &Item{House: h, Title: t, Barcode: fmt.Sprintf("B%07d", h.serial.Add(1))}
	i.ID = h.insert(`insert into items (title_id, branch_id, barcode, call_number, item_type) values (?, 1, ?, '813', 'book')`,
		t.ID, i.Barcode)
	return i
}

// Item makes a copy of a title of its own.
func (h *House) Item() *Item {
	h.T.Helper()
	return h.Title().Copy()
}

// AtBranch moves the copy to another home branch.
func (i *Item) AtBranch(id int64) *Item { return i.set(`branch_id = ?`, id) }

// Type gives the copy an item type, which is made where it does not exist.
func (i *Item) Type(code string) *Item {
	i.House.T.Helper()
	i.House.Exec(`insert into item_types (code, name) values (?, ?) on conflict (code) do nothing`, code, code)
	return i.set(`item_type = ?`, code)
}

// Status sets the state of the copy: available, not_for_loan, lost, …
func (i *Item) Status(status string) *Item { return i.set(`status = ?`, status) }

// NotRenewable marks the copy as one that is not renewed.
func (i *Item) NotRenewable() *Item { return i.set(`renewable = 0`) }

// set changes columns of the copy.
func (i *Item) set(columns string, args ...any) *Item {
	i.House.T.Helper()
	i.House.Exec(`update items set `+columns+` where id = ?`, append(args, i.ID)...)
	return i
}

// HoldCopy makes the member wait for this very copy.
func (m *Member) HoldCopy(i *Item) int64 {
	m.House.T.Helper()
	return m.House.insert(`insert into holds (title_id, item_id, member_id, placed_at) values (?, ?, ?, ?)`,
		i.Title.ID, i.ID, m.ID, m.House.Now().Unix())
}

// HoldTitle makes the member wait for any copy of the title.
func (m *Member) HoldTitle(t *Title) int64 {
	m.House.T.Helper()
	return m.House.insert(`insert into holds (title_id, member_id, placed_at) values (?, ?, ?)`,
		t.ID, m.ID, m.House.Now().Unix())
}
