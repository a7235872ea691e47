package library_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/library"
	"simpanbudi/internal/librarytest"
	"simpanbudi/internal/store"
)

// counter is a small library at which two clerks do whatever comes.
type counter struct {
	house   *librarytest.House
	desks   [2]*library.Library
	clerks  [2]library.Clerk
	members []*librarytest.Member
	items   []*librarytest.Item
}

func newCounter(t *testing.T) *counter {
	house := monday(t).Rules(`[{"branch":"*","category":"*","item_type":"*","loan_limit":3,
		"rule":{"once_per_day":false,"renewals_allowed":null,"max_total":null,"overdue":"block_loan","overdue_grace_days":2},
		"fine":{"per_day":500,"legal_basis":"Perda 1/2020"},"suspension":{"days_per_late_day":1,"max_days":3}}]`)
	house.Exec(`drop trigger audit_no_delete`) // ids begin again with each run
	c := &counter{house: house, desks: [2]*library.Library{house.Library, house.Again(library.Options{})}}
	c.clerks = [2]library.Clerk{house.Clerk(), house.Clerk()}
	for range 3 {
		c.members = append(c.members, house.Member("umum"))
	}
	for range 2 {
		title := house.Title()
		c.items = append(c.items, title.Copy(), title.Copy())
	}
	return c
}

// empty takes everything away but the people and the books.
func (c *counter) empty() {
	for _, table := range []string{"sanctions", "account_lines", "returns", "receipt_lines", "renewals", "receipts", "notices", "holds", "loans", "audit"} {
		c.house.Exec(`delete from ` + table)
	}
	c.house.Exec(`update members set fines = 0, suspended_until = null`)
	c.house.Exec(`update items set status = 'available'`)
	c.house.SetNow(librarytest.At("2026-11-23T09:00"))
}

// state is everything that an undone step must have given back.
func (c *counter) state() string {
	var text string
	err := c.house.DB.Read(context.Background(), func(q store.Queryer) error {
		for _, query := range []string{
			`select group_concat(printf('%d %d %d %d %d %d %s', id, member_id, item_id, due_at, renewals, unseen_renewals,
			   status || coalesce(closed_at, '-') || coalesce(last_renewed_at, '-')), ';') from (select * from loans order by id)`,
			`select group_concat(printf('%d %d %s', id, fines, coalesce(suspended_until, '-')), ';') from (select * from members order by id)`,
			`select group_concat(printf('%d %s %s %d', id, status, coalesce(assigned_item_id, '-'), placed_at), ';') from (select * from holds order by id)`,
			`select group_concat(printf('%d %s', id, status), ';') from (select * from items order by id)`,
		} {
			var part string
			if err := q.QueryRow(`select coalesce((` + query + `), '')`).Scan(&part); err != nil {
				return err
			}
			text += part + "\n"
		}
		return nil
	})
	if err != nil {
		c.house.T.Fatal(err)
	}
	return text
}

// expected are the answers a clerk may be given.
func expected(t *rapid.T, what string, err error) {
	switch fault.CodeOf(err) {
	case "", fault.Conflict, fault.NotFound, fault.Invalid:
	default:
		t.Fatalf("%s: %v", what, err)
	}
}

