package intake

import (
	"context"
	"time"

	"simpanbudi/internal/store"
)

func (c *checker) items(ctx context.Context) error {
	return walkAll(ctx, c.run, KindItems, c.src.Items(), func(at int, row *Item) error {
		barcode := c.hash(row.Barcode)
		if seen, twice := c.shelves[barcode]; twice {
			c.leaveOut(KindItems, at, badRow(row.Place, "barcode", BadDuplicate, "the barcode stands on line %d already", seen.line))
			return nil
		}
		c.shelves[barcode] = shelf{int32(row.Line), c.branch(row)}
		c.places.nameBranch(row.Branch.Value, row.File)
		c.places.nameItemType(row.ItemType.Value, row.File)
		return nil
	})
}

// branch counts the branch that a copy is said to belong to. Libraries have few.
func (c *checker) branch(row *Item) int32 {
	if !row.Branch.Given {
		return 0
	}
	for i, code := range c.branches[1:] {
		if code == row.Branch.Value {
			return int32(i + 1)
		}
	}
	c.branches = append(c.branches, row.Branch.Value)
	return int32(len(c.branches) - 1)
}

// reference is a row that names a card and a barcode.
type reference struct {
	at            int
	place         Place
	card, barcode string // the card as its key
}

// refer finds for each reference whether card and barcode are known, and in
// which zone its copy stands. Unknown ones are left out; the others go to fn.
func (c *checker) refer(ctx context.Context, kind string, list []reference, fn func(i int, zone *time.Location)) error {
	var cards, barcodes []string
	for _, ref := range list {
		if _, ok := c.cards[c.hash(ref.card)]; !ok {
			cards = append(cards, ref.card)
		}
		if seen, ok := c.shelves[c.hash(ref.barcode)]; !ok || seen.branch == 0 {
			barcodes = append(barcodes, ref.barcode)
		}
	}
	members, err := c.memberIDs(ctx, cards)
	if err != nil {
		return err
	}
	shelves, err := c.shelvesHere(ctx, barcodes)
	if err != nil {
		return err
	}
	for i, ref := range list {
		_, cardHere := members[ref.card]
		_, cardThere := c.cards[c.hash(ref.card)]
		here, copyHere := shelves[ref.barcode]
		there, copyThere := c.shelves[c.hash(ref.barcode)]
		switch {
		case !cardHere && !cardThere:
			c.leaveOut(kind, ref.at, badRow(ref.place, "card", BadUnknown, "no member has this card, neither in the files nor in the database"))
		case !copyHere && !copyThere:
			c.leaveOut(kind, ref.at, badRow(ref.place, "barcode", BadUnknown, "no copy has this barcode, neither in the files nor in the database"))
		case copyThere && there.branch > 0:
			fn(i, c.places.zoneOf(c.branches[there.branch]))
		case copyHere:
			fn(i, c.places.zoneByID(here.BranchID))
		default:
			fn(i, c.places.zoneOf(""))
		}
	}
	return nil
}

func (c *checker) shelvesHere(ctx context.Context, barcodes []string) (found map[string]store.IntakeShelf, err error) {
	if len(barcodes) == 0 {
		return nil, nil
	}
	err = c.db.Read(ctx, func(q store.Queryer) (err error) {
		found, err = store.IntakeShelves(q, barcodes)
		return err
	})
	return found, err
}

// gather hands readable rows to fn some at a time.
func gather[T any](size int, fn func([]T) error) (add func(T) error, flush func() error) {
	var some []T
	flush = func() error {
		if len(some) == 0 {
			return nil
		}
		err := fn(some)
		some = some[:0]
		return err
	}
	add = func(v T) error {
		if some = append(some, v); len(some) < size {
			return nil
		}
		return flush()
	}
	return add, flush
}
