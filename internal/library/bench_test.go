package library_test

import (
	"context"
	"crypto/rand"
	"strconv"
	"sync"
	"testing"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/librarytest"
	"simpanbudi/internal/store"
)

// BenchmarkMyLoans5 is the use case behind the page of a member with 5 loans.
func BenchmarkMyLoans5(b *testing.B) {
	house := librarytest.New(b, librarytest.At("2026-11-23T09:00"))
	members := make([]*librarytest.Member, 64)
	for i := range members {
		members[i] = house.Member("umum")
		for range 5 {
			members[i].Loan()
		}
	}
	ctx := context.Background()
	b.ReportAllocs()
	b.ResetTimer()
	for i := 0; b.Loop(); i++ {
		page, err := house.Library.MyLoans(ctx, members[i%len(members)].ID)
		if err != nil || len(page.Loans) != 5 {
			b.Fatal(err, page)
		}
	}
}

// endless is a rule by which the same loan can be renewed again and again.
const endless = `{"loan":"P7D","renewal":"PT1H","renewals_allowed":null,"max_total":null,"renew_from":"due_date","once_per_day":false}`

func BenchmarkRenewAlone(b *testing.B) {
	house := librarytest.New(b, librarytest.At("2026-11-23T09:00")).Rule(endless)
	loan := house.Member("umum").Loan()
	b.ReportAllocs()
	b.ResetTimer()
	for b.Loop() {
		if _, err := house.Library.Renew(context.Background(), loan.Renewal()); err != nil {
			b.Fatal(err)
		}
		loan.Shown++
	}
}

// BenchmarkRenew64 is 64 members who renew at once; one operation is one renewal.
func BenchmarkRenew64(b *testing.B) {
	house, loans := sixtyFour(b)
	b.ReportAllocs()
	b.ResetTimer()
	for done := 0; done < b.N; done += len(loans) {
		var all sync.WaitGroup
		for _, loan := range loans {
			all.Go(func() {
				if _, err := house.Library.Renew(context.Background(), loan.Renewal()); err != nil {
					b.Error(err)
				}
				loan.Shown++
			})
		}
		all.Wait()
	}
}

// BenchmarkBareRenew64 is the yardstick R: the statements of a renewal and
// nothing else, 64 in a transaction.
func BenchmarkBareRenew64(b *testing.B) {
	house, loans := sixtyFour(b)
	now := house.Now()
	b.ReportAllocs()
	b.ResetTimer()
	for done := 0; done < b.N; done += len(loans) {
		err := house.DB.Write(context.Background(), func(tx *store.Tx) error {
			for _, loan := range loans {
				if err := bareRenewal(tx, loan, now); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
}

func bareRenewal(tx *store.Tx, loan *librarytest.Loan, now time.Time) error {
	if _, err := store.ReadMember(tx, loan.Member.ID); err != nil {
		return err
	}
	rows, err := store.OpenLoans(tx, loan.Member.ID, now)
	if err != nil {
		return err
	}
	row, newDue := &rows[0], rows[0].DueAt.Add(time.Hour)
	ref := rand.Text()[:8] // random, as the product's: it decides which pages a commit writes
	receipt, err := store.InsertReceipt(tx, store.ReceiptRow{Ref: ref, MemberID: loan.Member.ID, CreatedAt: now, Door: "web", Actor: "member"})
	if err != nil {
		return err
	}
	err = store.InsertLine(tx, receipt, 0, &store.LineRow{LoanID: row.ID, ShownAt: row.Renewals, Result: "renewed",
		OldDueAt: row.DueAt, NewDueAt: newDue, Decision: `{"reasons":[],"notes":[],"due_at":1764586799,"used":0,"left":-1,"rule":{"branch":"*","category":"*","item_type":"*","rule":{"renewal":"PT1H"}}}`})
	if err != nil {
		return err
	}
	if _, err := store.RenewLoan(tx, row, newDue, now, row.UnseenRenewals+1); err != nil {
		return err
	}
	_, err = store.InsertRenewal(tx, store.RenewalRow{LoanID: row.ID, Number: row.Renewals + 1, ReceiptID: receipt,
		RenewedAt: now, OldDueAt: row.DueAt, NewDueAt: newDue, Actor: "member", Door: "web"})
	if err != nil {
		return err
	}
	err = store.AppendAudit(tx, store.AuditRow{At: now, Actor: string(circulation.ActorMember), ActorID: loan.Member.ID, Door: "web",
		Action: "loan.renewed", Subject: "loan", SubjectID: row.ID, Detail: `{"renewal":1,"receipt":1,"old_due_at":1763913599,"new_due_at":1763917199}`})
	if err != nil {
		return err
	}
	return store.QueueNotice(tx, store.NoticeRow{MemberID: loan.Member.ID, Kind: "renewed", DedupeKey: "renewed:" + strconv.FormatInt(receipt, 10),
		Payload: `{"receipt":"ABCDEFGH"}`, CreatedAt: now, NotBefore: now})
}

func sixtyFour(b *testing.B) (*librarytest.House, []*librarytest.Loan) {
	house := librarytest.New(b, librarytest.At("2026-11-23T09:00")).Rule(endless)
	loans := make([]*librarytest.Loan, 64)
	for i := range loans {
		loans[i] = house.Member("umum").Loan()
	}
	return house, loans
}

// BenchmarkDesk16 is 16 desks that lend a copy and take it back; one operation is
// one of both.
func BenchmarkDesk16(b *testing.B) {
	house := librarytest.New(b, librarytest.At("2026-11-23T09:00"))
	const desks = 16
	var all sync.WaitGroup
	start := make(chan struct{})
	for range desks {
		clerk, member, item := house.Clerk(), house.Member("umum"), house.Item()
		all.Go(func() {
			<-start
			for range b.N / desks / 2 {
				member.Lend(clerk, item)
				item.Return(clerk)
			}
		})
	}
	b.ReportAllocs()
	b.ResetTimer()
	close(start)
	all.Wait()
}
