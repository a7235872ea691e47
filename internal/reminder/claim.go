package reminder

import (
	"context"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/fault"
	"simpanbudi/internal/identity"
	"simpanbudi/internal/library"
	"simpanbudi/internal/store"
)

// Lease is how long whoever sends a message has for an answer. After it the
// message is tried again, and may then arrive twice.
const Lease = 5 * time.Minute

// Outgoing is a message that has been claimed, with what it is to say.
type Outgoing struct {
	ID       int64
	Attempt  int
	Kind     string
	Channel  string
	Address  string
	Language string
	Member   int64
	Created  time.Time
	Library  string     // the library's name …
	Contact  string     // … and how to reach it; "" where it gave none
	Payload  string     // JSON, of kinds that are not about loans
	Digest   *Digest    // of what is about loans
	Hold     *HoldReady // of a book on the shelf
}

// Claim gives the message of a channel that has waited longest to the caller, who
// is to send it and then [Service.Settle] it. In the same transaction it is looked at
// again: what has come back or moved meanwhile is left out, and a message that has
// nothing left to tell is withdrawn. found is false where nothing may go out now;
// next is then when to ask again, zero where that is not known.
func (s *Service) Claim(ctx context.Context, channel string, pace Pace) (out Outgoing, next time.Time, found bool, err error) {
	for {
		empty := false
		err = s.db.Write(ctx, func(tx *store.Tx) (err error) {
			c := claiming{s: s, tx: tx, q: tx, now: s.moment(), channel: channel, pace: pace}
			out, next, found, empty, err = c.claim()
			return err
		})
		if err != nil || found || !empty {
			return out, next, found, err
		}
	}
}

// moment is the library's time in whole seconds, as it is stored.
func (s *Service) moment() time.Time { return time.Unix(s.o.Now().Unix(), 0) }

type claiming struct {
	s       *Service
	tx      *store.Tx     // nil where a message is only looked at
	q       store.Queryer // the same, or what is only read
	now     time.Time
	channel string
	pace    Pace
	places  *library.Places
}

// claim claims one message; empty says that it was withdrawn instead.
func (c *claiming) claim() (out Outgoing, next time.Time, found, empty bool, err error) {
	if c.places, err = c.s.o.Library.Places(c.tx); err != nil {
		return out, next, false, false, err
	}
	c.pace = paceOf(c.channel, c.pace, c.places.Site.Settings)
	all, next, err := c.mayNow()
	if err != nil {
		return out, next, false, false, err
	}
	m, found, err := store.DueMessage(c.tx, c.channel, c.now, all)
	if err == nil && !found && !all && !next.IsZero() {
		if _, waits, err := store.DueMessage(c.tx, c.channel, c.now, true); err != nil || !waits {
			return out, time.Time{}, false, false, err // there is nothing to come back for
		}
	}
	if err != nil || !found {
		return out, next, false, false, err
	}
	if ended, err := c.recheck(&m); err != nil || ended {
		return out, next, false, ended, err
	}
	out, found, err = c.says(&m)
	if err != nil {
		return out, next, false, false, err
	}
	if !found {
		_, err = store.WithdrawMessage(c.tx, m.ID, "", c.now)
		return out, next, false, true, err
	}
	found, err = store.ClaimMessage(c.tx, &m, c.now.Add(Lease))
	return out, time.Time{}, found, false, err
}

// says is what a message has to say now; ok is false where that is nothing any more.
func (c *claiming) says(m *store.MessageRow) (out Outgoing, ok bool, err error) {
	out = Outgoing{ID: m.ID, Attempt: m.Attempts + 1, Kind: m.Kind, Channel: m.Channel, Address: m.Address,
		Language: m.Language, Member: m.MemberID, Payload: m.Payload, Created: m.CreatedAt,
		Library: c.places.Site.LibraryName, Contact: c.places.Site.Contact}
	switch m.Kind {
	case KindReminder, KindLetter:
		out.Digest, err = c.digest(m)
		return out, out.Digest != nil, err
	case KindHoldReady, KindAutoRenewed:
		ok, err = c.effect(m, &out)
		return out, ok, err
	}
	return out, true, nil
}

