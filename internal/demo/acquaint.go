package demo

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"simpanbudi/internal/library"
	"simpanbudi/internal/store"
)

// whose is who has the telephone and the address of a person: a child's guardian, as
// in a family, else the person.
func (p *plan) whose(i int) int {
	guardian := p.People[i].Role.Guardian
	if j := slices.IndexFunc(p.People, func(o person) bool { return o.Name == guardian }); guardian != "" && j >= 0 {
		return p.whose(j)
	}
	return i
}

// phone is an invented telephone number. No network gives out numbers of that row
// of zeros.
func (p *plan) phone(i int) string {
	i = p.whose(i)
	if i%5 == 4 {
		return "" // not everybody has one
	}
	return fmt.Sprintf("0812-0000-0%03d", 101+i)
}

// email is an invented address, of a name that leads nowhere (RFC 2606).
func (p *plan) email(i int) string {
	i = p.whose(i)
	if i%3 == 2 {
		return "" // not everybody has one
	}
	name := strings.Trim(strings.Fields(p.People[i].Name)[0], ".,")
	return fmt.Sprintf("%s%d@anggota.example", strings.ToLower(name), 11+i)
}

// said is what the desk has noted of a member.
type said struct {
	name, note string
	agreed     []string // channels
}

// notes are of members of cast.json. Why somebody is blocked stands in their record.
var notes = [...]said{
	{name: "Sulastri", note: "Suka novel sejarah; beri tahu bila ada yang baru.", agreed: []string{"whatsapp", "letter"}},
	{name: "Lie Mei Hwa", note: "Sedang pindah rumah; buku akan diantar anaknya.", agreed: []string{"phone"}},
	{name: "Hj. Siti Maemunah", note: "Kartu diperpanjang saat datang berikutnya.", agreed: []string{"whatsapp"}},
	{name: "Budi Hartanto Oei, S.E.", agreed: []string{"whatsapp", "email"}},
	{name: "Rizqi Maulana Akbar", agreed: []string{"whatsapp"}},
	{name: "Endang Retno Wulandari", agreed: []string{"letter"}},
	{name: "Agus Susilo", agreed: []string{"whatsapp", "sms"}},
}

// wording is the sentence of these consents.
const wording = "Saya setuju perpustakaan menghubungi saya tentang pinjaman saya. Persetujuan ini dapat saya tarik kapan saja."

// acquaint lets the first of the staff note what is known of the members.
func acquaint(ctx context.Context, db *store.DB, lib *library.Library, p *plan) error {
	by, err := clerk(ctx, db)
	if err != nil {
		return err
	}
	cards := make(map[string]string, len(p.People))
	for i := range p.People {
		cards[p.People[i].Name] = p.People[i].Card
	}
	for _, s := range notes {
		member, err := memberWith(ctx, db, cards[s.name])
		if err == nil && s.note != "" {
			err = lib.AddNote(ctx, by, member, s.note)
		}
		for _, channel := range s.agreed {
			err = errors.Join(err, lib.RecordConsent(ctx, by, member, channel, true, wording))
		}
		if err != nil {
			return fmt.Errorf("what is known of %s: %w", s.name, err)
		}
	}
	return nil
}

// clerk is the first of the staff.
func clerk(ctx context.Context, db *store.DB) (library.Clerk, error) {
	c := library.Clerk{Door: "desk"}
	err := db.Read(ctx, func(q store.Queryer) error {
		row, _, err := store.StaffByUsername(q, staff[0].username)
		c.Staff = row.ID
		return err
	})
	return c, err
}