func TestWhateverTwoClerksDoTheBooksAreInOrder(t *testing.T) {
	c := newCounter(t)
	ctx := context.Background()
	rapid.Check(t, func(t *rapid.T) {
		c.empty()
		var done []string
		for range rapid.IntRange(1, 25).Draw(t, "steps") {
			desk := rapid.IntRange(0, 1).Draw(t, "desk")
			lib, clerk := c.desks[desk], c.clerks[desk]
			member := rapid.SampledFrom(c.members).Draw(t, "member")
			item := rapid.SampledFrom(c.items).Draw(t, "item")
			action := rapid.SampledFrom([]string{"lend", "lend", "return", "return", "return and undo", "return damaged and undo", "renew", "renew and undo",
				"hold", "hold copy", "wait", "wait days", "lost", "found", "claim", "damaged", "mended", "due", "undo renewal", "undo return"}).Draw(t, "action")
			done = append(done, fmt.Sprintf("%s %s %s", action, member.Card, item.Barcode))
			loan := library.LoanRef{
				ID:       c.house.Int(`select coalesce(max(id), 0) from loans where item_id = ? and closed_at is null`, item.ID),
				Renewals: int(c.house.Int(`select coalesce(max(renewals), 0) from loans where item_id = ? and closed_at is null`, item.ID)),
			}
			holder := c.house.Int(`select coalesce(max(member_id), 0) from loans where id = ?`, loan.ID)
			switch action {
			case "lend":
				_, err := lib.Lend(ctx, library.LendRequest{Clerk: clerk, Member: member.ID, Barcode: item.Barcode, MayOverride: true,
					Override: &library.Override{Codes: []string{"held_for_other", "suspended"}, Reason: "pemesan sudah setuju"}})
				expected(t, action, err)
			case "return":
				_, err := lib.Return(ctx, library.ReturnRequest{Clerk: clerk, Barcode: item.Barcode})
				expected(t, action, err)
			case "return and undo", "return damaged and undo":
				if holder == 0 {
					continue
				}
				before := c.state()
				var back *library.Returned
				var err error
				if action == "return and undo" {
					back, err = lib.Return(ctx, library.ReturnRequest{Clerk: clerk, Barcode: item.Barcode})
				} else {
					back, err = lib.ReturnDamaged(ctx, library.Loss{Clerk: clerk, Loan: loan})
				}
				if err != nil {
					t.Fatal(err)
				}
				if _, err := c.desks[1-desk].UndoReturn(ctx, clerk, back.ID); err != nil {
					t.Fatal(done, err)
				}
				if after := c.state(); after != before {
					t.Fatalf("after %v:\n%s\nbefore:\n%s", done, after, before)
				}
			case "renew", "renew and undo":
				if holder == 0 {
					continue
				}
				before := c.state()
				ref, err := lib.Renew(ctx, library.RenewRequest{Member: holder, Loans: []library.LoanRef{loan}, Door: "desk", Staff: clerk.Staff,
					Actor: rapid.SampledFrom([]circulation.Actor{circulation.ActorMember, circulation.ActorLibrarian}).Draw(t, "actor")})
				if err != nil {
					t.Fatal(err)
				}
				receipt, err := lib.Receipt(ctx, holder, ref)
				if err != nil {
					t.Fatal(err)
				}
				if action == "renew" || receipt.Renewed == 0 {
					continue
				}
				loan.Renewals++
				if _, err := lib.UndoRenewal(ctx, clerk, loan); err != nil {
					t.Fatal(done, err)
				}
				if after := c.state(); after != before {
					t.Fatalf("after %v:\n%s\nbefore:\n%s", done, after, before)
				}
			case "hold":
				member.HoldTitle(item.Title)
			case "hold copy":
				member.HoldCopy(item)
			case "wait":
				c.house.Advance(time.Minute)
			case "wait days":
				c.house.Advance(5 * 24 * time.Hour)
			case "lost":
				expected(t, action, lib.DeclareLost(ctx, library.Loss{Clerk: clerk, Loan: loan, Charge: 1000, LegalBasis: "Perda"}))
			case "found":
				expected(t, action, lib.DeclareFound(ctx, clerk, loan, ""))
			case "claim":
				expected(t, action, lib.ClaimReturned(ctx, clerk, loan, ""))
			case "damaged", "mended":
				was := circulation.ItemAvailable
				if action == "mended" {
					was = circulation.ItemDamaged
				}
				_, err := lib.MarkDamaged(ctx, library.Damage{Clerk: clerk, Item: item.ID, Was: was, Damaged: action == "damaged"})
				expected(t, action, err)
			case "due":
				_, err := lib.ChangeDueDate(ctx, library.DueChange{Clerk: clerk, Loan: loan, Reason: "libur lebih lama",
					ShownDue: c.house.Int(`select coalesce(max(due_at), 0) from loans where id = ?`, loan.ID),
					Due:      library.DueByHand{On: circulation.DayOf(c.house.Now(), librarytest.Jakarta()) + circulation.Day(rapid.IntRange(0, 9).Draw(t, "days"))}})
				expected(t, action, err)
			case "undo renewal":
				_, err := lib.UndoRenewal(ctx, clerk, loan)
				expected(t, action, err)
			case "undo return":
				_, err := lib.UndoReturn(ctx, clerk, c.house.Int(`select coalesce(max(r.id), 0) from returns r join loans l on l.id = r.loan_id where l.item_id = ?`, item.ID))
				expected(t, action, err)
			}
		}
		if problems := c.house.Problems(); len(problems) > 0 {
			t.Fatalf("after %v check finds %+v", done, problems)
		}
		if n := c.house.Int(`select count(*) from members where fines < 0`); n > 0 {
			t.Fatalf("after %v somebody owes less than nothing", done)
		}
	})
}
