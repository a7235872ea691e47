package csv

import (
	"strings"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/library/intake"
)

// Bounds of values, in characters and in numbers: far above real ones, low
// enough that a value in the wrong column is noticed.
const (
	mostCode     = 64
	mostName     = 200
	mostTitle    = 1000
	mostAddress  = 254
	mostID       = 128
	mostRenewals = 9_999
	mostFines    = 1_000_000_000_000
)

var memberColumns = layout{
	required: []string{"card", "name"},
	optional: []string{"category", "phone", "email", "birth_date", "pin", "card_expires_on", "branch", "status",
		"suspended_until", "fines", "guardian_card", "source_id"},
}

func readMember(r *row) intake.Member {
	return intake.Member{
		Place:          r.place(),
		Card:           r.required("card", r.number("card", mostCode)),
		Name:           r.required("name", r.text("name", mostName)),
		Category:       stated(r, "category", r.placeCode("category")),
		Phone:          stated(r, "phone", r.number("phone", mostCode)),
		Email:          stated(r, "email", r.code("email", mostAddress)),
		BirthDate:      stated(r, "birth_date", r.birthDate("birth_date")),
		PIN:            stated(r, "pin", r.pin("pin")),
		CardExpiresOn:  stated(r, "card_expires_on", r.day("card_expires_on")),
		Branch:         stated(r, "branch", r.placeCode("branch")),
		Status:         stated(r, "status", circulation.MemberStatus(r.choice("status", "active", "blocked"))),
		SuspendedUntil: stated(r, "suspended_until", r.day("suspended_until")),
		Fines:          stated(r, "fines", r.whole("fines", mostFines)),
		GuardianCard:   stated(r, "guardian_card", r.number("guardian_card", mostCode)),
		SourceID:       stated(r, "source_id", r.number("source_id", mostID)),
	}
}

// pin reads six digits, without repeating them where they are none.
func (r *row) pin(column string) string {
	s, _ := r.cell(column)
	if s == "" {
		return ""
	}
	if len(s) != 6 || strings.Trim(s, "0123456789") != "" {
		r.fail(column, intake.BadPIN, "a PIN is six digits; a spreadsheet may have taken leading zeros away")
		return ""
	}
	return s
}

var itemColumns = layout{
	required: []string{"barcode", "title"},
	optional: []string{"author", "isbn", "call_number", "item_type", "branch", "title_id", "status", "renewable", "source_id"},
}

func readItem(r *row) intake.Item {
	return intake.Item{
		Place:      r.place(),
		Barcode:    r.required("barcode", r.number("barcode", mostCode)),
		Title:      r.required("title", r.text("title", mostTitle)),
		Author:     stated(r, "author", r.text("author", mostTitle)),
		ISBN:       stated(r, "isbn", r.number("isbn", mostID)),
		CallNumber: stated(r, "call_number", r.text("call_number", mostName)),
		ItemType:   stated(r, "item_type", r.placeCode("item_type")),
		Branch:     stated(r, "branch", r.placeCode("branch")),
		TitleID:    stated(r, "title_id", r.number("title_id", mostID)),
		Status:     stated(r, "status", r.choice("status", "available", "not_for_loan", "lost", "damaged", "withdrawn")),
		Renewable:  stated(r, "renewable", r.yesNo("renewable")),
		SourceID:   stated(r, "source_id", r.number("source_id", mostID)),
	}
}

var loanColumns = layout{
	required: []string{"card", "barcode", "borrowed_at", "due_at"},
	optional: []string{"renewals", "source_id"},
}

func readLoan(r *row) intake.Loan {
	loan := intake.Loan{
		Place:      r.place(),
		Card:       r.required("card", r.number("card", mostCode)),
		Barcode:    r.required("barcode", r.number("barcode", mostCode)),
		BorrowedAt: r.moment("borrowed_at"),
		DueAt:      r.moment("due_at"),
		SourceID:   r.number("source_id", mostID),
	}
	renewals := r.whole("renewals", mostRenewals)
	if s, _ := r.cell("renewals"); s != "" {
		loan.Renewals = intake.State(int(renewals))
	}
	return loan
}

var holdColumns = layout{required: []string{"card", "barcode", "scope", "placed_at"}}

func readHold(r *row) intake.Hold {
	scope, _ := r.cell("scope")
	r.required("scope", scope)
	return intake.Hold{
		Place:    r.place(),
		Card:     r.required("card", r.number("card", mostCode)),
		Barcode:  r.required("barcode", r.number("barcode", mostCode)),
		Copy:     r.choice("scope", "copy", "title") == "copy",
		PlacedAt: r.moment("placed_at"),
	}
}

var closureColumns = layout{oneOf: []string{"date", "weekday"}, optional: []string{"name", "branch"}}

func readClosure(r *row) intake.Closure {
	c := intake.Closure{
		Place:  r.place(),
		Date:   r.day("date"),
		Branch: r.placeCode("branch"),
		Name:   r.text("name", mostName),
	}
	date, _ := r.cell("date")
	weekday, _ := r.cell("weekday")
	switch {
	case date == "" && weekday == "":
		r.fail("date", intake.BadMissing, "a closure needs a date, or a weekday for every week")
	case date != "" && weekday != "":
		r.fail("weekday", intake.BadChoice, "a closure has a date or a weekday, not both; use two rows")
	case weekday != "":
		day, ok := weekdays[strings.ToLower(weekday)]
		if !ok {
			r.fail("weekday", intake.BadChoice, "%q is not a weekday: monday … sunday or senin … minggu", shorten(weekday))
		}
		c.Weekday = day
	}
	return c
}

var weekdays = map[string]time.Weekday{
	"monday": time.Monday, "tuesday": time.Tuesday, "wednesday": time.Wednesday, "thursday": time.Thursday,
	"friday": time.Friday, "saturday": time.Saturday, "sunday": time.Sunday,
	"senin": time.Monday, "selasa": time.Tuesday, "rabu": time.Wednesday, "kamis": time.Thursday,
	"jumat": time.Friday, "jum'at": time.Friday, "sabtu": time.Saturday, "minggu": time.Sunday, "ahad": time.Sunday,
}
