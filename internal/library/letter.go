package library

import (
	"context"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/store"
)

// Letter is what a letter about late books is made of.
type Letter struct {
	MemberHead
	Language string // code, of who gets it; "" is the library's
	Address  string
	Guardian string // to whom it is written of a child; "" for the member
	Site     *Site
	Late     []Loan // the longest overdue first; none: there is nothing to write about
	Online   bool   // one of them, at least, the member can renew without coming
	AtDesk   bool   // or the desk can
	LastCall int64  // id of the newest call, to be given back when the letter is noted; 0: none
}

// OverdueLetter returns it for a member; fault.NotFound for nobody.
func (l *Library) OverdueLetter(ctx context.Context, member int64) (*Letter, error) {
	var letter *Letter
	err := l.db.Read(ctx, func(q store.Queryer) error {
		pulse, err := store.ReadPulse(q)
		if err != nil {
			return err
		}
		p, err := l.inForce(q, pulse.Config)
		if err != nil {
			return err
		}
		now := l.moment()
		site, _ := l.siteIn(p, pulse, now)
		letter, err = l.letter(q, p, site, member, now)
		return err
	})
	if err != nil {
		return nil, err
	}
	return letter, nil
}

func (l *Library) letter(q store.Queryer, p *policy, site *Site, member int64, now time.Time) (*Letter, error) {
	row, err := readRecordRow(q, member)
	if err != nil {
		return nil, err
	}
	letter := &Letter{Language: row.Language, Address: row.Address, Site: site}
	letter.Now, letter.Today = now, circulation.DayOf(now, p.zone)
	if letter.Member, _, err = readMember(q, member); err != nil {
		return nil, err
	}
	if row.GuardianID != 0 {
		list, err := foundList(store.MemberByID(q, row.GuardianID))
		if err != nil {
			return nil, err
		}
		if len(list) == 1 {
			letter.Guardian = list[0].Name
		}
	}
	open, err := store.OpenLoans(q, member, now)
	if err != nil {
		return nil, err
	}
	online := map[int64]bool{}
	for _, loan := range l.question(p, &letter.Member, open, circulation.ActorMember, now).loans() {
		online[loan.Ref.ID] = loan.Decision.Allowed
	}
	for _, loan := range l.question(p, &letter.Member, open, circulation.ActorLibrarian, now).loans() {
		if !loan.Overdue {
			continue
		}
		letter.Late = append(letter.Late, loan)
		letter.AtDesk = letter.AtDesk || loan.Decision.Allowed
		letter.Online = letter.Online || online[loan.Ref.ID] && !p.paused
	}
	letter.LastCall, err = store.LastCall(q, member)
	return letter, err
}
