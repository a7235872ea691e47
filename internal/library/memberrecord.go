package library

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"strings"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/phone"
	"simpanbudi/internal/store"
)

// MemberRecord is all that the desk keeps of a member.
type MemberRecord struct {
	MemberHead
	Version       int64
	Branch        int64
	Phone         string
	Email         string
	Address       string
	Language      string // code; "" is the library's
	BlockedReason string
	HasPIN        bool
	BirthKnown    bool // a birth date is kept, in a form that only compares
	RegisteredAt  time.Time
	Guardian      *FoundMember // nil: none
	Children      []FoundMember
	SamePhone     []FoundMember // who else has this number: a family, mostly
	Notes         []MemberNote
	Consents      []Consent // the newest first; the first of a channel holds
	Choices       MemberChoices
	ValidMonths   int  // by how much a card is extended
	Mirror        bool // another system keeps the record
}

// MemberNote is what a colleague has noted.
type MemberNote struct {
	ID   int64
	At   time.Time // in the library's zone
	By   string
	Text string
}

// Choice is a code with its name.
type Choice struct{ Code, Name string }

// MemberChoices are what a member's category and branch can be.
type MemberChoices struct {
	Categories []Choice
	Branches   []BranchChoice
}

// MemberRecord returns it; fault.NotFound for nobody.
func (l *Library) MemberRecord(ctx context.Context, member int64) (*MemberRecord, error) {
	var r *MemberRecord
	err := l.reading(ctx, func(q store.Queryer, p *policy) (err error) {
		r, err = readRecord(q, p, member, l.moment())
		return err
	})
	return r, err
}

func readRecord(q store.Queryer, p *policy, member int64, now time.Time) (*MemberRecord, error) {
	row, err := readRecordRow(q, member)
	if err != nil {
		return nil, err
	}
	r := &MemberRecord{
		Version: row.Version, Branch: row.BranchID, Phone: row.Phone, Email: row.Email, Address: row.Address, Language: row.Language,
		BlockedReason: row.BlockedReason, HasPIN: row.HasPIN, BirthKnown: row.BirthKnown, RegisteredAt: inZone(row.RegisteredAt, p.zone),
		ValidMonths: p.cardMonths(), Mirror: p.mirror,
	}
	r.Now, r.Today = now, circulation.DayOf(now, p.zone)
	if r.Member, _, err = readMember(q, member); err != nil {
		return nil, err
	}
	if r.Choices, err = readChoices(q, p); err != nil {
		return nil, err
	}
	if err := r.readFamily(q, &row); err != nil {
		return nil, err
	}
	notes, err := store.MemberNotes(q, member)
	if err != nil {
		return nil, err
	}
	for _, n := range notes {
		r.Notes = append(r.Notes, MemberNote{ID: n.ID, At: n.MadeAt.In(p.zone), By: n.By, Text: n.Text})
	}
	consents, err := store.Consents(q, member)
	for _, c := range consents {
		r.Consents = append(r.Consents, Consent{Channel: c.Channel, Given: c.Given, Wording: c.Wording, At: c.At.In(p.zone), Door: c.Door, By: c.By})
	}
	return r, err
}

// readRecordRow returns the row, or fault.NotFound.
func readRecordRow(q store.Queryer, member int64) (store.MemberRecordRow, error) {
	row, err := store.ReadMemberRecord(q, member)
	if errors.Is(err, sql.ErrNoRows) {
		err = fault.New(fault.NotFound, "there is no such member")
	}
	return row, err
}

func (r *MemberRecord) readFamily(q store.Queryer, row *store.MemberRecordRow) error {
	if row.GuardianID != 0 {
		list, err := foundList(store.MemberByID(q, row.GuardianID))
		if err != nil {
			return err
		}
		if len(list) == 1 {
			r.Guardian = &list[0]
		}
	}
	var err error
	if r.Children, err = foundList(store.ChildrenOf(q, row.ID)); err != nil {
		return err
	}
	if key := phone.Key(row.Phone); key != "" {
		r.SamePhone, err = foundList(store.MembersOfPhone(q, key, row.ID))
	}
	return err
}

func readChoices(q store.Queryer, p *policy) (c MemberChoices, err error) {
	categories, err := store.CategoryNames(q)
	if err != nil {
		return c, err
	}
	for code, name := range categories {
		if name == "" {
			name = code
		}
		c.Categories = append(c.Categories, Choice{code, name})
	}
	slices.SortFunc(c.Categories, func(a, b Choice) int { return strings.Compare(a.Name, b.Name) })
	branches, err := store.Branches(q)
	for _, b := range branches {
		c.Branches = append(c.Branches, BranchChoice{b.ID, nameOfBranch(b, p)})
	}
	return c, err
}

// foundList turns rows into what lists show.
func foundList(rows []store.FoundMember, err error) ([]FoundMember, error) {
	if err != nil {
		return nil, err
	}
	list := make([]FoundMember, len(rows))
	for i := range rows {
		if list[i], err = found(&rows[i]); err != nil {
			return nil, err
		}
	}
	return list, nil
}
