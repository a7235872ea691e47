package intake

import (
	"context"
	"fmt"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/identity"
	"simpanbudi/internal/store"
)

// closures hears of branches and leaves out what is said twice.
func (c *checker) closures(ctx context.Context) error {
	seen := map[uint64]int{}
	return walkAll(ctx, c.run, KindClosures, c.src.Closures(), func(at int, row *Closure) error {
		c.places.nameBranch(row.Branch, row.File)
		key := c.hash(fmt.Sprint(row.Branch, "|", row.Date, "|", row.Weekday))
		if line, twice := seen[key]; twice {
			if c.bad[KindClosures] == nil {
				c.bad[KindClosures] = &bitmap{}
			}
			c.bad[KindClosures].add(at)
			c.report.Warnings = append(c.report.Warnings, Warning{File: row.File, Code: "repeated",
				Text: fmt.Sprintf("line %d: the closure stands on line %d already", row.Line, line)})
			return nil
		}
		seen[key] = row.Line
		return nil
	})
}

// childRow is a member row that names a guardian.
type childRow struct {
	at, line       int
	file           string
	card, guardian uint64
	guardianKey    string
}

func (c *checker) members(ctx context.Context) error {
	var children []childRow
	today := circulation.DayOf(c.now, c.places.zone)
	err := walkAll(ctx, c.run, KindMembers, c.src.Members(), func(at int, row *Member) error {
		key := identity.CardKey(row.Card)
		card := c.hash(key)
		if line, twice := c.cards[card]; twice {
			c.leaveOut(KindMembers, at, badRow(row.Place, "card", BadDuplicate, "the card stands on line %d already", line))
			return nil
		}
		if bad := c.badMember(row, key, today); bad != nil {
			c.leaveOut(KindMembers, at, bad)
			return nil
		}
		c.cards[card] = row.Line
		c.places.nameBranch(row.Branch.Value, row.File)
		c.places.nameCategory(row.Category.Value, row.File)
		if guardian := identity.CardKey(row.GuardianCard.Value); guardian != "" {
			children = append(children, childRow{at, row.Line, row.File, card, c.hash(guardian), guardian})
		}
		return nil
	})
	if err != nil {
		return err
	}
	return c.guardians(ctx, children)
}

func (c *checker) badMember(row *Member, key string, today circulation.Day) *BadRow {
	switch {
	case key == "":
		return badRow(row.Place, "card", BadMissing, "the value is missing")
	case row.BirthDate.Value > today:
		return badRow(row.Place, "birth_date", BadImplausible, "the birth date lies in the future")
	case identity.CardKey(row.GuardianCard.Value) == key:
		return badRow(row.Place, "guardian_card", BadUnknown, "nobody is their own guardian")
	}
	return nil
}

// guardians leaves out members whose guardian nobody knows, and then those
// whose guardian has been left out, until nobody is left to leave out.
func (c *checker) guardians(ctx context.Context, children []childRow) error {
	known, err := c.guardiansHere(ctx, children)
	if err != nil {
		return err
	}
	for changed := true; changed; {
		changed = false
		for _, child := range children {
			_, inSource := c.cards[child.guardian]
			if inSource || known[child.guardian] || c.bad[KindMembers].has(child.at) {
				continue
			}
			c.leaveOut(KindMembers, child.at, badRow(Place{child.file, child.line}, "guardian_card", BadUnknown,
				"no member has this card, neither in the file nor in the database"))
			delete(c.cards, child.card)
			changed = true
		}
	}
	return nil
}

// guardiansHere returns which guardians the database knows.
func (c *checker) guardiansHere(ctx context.Context, children []childRow) (map[uint64]bool, error) {
	known := map[uint64]bool{}
	for len(children) > 0 {
		some := children[:min(batchRows, len(children))]
		children = children[len(some):]
		keys := make([]string, len(some))
		for i, child := range some {
			keys[i] = child.guardianKey
		}
		ids, err := c.memberIDs(ctx, keys)
		if err != nil {
			return nil, err
		}
		for key := range ids {
			known[c.hash(key)] = true
		}
	}
	return known, nil
}

func (c *checker) memberIDs(ctx context.Context, cardKeys []string) (ids map[string]int64, err error) {
	if len(cardKeys) == 0 {
		return nil, nil
	}
	err = c.db.Read(ctx, func(q store.Queryer) (err error) {
		ids, err = store.IntakeMemberIDs(q, cardKeys)
		return err
	})
	return ids, err
}
