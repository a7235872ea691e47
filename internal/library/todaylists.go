package library

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/store"
)

// ListKey is where a page of a list ends: the next one goes on after it. The zero
// key is before everything.
type ListKey struct{ At, ID int64 }

// ParseListKey reads what String writes; "" is the zero key, anything else
// fault.Invalid.
func ParseListKey(s string) (ListKey, error) {
	if s == "" {
		return ListKey{}, nil
	}
	at, id, _ := strings.Cut(s, ".")
	var k ListKey
	var errAt, errID error
	k.At, errAt = strconv.ParseInt(at, 10, 64)
	k.ID, errID = strconv.ParseInt(id, 10, 64)
	if errAt != nil || errID != nil || k.String() != s {
		return ListKey{}, fault.New(fault.Invalid, "a list goes on after a key that its page gave")
	}
	return k, nil
}

// String returns the key as an address carries it; "" for the zero key.
func (k ListKey) String() string {
	if k == (ListKey{}) {
		return ""
	}
	return strconv.FormatInt(k.At, 10) + "." + strconv.FormatInt(k.ID, 10)
}

// paged cuts a list that was read one longer than a page, and says where the next
// page begins; the zero key where there is none.
func paged[T any](list []T, limit int, key func(*T) ListKey) ([]T, ListKey) {
	if len(list) <= limit {
		return list, ListKey{}
	}
	list = list[:limit]
	return list, key(&list[limit-1])
}

// LoanOut is a book that is out, as the desk lists it.
type LoanOut struct {
	Loan       int64
	DueAt      time.Time // in the zone of the book's branch
	LateDays   int       // calendar days there; 0 where it is not late
	ByHours    bool
	Item       int64
	Barcode    string
	Title      string
	Member     int64
	MemberName string
	Card       string
}

// LoansDue returns the books that are due today, at a branch, 0 for all, by due
// date, and where the next page begins.
func (l *Library) LoansDue(ctx context.Context, branch int64, after ListKey, limit int) ([]LoanOut, ListKey, error) {
	return l.loansOut(ctx, branch, Bucket{}, after, limit)
}

// LoansLate returns the books of one of LateBuckets, those late longest first.
func (l *Library) LoansLate(ctx context.Context, branch int64, bucket int, after ListKey, limit int) ([]LoanOut, ListKey, error) {
	if bucket < 0 || bucket >= len(LateBuckets) {
		return nil, ListKey{}, fault.New(fault.NotFound, "there is no such list")
	}
	return l.loansOut(ctx, branch, LateBuckets[bucket], after, limit)
}

func (l *Library) loansOut(ctx context.Context, branch int64, b Bucket, after ListKey, limit int) (list []LoanOut, next ListKey, err error) {
	err = l.today(ctx, branch, func(q store.Queryer, d *day) error {
		var rows []store.OutRow
		for _, z := range d.zones {
			some, err := store.OutPage(q, z.within, z.days(b.From, b.To), after.At, after.ID, limit+1)
			if err != nil {
				return err
			}
			rows = append(rows, some...)
		}
		slices.SortFunc(rows, func(a, b store.OutRow) int {
			return cmp.Or(a.DueAt.Compare(b.DueAt), cmp.Compare(a.LoanID, b.LoanID))
		})
		rows, next = paged(rows, limit, func(r *store.OutRow) ListKey { return ListKey{r.DueAt.Unix(), r.LoanID} })
		for i := range rows {
			list = append(list, d.loanOut(&rows[i]))
		}
		return nil
	})
	return list, next, err
}

func (d *day) loanOut(r *store.OutRow) LoanOut {
	b := d.policy.branch(r.BranchID)
	return LoanOut{
		Loan: r.LoanID, DueAt: r.DueAt.In(b.zone), LateDays: max(0, int(circulation.DayOf(d.now, b.zone)-circulation.DayOf(r.DueAt, b.zone))),
		ByHours: byHours(&d.policy.rules.Match(b.code, r.Category, r.ItemType).Rule),
		Item:    r.ItemID, Barcode: r.Barcode, Title: r.Title, Member: r.MemberID, MemberName: r.Member, Card: r.Card,
	}
}

// SetAside is a book that waits to be fetched, and for whom.
type SetAside struct {
	Until      time.Time // in the zone of the book's branch
	Ending     bool      // today is the last day, or it is over
	Item       int64
	Barcode    string
	Title      string
	Member     int64
	MemberName string
	Card       string
}

// WaitingShelf returns the books that are set aside at a branch, 0 for all, those
// first that are fetched first or go back.
func (l *Library) WaitingShelf(ctx context.Context, branch int64, after ListKey, limit int) (list []SetAside, next ListKey, err error) {
	err = l.today(ctx, branch, func(q store.Queryer, d *day) error {
		rows, err := store.ReadyPage(q, d.within, after.At, after.ID, limit+1)
		rows, next = paged(rows, limit, func(r *store.ReadyRow) ListKey { return ListKey{r.ShelfUntil.Unix(), r.HoldID} })
		for _, r := range rows {
			zone := d.policy.branch(r.BranchID).zone
			list = append(list, SetAside{
				Until: r.ShelfUntil.In(zone), Ending: circulation.DayOf(r.ShelfUntil, zone) <= circulation.DayOf(d.now, zone),
				Item: r.ItemID, Barcode: r.Barcode, Title: r.Title, Member: r.MemberID, MemberName: r.Member, Card: r.Card,
			})
		}
		return err
	})
	return list, next, err
}

// EndingCard is a member whose card ends soon.
type EndingCard struct {
	Member     int64
	MemberName string
	Card       string
	On         circulation.Day // the last day it is good
}

// EndingCards returns the members of a branch, 0 for all, whose card ends within
// ExpiringDays, the first to end first.
func (l *Library) EndingCards(ctx context.Context, branch int64, after ListKey, limit int) (list []EndingCard, next ListKey, err error) {
	err = l.today(ctx, branch, func(q store.Queryer, d *day) error {
		rows, err := store.ExpiringPage(q, d.within, d.here().String(), (d.here() + ExpiringDays).String(),
			circulation.Day(after.At).String(), after.ID, limit+1)
		for _, r := range rows {
			c := EndingCard{Member: r.MemberID, MemberName: r.Member, Card: r.Card}
			if err := c.On.UnmarshalText([]byte(r.ExpiresOn)); err != nil {
				return err
			}
			list = append(list, c)
		}
		list, next = paged(list, limit, func(c *EndingCard) ListKey { return ListKey{int64(c.On), c.Member} })
		return err
	})
	return list, next, err
}
