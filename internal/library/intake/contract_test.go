package intake_test

import (
	"strings"
	"testing"

	"simpanbudi/internal/library"
	"simpanbudi/internal/library/intake"
)

// small is a library of two members, two copies of one title and one loan.
func small(t testing.TB) *house {
	return newHouse(t).
		file("members.csv", "card,name", "A1,Ani", "B2,Budi").
		file("items.csv", "barcode,title,author", "X,Laskar Pelangi,Andrea Hirata", "Y,Laskar Pelangi,Andrea Hirata").
		file("loans.csv", "card,barcode,borrowed_at,due_at,renewals", "A1,X,2026-11-16,2026-11-23,0")
}

// renew renews the loan of a copy as its member would.
func (h *house) renew(barcode string) {
	h.T.Helper()
	id := h.Int(`select l.id from loans l join items i on i.id = l.item_id where i.barcode = ? and l.closed_at is null`, barcode)
	member := h.Int(`select member_id from loans where id = ?`, id)
	ref := library.LoanRef{ID: id, Renewals: int(h.Int(`select renewals from loans where id = ?`, id))}
	receipt := h.Renew(library.RenewRequest{Member: member, Loans: []library.LoanRef{ref}, Actor: "member", Door: "web"})
	if receipt.Renewed != 1 {
		h.T.Fatalf("not renewed: %+v", receipt.Lines)
	}
}

func TestImportTakesOverMembersItemsAndLoans(t *testing.T) {
	h := small(t)
	report := h.take(intake.Options{})
	want(t, "members", report.Counts["members"], intake.Counts{Read: 2, Created: 2})
	want(t, "items", report.Counts["items"], intake.Counts{Read: 2, Created: 2})
	want(t, "loans", report.Counts["loans"], intake.Counts{Read: 1, Created: 1})
	want(t, "the loan", h.loan("X"), "open due 2026-11-23 23:59:59 renewals 0 imported 0")
	want(t, "titles", h.Int(`select count(*) from titles`), 1)
	want(t, "borrowed at", h.Text(`select strftime('%Y-%m-%d %H:%M:%S', borrowed_at, 'unixepoch', '+7 hours') from loans`), "2026-11-16 00:00:00")
}

func TestImportingTheSameFilesTwiceChangesNothing(t *testing.T) {
	h := full(t)
	h.take(intake.Options{})
	before := h.dump()
	for _, o := range []intake.Options{{}, {Complete: true}, {DryRun: true}} {
		report := h.take(o)
		want(t, "changed rows", report.Changed(), 0)
		want(t, "differences", kinds(report), "")
		if after := h.dump(); after != before {
			t.Errorf("the database has changed:\n%s\nis now\n%s", before, after)
		}
	}
	want(t, "audit rows", h.Int(`select count(*) from audit where action <> 'import.finished'`), 0)
}

// full is a library in which every column is used.
func full(t testing.TB) *house {
	return newHouse(t).
		file("members.csv", "card,name,category,phone,email,birth_date,pin,card_expires_on,branch,status,suspended_until,fines,guardian_card,source_id",
			"C3,Citra,anak,0812,c@example.org,17/08/2015,123456,2027-12-31,utara,active,,0,A1,3",
			"A1,Ani,,,,,,,,blocked,30/11/2026,15000,,1").
		file("items.csv", "barcode;title;author;isbn;call_number;item_type;branch;title_id;status;renewable;source_id",
			"X;Laskar Pelangi;Andrea Hirata;979-3062-79-7;813 HIR l;book;utara;;available;ya;11",
			"Y;Laskar pelangi (cet. 2);Hirata, Andrea;9789793062792;;majalah;;;not_for_loan;0;12",
			"Z;Bumi Manusia;Pramoedya;;;;;t9;;;13").
		file("loans.csv", "card,barcode,borrowed_at,due_at,renewals,source_id",
			"C3,X,2026-11-16T10:00:00+07:00,2026-11-23,1,900").
		file("holds.csv", "card,barcode,scope,placed_at", "A1,X,title,2026-11-20", "A1,Z,copy,2026-11-20T08:00:00+07:00").
		file("closures.csv", "date,weekday,name,branch", "2026-12-25,,Natal,", ",minggu,,utara")
}

