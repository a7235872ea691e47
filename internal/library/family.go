package library

import (
	"context"

	"simpanbudi/internal/store"
)

// Relative is a guardian or a child with what they have.
type Relative struct {
	Person
	Out, Late int // books they have, and of them those that are late now
}

// Family is who belongs to a member at the desk.
type Family struct {
	Guardian *Relative // nil: none
	Children []Relative
}

// mostChildren is more than one adult answers for, but for a school's.
const mostChildren = 50

// Family returns it; of nobody it is empty.
func (l *Library) Family(ctx context.Context, member int64) (*Family, error) {
	f := &Family{}
	now := l.moment()
	err := l.db.Read(ctx, func(q store.Queryer) error {
		guardian, err := store.GuardianOf(q, member, now)
		if err != nil {
			return err
		}
		if len(guardian) == 1 {
			g := relative(&guardian[0])
			f.Guardian = &g
		}
		children, err := store.ChildrenWithLoans(q, member, now, mostChildren)
		for i := range children {
			f.Children = append(f.Children, relative(&children[i]))
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return f, nil
}

func relative(r *store.RelativeRow) Relative {
	return Relative{Person: Person{ID: r.ID, Name: r.Name, Card: r.Card}, Out: r.Out, Late: r.Late}
}
