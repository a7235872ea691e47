package library

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/store"
)

// copiesShown bounds how many copies a page of a title lists.
const copiesShown = 200

// Named is a code or id with the name people know it by.
type Named struct{ Code, Name string }

// Shelves is what a form about a copy lets one choose from.
type Shelves struct {
	Branches  []store.Branch // with names filled in
	ItemTypes []Named
}

// DeskTitle is a title with its copies and who waits.
type DeskTitle struct {
	store.CatalogueTitle
	Now    time.Time
	Mirror bool
	Copies []DeskCopy
	More   bool // there are more copies than are listed
	Queue  []Hold
	Shelves
	NextBarcode string // a proposal for a further copy; "" where there is none
}

// DeskCopy is a copy with what is so about it now.
type DeskCopy struct {
	DeskItem
	Branch   string // its name
	TypeName string
	Lent     *LentTo
	Held     *HeldFor
}

// TitleAtDesk returns it; fault.NotFound where there is no such title.
func (l *Library) TitleAtDesk(ctx context.Context, id int64) (*DeskTitle, error) {
	t := &DeskTitle{Now: l.moment()}
	err := l.reading(ctx, func(q store.Queryer, p *policy) (err error) {
		t.Mirror = p.mirror
		if t.CatalogueTitle, err = readTitle(q, id); err != nil {
			return err
		}
		if t.Shelves, err = p.shelves(q); err != nil {
			return err
		}
		rows, err := store.CopiesOf(q, id, copiesShown+1)
		if err != nil {
			return err
		}
		if t.More = len(rows) > copiesShown; t.More {
			rows = rows[:copiesShown]
		}
		for i := range rows {
			c, err := p.deskCopy(q, &rows[i], &t.Shelves, t.Now)
			if err != nil {
				return err
			}
			t.Copies = append(t.Copies, c)
		}
		waiting, err := store.QueueOf(q, id, t.Now)
		if err != nil {
			return err
		}
		if t.Queue, err = p.holds(q, waiting, t.Now); err != nil {
			return err
		}
		t.NextBarcode, err = nextBarcode(q)
		return err
	})
	if err != nil {
		return nil, err
	}
	return t, nil
}

func (p *policy) deskCopy(q store.Queryer, row *store.CopyRow, s *Shelves, now time.Time) (c DeskCopy, err error) {
	c.DeskItem = p.deskItem(row)
	c.Branch, c.TypeName = s.branch(row.BranchID), s.itemType(row.ItemType)
	if c.Lent, err = p.lentTo(q, row, now); err != nil {
		return c, err
	}
	c.Held, err = p.heldFor(q, row)
	return c, err
}

func (p *policy) shelves(q store.Queryer) (s Shelves, err error) {
	if s.Branches, err = store.Branches(q); err != nil {
		return s, err
	}
	for i, b := range s.Branches {
		s.Branches[i].Name = nameOfBranch(b, p)
	}
	types, err := store.ItemTypeNames(q)
	for code, name := range types {
		s.ItemTypes = append(s.ItemTypes, Named{code, cmp.Or(name, code)})
	}
	slices.SortFunc(s.ItemTypes, func(a, b Named) int { return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.Code, b.Code)) })
	return s, err
}

func (s *Shelves) branch(id int64) string {
	for _, b := range s.Branches {
		if b.ID == id {
			return b.Name
		}
	}
	return ""
}

func (s *Shelves) itemType(code string) string {
	for _, t := range s.ItemTypes {
		if t.Code == code {
			return t.Name
		}
	}
	return code
}

const (
	loansShown  = 20
	eventsShown = 30
	// lastReaderKept is for how long after a return the desk sees who had the book:
	// damage is found within days, and nobody needs to know for ever who read what.
	lastReaderKept = 14 * 24 * time.Hour
)

// ItemAtDesk is a copy with what has become of it.
type ItemAtDesk struct {
	DeskCopy
	Item       store.CatalogueItem
	Now        time.Time
	Mirror     bool
	Loans      []PastLoan // the latest
	LoanCount  int        // of all its loans
	Renewals   int        // of all its loans
	LastReader *Person    // who had it last, for two weeks after the return; nil where it is lent
	Events     []store.ItemEvent
	Waiting    int // who waits for it or its title, without a copy yet
	Shelves
}

// PastLoan is a loan in the history of a copy; it names nobody.
type PastLoan struct {
	BorrowedAt, DueAt time.Time
	ClosedAt          time.Time // zero: open
	Renewals          int
	Status            circulation.LoanStatus
}

// ItemAtDesk returns it; fault.NotFound where there is no such copy.
func (l *Library) ItemAtDesk(ctx context.Context, id int64) (*ItemAtDesk, error) {
	i := &ItemAtDesk{Now: l.moment()}
	err := l.reading(ctx, func(q store.Queryer, p *policy) (err error) {
		i.Mirror = p.mirror
		if i.Item, err = readItem(q, id); err != nil {
			return err
		}
		if i.Shelves, err = p.shelves(q); err != nil {
			return err
		}
		row, err := store.ReadCopy(q, id)
		if err != nil {
			return err
		}
		if i.DeskCopy, err = p.deskCopy(q, &row, &i.Shelves, i.Now); err != nil {
			return err
		}
		if i.Waiting, err = store.CountWaiting(q, row.TitleID, id, 0, i.Now); err != nil {
			return err
		}
		if i.Events, err = store.ItemEvents(q, id, eventsShown); err != nil {
			return err
		}
		return i.tellLoans(q, id)
	})
	if err != nil {
		return nil, err
	}
	return i, nil
}

func (i *ItemAtDesk) tellLoans(q store.Queryer, id int64) error {
	loans, count, renewals, err := store.ItemLoans(q, id, loansShown)
	if err != nil {
		return err
	}
	i.LoanCount, i.Renewals = count, renewals
	for _, r := range loans {
		p := PastLoan{BorrowedAt: r.BorrowedAt.In(i.Zone), DueAt: r.DueAt.In(i.Zone), Renewals: r.Renewals,
			Status: statusOf(&store.LoanRow{Status: r.Status})}
		if !r.ClosedAt.IsZero() {
			p.ClosedAt = r.ClosedAt.In(i.Zone)
		}
		i.Loans = append(i.Loans, p)
	}
	if len(loans) > 0 && !loans[0].ClosedAt.IsZero() && i.Now.Sub(loans[0].ClosedAt) < lastReaderKept {
		who, err := readPersonOf(q, loans[0].MemberID)
		if err != nil {
			return err
		}
		i.LastReader = &who
	}
	return nil
}