func TestColumnsHaveTheirMeaning(t *testing.T) {
	h := full(t)
	report := h.take(intake.Options{})
	want(t, "child", h.Text(`select m.card || ' ' || category || ' ' || b.code || ' ' || phone || ' ' || email || ' ' || card_expires_on || ' ' ||
		(select card from members g where g.id = m.guardian_id) || ' ' || (pin_mac is not null) || (birth_mac is not null) || ' ' || m.source_id
		from members m join branches b on b.id = m.branch_id where card = 'C3'`), "C3 anak utara 0812 c@example.org 2027-12-31 A1 11 3")
	want(t, "adult", h.Text(`select category || ' ' || status || ' ' || suspended_until_imported || ' ' || fines_imported || ' ' || fines
		|| ' ' || (suspended_until is null) from members where card = 'A1'`), "umum blocked 2026-11-30 15000 0 1")
	want(t, "one title by its ISBN, ten digits or thirteen", h.Int(`select count(distinct title_id) from items where barcode in ('X', 'Y')`), 1)
	want(t, "first row names it", h.Text(`select title from titles join items on titles.id = title_id where barcode = 'Y'`), "Laskar Pelangi")
	want(t, "copies", h.Text(`select group_concat(barcode || item_type || status || renewable, ' ') from (select * from items order by barcode)`),
		"Xbookavailable1 Ymajalahnot_for_loan0 Zbookavailable1")
	want(t, "holds", h.Text(`select group_concat((item_id is not null) || status, ' ') from (select * from holds order by id)`), "0waiting 1waiting")
	want(t, "closures", h.Text(`select group_concat(coalesce(date, weekday) || name || coalesce(branch_id > 1, ''), ' ') from closures`), "2026-12-25Natal 01")
	var codes []string
	for _, w := range report.Warnings {
		codes = append(codes, w.Code)
	}
	want(t, "warnings of what is made", strings.Join(codes, " "), "new_branch new_category new_item_type")
}

func TestPINsAndBirthDatesAreKeptAsHashesOnly(t *testing.T) {
	h := full(t)
	h.take(intake.Options{})
	want(t, "length", h.Text(`select length(pin_mac) || ' ' || length(birth_mac) || ' ' || (pin_hash is null) from members where card = 'C3'`), "32 32 1")
	want(t, "in the clear", h.Int(`select count(*) from members where pin_mac like '%123456%' or birth_mac like '%17082015%'`), 0)
}

func TestPINNeverReplacesOneTheMemberHasSet(t *testing.T) {
	h := full(t)
	h.take(intake.Options{})
	h.Exec(`update members set pin_hash = '$argon2id$set', pin_mac = null, pin_set_at = 1 where card = 'C3'`)
	report := h.take(intake.Options{})
	want(t, "changed", report.Changed(), 0)
	want(t, "PIN", h.Text(`select pin_hash || (pin_mac is null) from members where card = 'C3'`), "$argon2id$set1")
}

func TestAColumnLeftOutKeepsWhatStandsHere(t *testing.T) {
	h := full(t)
	h.take(intake.Options{})
	before := h.dump()
	h.file("members.csv", "card,name", "C3,Citra", "A1,Ani").
		file("items.csv", "barcode,title", "X,Laskar Pelangi", "Y,Laskar Pelangi", "Z,Bumi Manusia").
		file("loans.csv", "card,barcode,borrowed_at,due_at", "C3,X,2026-11-16,2026-11-23")
	report := h.take(intake.Options{})
	want(t, "changed", report.Changed(), 0)
	if after := h.dump(); after != before {
		t.Errorf("the database has changed:\n%s\nis now\n%s", before, after)
	}
}

func TestAnEmptyValueMeansEmpty(t *testing.T) {
	h := full(t)
	h.take(intake.Options{})
	h.file("members.csv", "card,name,category,phone,birth_date,pin,card_expires_on,status,suspended_until,fines,guardian_card",
		"C3,Citra,,,,,,,,,", "A1,Ani,,,,,,,,,")
	h.take(intake.Options{})
	want(t, "members", h.Text(`select group_concat(category || phone || status || fines_imported || (pin_mac is null) || (birth_mac is null)
		|| (card_expires_on is null) || (suspended_until_imported is null) || (guardian_id is null), ' ') from members`),
		"umumactive011111 umumactive011111")
}

func TestCardsAreComparedWithoutSpacesAndCase(t *testing.T) {
	h := small(t).file("loans.csv", "card,barcode,borrowed_at,due_at", "a 1,X,2026-11-16,2026-11-23")
	h.take(intake.Options{})
	want(t, "owner", h.Text(`select card from members join loans on members.id = member_id`), "A1")
}

func TestATitleIsItsIDElseItsISBNElseTitleWithAuthor(t *testing.T) {
	h := newHouse(t).file("items.csv", "barcode,title,author,isbn,title_id",
		"1,One,A,,77", "2,Uno,B,,77", // the same id
		"3,Two,A,9786020000015,", "4,Dos,B,978-602-0000-01-5,", // the same ISBN
		"5,Three,A,,", "6, three ,a,,", // the same words
		"7,Three,B,,",                // another author
		"8,Four,A,-,", "9,Five,A,-,", // a dash is no ISBN
		"10,Six,A,0000000000,", "11,Seven,A,0000000000,", // nor are zeros
		"12,Trubus 1,T,0126-0057,", "13,Trubus 2,T,0126-0057,") // nor an ISSN
	h.take(intake.Options{})
	want(t, "titles", h.Text(`select group_concat(barcodes, ' | ') from (select group_concat(barcode) as barcodes, title_id
		from (select * from items order by cast(barcode as integer)) group by title_id)`), "1,2 | 3,4 | 5,6 | 7 | 8 | 9 | 10 | 11 | 12 | 13")
}

