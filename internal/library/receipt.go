package library

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/store"
)

// What a receipt says of one loan.
const (
	ResultRenewed        = "renewed"
	ResultRefused        = "refused"
	ResultAlreadyRenewed = "already_renewed" // by an earlier post of the same page
	ResultChanged        = "changed"         // the loan is no longer in the state the page showed
)

// Receipt is what one renewal request came to.
type Receipt struct {
	Ref     string
	At      time.Time
	Zone    *time.Location // the library's
	Door    string
	Lines   []ReceiptLine
	Renewed int // how many lines were renewed
}

// ReceiptLine is the result for one loan. A loan that is not the member's has
// no title here.
type ReceiptLine struct {
	Title    string
	Author   string
	Barcode  string
	Zone     *time.Location
	ByHours  bool
	Result   string
	OldDueAt time.Time // zero where the loan is not the member's
	NewDueAt time.Time // when renewed, by this request or an earlier one
	Decision circulation.Decision
	Rule     *circulation.RuleEntry // as it was then; nil where the loan is not the member's
	Sanction Sanction               // for the lateness that the renewal ended

	PassedOver []circulation.Code // reasons that a clerk passed over
	Undone     bool               // the renewal was taken back at the desk
}

// Receipt returns a member's receipt; fault.NotFound for an unknown reference
// and for another member's alike. A reference is read as people write it.
func (l *Library) Receipt(ctx context.Context, member int64, ref string) (*Receipt, error) {
	var receipt *Receipt
	err := l.reading(ctx, func(q store.Queryer, p *policy) error {
		row, err := store.ReadReceipt(q, member, cleanRef(ref))
		if errors.Is(err, sql.ErrNoRows) {
			return fault.New(fault.NotFound, "the member has no such receipt")
		}
		if err != nil {
			return err
		}
		lines, err := store.ReadLines(q, row.ID)
		if err != nil {
			return err
		}
		receipt, err = p.receipt(&row, lines)
		return err
	})
	if err != nil {
		return nil, err
	}
	return receipt, nil
}

func (p *policy) receipt(row *store.ReceiptRow, lines []store.LineRow) (*Receipt, error) {
	r := &Receipt{
		Ref: row.Ref, At: row.CreatedAt.In(p.zone), Zone: p.zone, Door: row.Door,
		Lines: make([]ReceiptLine, 0, len(lines)),
	}
	for i := range lines {
		line, err := p.receiptLine(&lines[i])
		if err != nil {
			return nil, err
		}
		if line.Result == ResultRenewed {
			r.Renewed++
		}
		r.Lines = append(r.Lines, line)
	}
	return r, nil
}

func (p *policy) receiptLine(row *store.LineRow) (ReceiptLine, error) {
	zone := p.branch(row.BranchID).zone
	decision, rule, err := parseLineJSON(row.Decision, row.Result, zone)
	if err != nil {
		return ReceiptLine{}, err
	}
	line := ReceiptLine{
		Title: row.Title, Author: row.Author, Barcode: row.Barcode, Zone: zone, Result: row.Result,
		OldDueAt: inZone(row.OldDueAt, zone), NewDueAt: inZone(row.NewDueAt, zone),
		Decision: decision, Rule: rule,
		Sanction: Sanction{LateDays: row.LateDays, Fine: row.Fine, LegalBasis: row.LegalBasis},
		Undone:   row.Undone,
	}
	for code := range strings.SplitSeq(row.PassedOver, ",") {
		if code != "" {
			line.PassedOver = append(line.PassedOver, circulation.Code(code))
		}
	}
	if err := line.Sanction.SuspendedUntil.UnmarshalText([]byte(row.SuspendedUntil)); err != nil {
		return ReceiptLine{}, err
	}
	if rule != nil {
		line.ByHours = byHours(&rule.Rule)
	}
	return line, nil
}

// inZone leaves the zero time zero.
func inZone(t time.Time, zone *time.Location) time.Time {
	if t.IsZero() {
		return t
	}
	return t.In(zone)
}
