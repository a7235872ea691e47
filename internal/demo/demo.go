// Package demo makes a believable library to look around in: sixty members,
// three hundred real titles and 150 loans in every state there is, with dates
// that are relative to now. The same cards and PINs come out at every start.
package demo

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/identity"
	"simpanbudi/internal/library"
	"simpanbudi/internal/library/intake"
	"simpanbudi/internal/store"
)

// Guide is what a visitor can try.
type Guide struct {
	Cards []Card
	Staff []Staff
}

// Card is a member's card that shows something.
type Card struct {
	Number string
	PIN    string // six digits, or the birth date of a member without a PIN
	Shows  string // in Indonesian, one short line
}

// Staff is an account at the desk.
type Staff struct{ Username, Password string }

// settings of the demonstration library.
var settings = [...]struct{ name, value string }{
	{"library_name", "Perpustakaan Peragaan Simpan Budi"},
	{"contact", "0291-000000 (peragaan)"},
	{"member_holds", "on"},
}

// staff accounts, one for each role. Their passwords are printed at every
// start: they protect nothing but invented people.
var staff = [...]struct{ username, role, password string }{
	{"petugas", "librarian", "kancil-mencuri-timun"},
	{"kepala", "supervisor", "gajah-minum-di-kali"},
	{"admin", "admin", "beringin-teduh-sekali"},
}

// Fill makes the demonstration library in the new database db, as it stands at
// the instant now.
func Fill(ctx context.Context, db *store.DB, keys *identity.Keys, now time.Time) (*Guide, error) {
	clock := now // of the use cases: history is made in the past
	lib, err := library.Open(ctx, db, library.Options{Now: func() time.Time { return clock }})
	if err != nil {
		return nil, err
	}
	for _, s := range settings {
		if err := lib.SetSetting(ctx, s.name, s.value); err != nil {
			return nil, err
		}
	}
	site, err := lib.Site(ctx)
	if err != nil {
		return nil, err
	}
	p, err := stock(ctx, db, keys, lib, now, site.Zone)
	if err != nil {
		return nil, err
	}
	// In the order of time, in which receipts are numbered and the history is shown.
	slices.SortFunc(p.Renewals, func(a, b renewalPlan) int { return a.At.Compare(b.At) })
	for _, r := range p.Renewals {
		clock = r.At
		if err := renew(ctx, lib, db, &r); err != nil {
			return nil, err
		}
	}
	clock = now
	if err := hire(ctx, db, keys, now); err != nil {
		return nil, err
	}
	member := func(card string) (int64, error) { return memberWith(ctx, db, card) }
	err = p.await(ctx, lib, member, library.Clerk{Staff: 1, Door: "desk"}, now, func(t time.Time) { clock = t })
	if err != nil {
		return nil, err
	}
	clock = now
	if err := name(ctx, db, lib); err != nil {
		return nil, err
	}
	if err := acquaint(ctx, db, lib, p); err != nil {
		return nil, err
	}
	if err := phoned(ctx, lib, db); err != nil {
		return nil, err
	}
	return p.guide(), nil
}

// stock takes the planned library over as an import does, and loads its rules.
func stock(ctx context.Context, db *store.DB, keys *identity.Keys, lib *library.Library, now time.Time, zone *time.Location) (*plan, error) {
	entries, err := circulation.ParseRules(rulesFile)
	if err != nil {
		return nil, fmt.Errorf("rules.json: %w", err)
	}
	rules, err := circulation.NewRuleSet(entries)
	if err != nil {
		return nil, fmt.Errorf("rules.json: %w", err)
	}
	p, err := newPlan(now, zone, rules)
	if err != nil {
		return nil, err
	}
	rows, err := p.rows(circulation.DayOf(now, zone))
	if err != nil {
		return nil, err
	}
	if _, err := intake.Run(ctx, db, keys, now, rows, intake.Options{SourceSystem: "demo", Zone: zone}); err != nil {
		return nil, err
	}
	return p, lib.LoadRules(ctx, entries)
}

// renew makes one renewal of the past, by its member, with a receipt.
func renew(ctx context.Context, lib *library.Library, db *store.DB, r *renewalPlan) error {
	member, err := memberWith(ctx, db, r.Card)
	if err != nil {
		return err
	}
	mine, err := lib.MyLoans(ctx, member)
	if err != nil {
		return err
	}
	for i := range mine.Loans {
		loan := &mine.Loans[i]
		if loan.Barcode != r.Barcode {
			continue
		}
		if !loan.Decision.Allowed {
			return fmt.Errorf("cast.json: a renewal of the past is not allowed: %v", loan.Decision.Reasons)
		}
		_, err := lib.Renew(ctx, library.RenewRequest{
			Member: member, Loans: []library.LoanRef{loan.Ref}, Actor: circulation.ActorMember, Door: "web",
		})
		return err
	}
	return errors.New("cast.json: a renewal of the past found no loan")
}

func memberWith(ctx context.Context, db *store.DB, card string) (id int64, err error) {
	err = db.Read(ctx, func(q store.Queryer) error {
		row, found, err := store.CredentialsByCard(q, identity.CardKey(card), "")
		if err == nil && !found {
			err = errors.New("a member of the demonstration is missing")
		}
		id = row.Member
		return err
	})
	return id, err
}

func hire(ctx context.Context, db *store.DB, keys *identity.Keys, now time.Time) error {
	who := identity.New(db, keys, identity.Options{Now: time.Now, LibraryNow: func() time.Time { return now }})
	for _, s := range staff {
		if err := who.AddStaff(ctx, s.username, s.role, s.password); err != nil {
			return err
		}
	}
	return nil
}

// guide lists the cards that show something, in the order of cast.json.
func (p *plan) guide() *Guide {
	g := &Guide{}
	for i := range p.People {
		who := &p.People[i]
		if who.Role.Shows != "" {
			g.Cards = append(g.Cards, Card{Number: who.Card, PIN: orElse(who.PIN, who.birthPIN()), Shows: who.Role.Shows})
		}
	}
	for _, s := range staff {
		g.Staff = append(g.Staff, Staff{Username: s.username, Password: s.password})
	}
	return g
}

// WriteText writes what to try, one a line, as contract.md "Command line" has it.
func (g *Guide) WriteText(w io.Writer) error {
	for _, c := range g.Cards {
		if _, err := fmt.Fprintf(w, "card %s pin %s %s\n", c.Number, c.PIN, c.Shows); err != nil {
			return err
		}
	}
	for _, s := range g.Staff {
		if _, err := fmt.Fprintf(w, "staff %s password %s\n", s.Username, s.Password); err != nil {
			return err
		}
	}
	return nil
}
