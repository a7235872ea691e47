package library_test

import (
	"encoding/binary"
	"os"
	"testing"

	"simpanbudi/internal/librarytest"
)

// commits counts the transactions in the log beside a database file: each ends
// with a frame that says how big the database is then (sqlite.org/fileformat2.html,
// section 4).
func commits(t *testing.T, path string) (n int64) {
	t.Helper()
	log, err := os.ReadFile(path + "-wal")
	if err != nil {
		t.Fatal(err)
	}
	const header, frameHeader = 32, 24
	page := int(binary.BigEndian.Uint32(log[8:]))
	salts := string(log[16:24])
	for at := header; at+frameHeader+page <= len(log); at += frameHeader + page {
		frame := log[at:]
		if string(frame[8:16]) == salts && binary.BigEndian.Uint32(frame[4:]) != 0 {
			n++
		}
	}
	return n
}

func TestALendAndAReturnCostOneCommitEach(t *testing.T) {
	house := monday(t).Rules(strict)
	clerk, member, late := house.Clerk(), house.Member("umum"), house.Member("umum").Loan(librarytest.Due("2026-11-20"))
	house.Member("umum").HoldTitle(late.Item.Title)
	item := house.Item()
	before := commits(t, house.Path)
	if before == 0 {
		t.Fatal("no commit was counted")
	}
	member.Lend(clerk, item)
	wantInt(t, "after a lend", commits(t, house.Path), before+1)
	item.Return(clerk)
	wantInt(t, "after a return", commits(t, house.Path), before+2)
	if done := late.Item.Return(clerk); done.Held == nil || done.Sanction.Fine == 0 {
		t.Errorf("%+v", done)
	}
	wantInt(t, "after a late return of a book that is waited for", commits(t, house.Path), before+3)
}