// mayNow reports whether everything may go out now, or else only codes, which
// somebody waits for; next is when that changes.
func (c *claiming) mayNow() (all bool, next time.Time, err error) {
	if c.places.Site.Settings["sending"] == "held" {
		return false, time.Time{}, nil
	}
	window := windowOf(c.places, c.channel)
	if opens := window.Open(c.now); !opens.Equal(c.now) {
		return false, opens, nil
	}
	today := circulation.DayOf(c.now, window.Zone)
	day, err := store.ChannelDay(c.tx, c.channel, today.String())
	if err != nil {
		return false, next, err
	}
	if c.pace.PerDay > 0 && day.Sent >= c.pace.PerDay {
		return false, window.Open((today + 1).Start(window.Zone)), nil
	}
	if ready := day.Last.Add(c.pace.wait(day.Sent)); !day.Last.IsZero() && c.now.Before(ready) {
		return false, ready, nil
	}
	return true, time.Time{}, nil
}

// digest looks at everything a message is to tell once more and returns what of
// it is still true, nil where nothing is.
func (c *claiming) digest(m *store.MessageRow) (*Digest, error) {
	notices, err := store.WaitingNotices(c.q, m.ID)
	if err != nil {
		return nil, err
	}
	d := &Digest{Library: c.places.Site.LibraryName, Contact: c.places.Site.Contact, Now: c.now.In(c.places.Site.Zone)}
	asked := map[int64]*library.MyLoans{}
	for i := range notices {
		n := &notices[i]
		if i+1 < len(notices) && notices[i+1].LoanID == n.LoanID {
			n.Out = false // a later step tells of the same loan
		}
		told, err := c.told(n, asked)
		if err != nil {
			return nil, err
		}
		if told == nil {
			if c.tx == nil {
				continue
			}
			if err := store.SettleNotice(c.tx, n.ID, "withdrawn", c.now); err != nil {
				return nil, err
			}
			continue
		}
		p := d.person(n.MemberID, asked[n.MemberID].Member.Name)
		p.Loans = append(p.Loans, *told)
	}
	if len(d.People) == 0 {
		return nil, nil
	}
	if c.tx == nil {
		return d, nil
	}
	return d, c.link(d)
}

// told is what is said of one loan now, nil where there is nothing to say any more.
func (c *claiming) told(n *store.WaitingNotice, asked map[int64]*library.MyLoans) (*Told, error) {
	if !n.Out || !n.LoanDue.Equal(n.DueAt) || (beforeLate(n.Step) && n.LoanDue.Before(c.now)) {
		return nil, nil
	}
	my := asked[n.MemberID]
	if my == nil {
		var err error
		if my, err = c.s.o.Library.LoansIn(c.q, n.MemberID, c.now); err != nil {
			if fault.CodeOf(err) == fault.NotFound {
				return nil, nil // erased
			}
			return nil, err
		}
		asked[n.MemberID] = my
	}
	for i := range my.Loans {
		if loan := &my.Loans[i]; loan.Ref.ID == n.LoanID {
			return &Told{Notice: n.ID, Step: n.Step, Loan: *loan, Renewal: renewalOf(loan)}, nil
		}
	}
	return nil, nil
}

// beforeLate reports whether a step tells of what is coming due.
func beforeLate(step string) bool { return step == "on-0" || len(step) > 7 && step[:7] == "before-" }

// person finds or adds the member in a digest.
func (d *Digest) person(member int64, name string) *Person {
	for i := range d.People {
		if d.People[i].Member == member {
			return &d.People[i]
		}
	}
	d.People = append(d.People, Person{Member: member, FirstName: firstName(name)})
	return &d.People[len(d.People)-1]
}

// link issues a signed link to each member's loans, where links can be offered.
func (c *claiming) link(d *Digest) error {
	if c.s.baseURL(c.places) == "" {
		return nil
	}
	for i := range d.People {
		p := &d.People[i]
		ids := make([]int64, len(p.Loans))
		for k := range p.Loans {
			ids[k] = p.Loans[k].Loan.Ref.ID
		}
		var err error
		if p.Token, err = identity.IssueLink(c.tx, p.Member, ids, c.now); err != nil {
			return err
		}
	}
	return nil
}