func TestATitleThatGetsItsISBNLaterStaysTheSame(t *testing.T) {
	h := small(t).file("holds.csv", "card,barcode,scope,placed_at", "B2,X,title,2026-11-20")
	h.take(intake.Options{})
	h.file("items.csv", "barcode,title,author,isbn", "X,Laskar Pelangi,Andrea Hirata,9789793062792", "Y,Laskar Pelangi,Andrea Hirata,9789793062792")
	h.take(intake.Options{})
	want(t, "titles", h.Text(`select count(*) || ' ' || max(match_key) from titles`), "1 isbn:9789793062792")
	want(t, "changed again", h.take(intake.Options{}).Changed(), 0)
}

func TestHoldsFollowACopyToAnotherTitle(t *testing.T) {
	h := small(t).file("items.csv", "barcode,title", "X,Laskar Plangi", "Y,Bumi").
		file("holds.csv", "card,barcode,scope,placed_at", "B2,X,title,2026-11-20")
	h.take(intake.Options{})
	h.file("items.csv", "barcode,title", "X,Laskar Pelangi", "Y,Bumi")
	report := h.take(intake.Options{})
	want(t, "holds", report.Counts["holds"], intake.Counts{Read: 1, Unchanged: 1})
	want(t, "title", h.Text(`select title from holds join titles on titles.id = title_id`), "Laskar Pelangi")
}

func TestUnknownColumnsAreNamedAndLeftOut(t *testing.T) {
	h := small(t).file("members.csv", "shoe_size,card,name", "43,A1,Ani", "44,B2,Budi")
	report := h.take(intake.Options{})
	var text strings.Builder
	if err := report.WriteText(&text); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(text.String(), `members.csv: unknown column "shoe_size" is left out`) {
		t.Errorf("the report does not name the column:\n%s", text.String())
	}
}

func TestDryRunWritesNothingAndReportsTheSame(t *testing.T) {
	h := full(t)
	dry := h.refusedNothing(intake.Options{DryRun: true})
	wet := h.take(intake.Options{})
	for _, kind := range intake.Kinds {
		want(t, kind, dry.Counts[kind], wet.Counts[kind])
	}
	h.Exec(`update loans set due_at = due_at + 86400, file_due_at = due_at`)
	h.file("loans.csv", "card,barcode,borrowed_at,due_at,renewals,source_id", "A1,Z,2026-11-20,2026-12-01,0,901")
	dry = h.refusedNothing(intake.Options{DryRun: true, Complete: true, Force: true})
	wet = h.take(intake.Options{Complete: true, Force: true})
	want(t, "differences", kinds(dry), kinds(wet))
	want(t, "differences", kinds(wet), intake.ClosedElsewhere)
	want(t, "loans", dry.Counts["loans"], wet.Counts["loans"])
}

// refusedNothing imports the folder; it must succeed without writing.
func (h *house) refusedNothing(o intake.Options) intake.Report {
	h.T.Helper()
	before := h.dump()
	imports := h.Int(`select count(*) from imports`)
	report := h.take(o)
	if after := h.dump(); after != before {
		h.T.Errorf("the database has changed:\n%s\nis now\n%s", before, after)
	}
	want(h.T, "imports", h.Int(`select count(*) from imports`), imports)
	return report
}

func TestEachImportIsAudited(t *testing.T) {
	h := small(t)
	h.take(intake.Options{})
	want(t, "audit", h.Text(`select group_concat(actor || ' ' || door || ' ' || action || ' ' || subject || ' ' || subject_id) from audit`), "system import import.finished import 1")
	want(t, "import", h.Text(`select complete || ' ' || (finished_at is not null) || ' ' || (counts ->> '$.loans.created') from imports`), "0 1 1")
}

func TestTheReportIsWrittenForAPerson(t *testing.T) {
	h := small(t)
	h.take(intake.Options{})
	h.renew("X")
	h.file("holds.csv", "card,barcode,scope,placed_at,note", "B2,X,shelf,2026-11-20,", "B2,X,title,2026-11-20,")
	report := h.take(intake.Options{SkipBadRows: true})
	var text strings.Builder
	if err := report.WriteText(&text); err != nil {
		t.Fatal(err)
	}
	want(t, "report", text.String(), strings.TrimPrefix(`
           read  created  updated  unchanged  kept  closed  reopened  bad
  members     2        0        0          2     0       0         0    0
    items     2        0        0          2     0       0         0    0
    loans     1        0        0          0     1       0         0    0
    holds     2        1        0          0     0       0         0    1

Warnings: 1
  holds.csv: unknown column "note" is left out (unknown_column)

Bad rows: 1
  holds.csv line 2, column scope: "shelf" is not one of: copy, title (bad_value)

Differences: 1
  kept_ours: barcode X, line 2, here due 2026-11-30T23:59:59+07:00 (renewals 1), in the files due 2026-11-23T23:59:59+07:00 (renewals 0): renewed here, and the files say nothing new: the renewal made here stays
`, "\n"))
}
