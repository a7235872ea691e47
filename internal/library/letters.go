package library

import (
	"cmp"
	"context"
	"slices"
	"time"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/store"
)

// MostLetters is how many letters are written at once.
const MostLetters = 200

// LettersLate writes the letters to the members of one of LateBuckets at a branch,
// 0 for all, at most limit, those late longest first, and says where the next ones
// begin. A member is in the bucket of the book that is late longest, and the letter
// is about all of theirs. Who was written to in CalledDays is left out.
func (l *Library) LettersLate(ctx context.Context, branch int64, bucket int, after ListKey, limit int) (list []*Letter, next ListKey, err error) {
	if bucket < 0 || bucket >= len(LateBuckets) {
		return nil, next, fault.New(fault.NotFound, "there is no such list")
	}
	site, err := l.Site(ctx)
	if err != nil {
		return nil, next, err
	}
	err = l.today(ctx, branch, func(q store.Queryer, d *day) error {
		var rows []store.LetterRow
		for _, z := range d.zones {
			some, err := store.ToWrite(q, z.within, d.within, z.days(LateBuckets[bucket].From, LateBuckets[bucket].To),
				d.called(), after.At, after.ID, limit+1)
			if err != nil {
				return err
			}
			rows = append(rows, some...)
		}
		slices.SortFunc(rows, func(a, b store.LetterRow) int {
			return cmp.Or(cmp.Compare(a.DueAt, b.DueAt), cmp.Compare(a.LoanID, b.LoanID))
		})
		rows, next = paged(rows, limit, func(r *store.LetterRow) ListKey { return ListKey{r.DueAt, r.LoanID} })
		for _, r := range rows {
			letter, err := l.letter(q, d.policy, site, r.MemberID, d.now)
			if err != nil {
				return err
			}
			list = append(list, letter)
		}
		return nil
	})
	return list, next, err
}

// LetterSent is a letter that was printed, as the page showed its member.
type LetterSent struct{ Member, LastCall int64 }

// RecordLetters notes letters as calls, in one transaction, and returns of how many
// members at which moment: with it UndoLetters takes them back. Who was called
// meanwhile by somebody else is left out. More than MostLetters are fault.Invalid.
func (l *Library) RecordLetters(ctx context.Context, c Clerk, sent []LetterSent) (n int, at time.Time, err error) {
	if len(sent) > MostLetters {
		return 0, at, fault.New(fault.Invalid, "a page has fewer letters")
	}
	at = l.moment().Truncate(time.Second)
	err = l.db.Write(ctx, func(tx *store.Tx) error {
		n = 0
		for _, s := range sent {
			if _, _, err := readMember(tx, s.Member); fault.CodeOf(err) == fault.NotFound {
				continue // erased meanwhile
			} else if err != nil {
				return err
			}
			id, err := store.InsertCall(tx, store.CallRow{MemberID: s.Member, At: at, Channel: "letter", StaffID: c.Staff}, s.LastCall)
			if err != nil {
				return err
			}
			if id == 0 {
				continue
			}
			n++
			err = auditClerk(tx, c, at, "member.called", "member", s.Member, map[string]any{"call": id, "channel": "letter", "outcome": ""})
			if err != nil {
				return err
			}
		}
		return nil
	})
	return n, at, err
}

// UndoLetters takes back the letters that a clerk noted at a moment, so that they
// are to be written again, and returns of how many members.
func (l *Library) UndoLetters(ctx context.Context, c Clerk, at time.Time) (n int, err error) {
	now := l.moment()
	err = l.db.Write(ctx, func(tx *store.Tx) error {
		n = 0
		list, err := store.LettersSent(tx, at, c.Staff, MostLetters)
		if err != nil {
			return err
		}
		for i := range list {
			if err := undoCall(tx, c, &list[i], now); err != nil {
				return err
			}
			n++
		}
		return nil
	})
	return n, err
}
