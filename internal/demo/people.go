package demo

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"simpanbudi/internal/circulation"
)

// person is an invented member with the card they carry.
type person struct {
	Name     string
	Birth    circulation.Day
	Category string
	Card     string
	PIN      string // six digits; empty where the birth date signs in
	Role     role   // what their loans show; the zero role for an ordinary member
}

// birthPIN is the birth date as a member types it to sign in: DDMMYYYY.
func (p *person) birthPIN() string {
	year, month, day := p.Birth.Date()
	return fmt.Sprintf("%02d%02d%04d", day, month, year)
}

// people returns the members, each with their role. Cards and PINs are the
// same at every start, so that a printed page stays true.
func people() ([]person, error) {
	rows, err := table("demo/members.csv", 4)
	if err != nil {
		return nil, err
	}
	roles, err := cast()
	if err != nil {
		return nil, err
	}
	byName := make(map[string]role, len(roles))
	for _, r := range roles {
		byName[r.Name] = r
	}
	draw := rand.New(rand.NewPCG(1, 60))
	list := make([]person, 0, len(rows))
	for i, row := range rows {
		birth, err := circulation.ParseDay(row[2])
		if err != nil {
			return nil, fmt.Errorf("demo/members.csv: %w", err)
		}
		p := person{Name: row[0], Birth: birth, Category: row[3], Card: cardNumber(i), PIN: pin(draw), Role: byName[row[0]]}
		delete(byName, row[0])
		if p.Role.Category != "" {
			p.Category = p.Role.Category
		}
		if p.Role.NoPIN {
			p.PIN = ""
		}
		list = append(list, p)
	}
	for name := range byName {
		return nil, fmt.Errorf("cast.json: %s is not in demo/members.csv", name)
	}
	return list, nil
}

// cardNumber is the year and month of joining and a serial number, as many
// libraries number their cards.
func cardNumber(i int) string {
	return fmt.Sprintf("%02d%02d%04d", 21+i/12, 1+i%12, 101+7*i)
}

// pin draws six digits that nobody would call too easy: all different.
func pin(draw *rand.Rand) string {
	var s strings.Builder
	for _, digit := range draw.Perm(10)[:6] {
		s.WriteByte(byte('0' + digit))
	}
	return s.String()
}
