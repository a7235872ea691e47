package intake

import (
	"context"
	"hash/maphash"
	"time"

	"simpanbudi/internal/identity"
)

// loanKey is what makes two rows the same loan where they have no source id.
type loanKey struct {
	card, barcode uint64
	borrowed      int64
}

// newest is the newest row for a copy.
type newest struct {
	borrowed int64
	at       int
}

// loanRow is a readable loan row on its way through the check.
type loanRow struct {
	at  int
	row Loan
}

func (c *checker) loans(ctx context.Context) error {
	lines := map[uint64]int{} // of rows by loanKey and by source id
	copies := map[uint64]newest{}
	add, flush := gather(batchRows, func(rows []loanRow) error {
		refs := make([]reference, len(rows))
		for i, l := range rows {
			refs[i] = reference{l.at, l.row.Place, identity.CardKey(l.row.Card), l.row.Barcode}
		}
		return c.refer(ctx, KindLoans, refs, func(i int, zone *time.Location) {
			c.loan(&rows[i].row, rows[i].at, refs[i].card, zone, lines, copies)
		})
	})
	err := walkAll(ctx, c.run, KindLoans, c.src.Loans(), func(at int, row *Loan) error { return add(loanRow{at, *row}) })
	if err != nil {
		return err
	}
	return flush()
}

// loan checks a loan whose member and copy are known.
func (c *checker) loan(row *Loan, at int, cardKey string, zone *time.Location, lines map[uint64]int, copies map[uint64]newest) {
	borrowed := row.BorrowedAt.begins(zone)
	if row.DueAt.ends(zone) < borrowed {
		c.leaveOut(KindLoans, at, badRow(row.Place, "due_at", BadOrder, "the loan is due before it was borrowed"))
		return
	}
	copyKey := c.hash(row.Barcode)
	key := maphash.Comparable(c.seed, loanKey{c.hash(cardKey), copyKey, borrowed})
	if line, twice := lines[key]; twice {
		c.leaveOut(KindLoans, at, badRow(row.Place, "barcode", BadDuplicate, "the loan stands on line %d already", line))
		return
	}
	if row.SourceID != "" {
		id := maphash.Comparable(c.seed, [2]string{"source_id", row.SourceID})
		if line, twice := lines[id]; twice {
			c.leaveOut(KindLoans, at, badRow(row.Place, "source_id", BadDuplicate, "the source_id stands on line %d already", line))
			return
		}
		lines[id] = row.Line
	}
	lines[key] = row.Line
	c.newestOf(copies, copyKey, newest{borrowed, at})
}

// newestOf notes which of several rows for one copy is the newest: a copy is
// with one person, and the others have brought it back. Of two borrowed at the
// same time the later row counts.
func (c *checker) newestOf(copies map[uint64]newest, copyKey uint64, row newest) {
	before, twice := copies[copyKey]
	switch {
	case !twice:
		copies[copyKey] = row
	case before.borrowed <= row.borrowed:
		c.older.add(before.at)
		copies[copyKey] = row
	default:
		c.older.add(row.at)
	}
}

// holdRow is a readable hold row on its way through the check.
type holdRow struct {
	at  int
	row Hold
}

func (c *checker) holds(ctx context.Context) error {
	lines := map[uint64]int{}
	add, flush := gather(batchRows, func(rows []holdRow) error {
		refs := make([]reference, len(rows))
		for i, h := range rows {
			refs[i] = reference{h.at, h.row.Place, identity.CardKey(h.row.Card), h.row.Barcode}
		}
		return c.refer(ctx, KindHolds, refs, func(i int, _ *time.Location) {
			h := &rows[i]
			key := maphash.Comparable(c.seed, struct {
				card, barcode uint64
				copy          bool
			}{c.hash(refs[i].card), c.hash(h.row.Barcode), h.row.Copy})
			if line, twice := lines[key]; twice {
				c.leaveOut(KindHolds, h.at, badRow(h.row.Place, "barcode", BadDuplicate, "the hold stands on line %d already", line))
				return
			}
			lines[key] = h.row.Line
		})
	})
	err := walkAll(ctx, c.run, KindHolds, c.src.Holds(), func(at int, row *Hold) error { return add(holdRow{at, *row}) })
	if err != nil {
		return err
	}
	return flush()
}
