package intake

import "iter"

// Source is what a library already runs, read as rows. Each method returns nil
// where the source has no rows of that kind (an absent file); otherwise a
// sequence that can be walked more than once and says the same each time. A
// row that cannot be read is yielded as an error that is a [*BadRow], and the
// walk goes on after it; any other error ends the walk.
type Source interface {
	Members() iter.Seq2[Member, error]
	Items() iter.Seq2[Item, error]
	Loans() iter.Seq2[Loan, error]
	Holds() iter.Seq2[Hold, error]
	Closures() iter.Seq2[Closure, error]
	// Warnings tells what was left out without harm, such as unknown columns.
	Warnings() []Warning
}

// Rows walks a slice as a [Source] method does; a nil slice is no rows of that kind.
func Rows[T any](rows []T) iter.Seq2[T, error] {
	if rows == nil {
		return nil
	}
	return func(yield func(T, error) bool) {
		for _, row := range rows {
			if !yield(row, nil) {
				return
			}
		}
	}
}

// Lists is a Source of rows in memory: what a test or the demo writes down.
type Lists struct {
	MemberRows  []Member
	ItemRows    []Item
	LoanRows    []Loan
	HoldRows    []Hold
	ClosureRows []Closure
}

// Members implements [Source].
func (l *Lists) Members() iter.Seq2[Member, error] { return Rows(l.MemberRows) }

// Items implements [Source].
func (l *Lists) Items() iter.Seq2[Item, error] { return Rows(l.ItemRows) }

// Loans implements [Source].
func (l *Lists) Loans() iter.Seq2[Loan, error] { return Rows(l.LoanRows) }

// Holds implements [Source].
func (l *Lists) Holds() iter.Seq2[Hold, error] { return Rows(l.HoldRows) }

// Closures implements [Source].
func (l *Lists) Closures() iter.Seq2[Closure, error] { return Rows(l.ClosureRows) }

// Warnings implements [Source].
func (l *Lists) Warnings() []Warning { return nil }
