package reminder

import (
	"context"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/library"
	"simpanbudi/internal/store"
)

// batch is how many loans are looked at in one read and then planned in one write.
// Members who renew wait for a write of ours, so it is short.
const batch = 250

// handful is how many loans are looked at in about a millisecond.
const handful = 50

// oldest is how many days after its due date a loan is still told of for the first
// time, where no step is later: a library that begins with the debts of years does
// not write to everybody at once.
const oldest = 180

// kinds of messages that carry notices of loans.
const (
	KindReminder = "reminder"
	KindLetter   = "letter" // always on the hand list
	KindCode     = "code"   // somebody waits for it: it goes out at any hour
	KindTest     = "test"
	// Effects that follow a commit, queued as rows of notices.
	KindHoldReady   = "hold_ready"
	KindAutoRenewed = "auto_renewed"
)

// Planned is what a run of planning did, or would do.
type Planned struct {
	Loans    int // looked at
	Notices  int
	Messages int
	Waiting  int // notices that wait for renewing to open
	Declined int // notices that nobody may be told of
	Items    []PlannedNotice
}

// PlannedNotice is one notice, for a dry run.
type PlannedNotice struct {
	Loan    int64  `json:"loan"`
	Step    string `json:"step"`
	Channel string `json:"channel"` // "" where nobody may be told
}

// PlanOptions says how a run plans.
type PlanOptions struct {
	At     time.Time
	DryRun bool // tell what would be planned, and write nothing
	Items  bool // list each notice

	steps *stepSet // nil: those in force
}

// Plan plans the notices that loans need at an instant and joins them to messages,
// one for each address and local day. Doing it twice changes nothing. Loans are
// looked at in reads, beside which members renew; what has changed by the time a
// batch is written is left out, and found by the next run.
func (s *Service) Plan(ctx context.Context, o PlanOptions) (Planned, error) {
	p := planning{s: s, o: o, begun: map[address]bool{}}
	for {
		err := s.db.Read(ctx, p.look)
		if err == nil && !o.DryRun && len(p.wishes) > 0 {
			err = s.db.WriteBatch(ctx, p.write)
		}
		if err != nil {
			return p.sum, err
		}
		p.count()
		if p.ended {
			return p.sum, nil
		}
	}
}

// planning is a run on its way through the loans.
type planning struct {
	s   *Service
	o   PlanOptions
	sum Planned
	// Where the next batch begins, and whether there is none.
	after time.Time
	loan  int64
	ended bool
	until time.Time // no loan that is due later needs a notice
	begun map[address]bool
	// Of the batch at hand.
	places  *library.Places
	steps   *stepSet
	reach   reach
	opens   map[string]time.Time // by channel: from when on messages may go out
	run     string
	asked   map[int64]*library.MyLoans
	looked  int
	waiting int
	wishes  []wish
	written int // messages that were begun
}

// wish is a notice that a loan needs, and the message that would carry it.
type wish struct {
	notice  store.LoanNoticeRow
	message store.MessageRow
	told    bool // false: nobody may be told
}

// address names the message that a notice joins.
type address struct{ kind, channel, to string }

func (w *wish) address() address {
	return address{w.message.Kind, w.message.Channel, w.message.Address}
}

// look reads the next batch and decides what its loans need.
func (p *planning) look(q store.Queryer) error {
	if err := p.ready(q); err != nil {
		return err
	}
	for seen := 0; seen < p.s.batch && !p.ended; seen += handful {
		if err := p.lookAt(q, min(handful, p.s.batch-seen)); err != nil {
			return err
		}
		store.GiveWay()
	}
	return nil
}

// lookAt looks at the next few loans.
func (p *planning) lookAt(q store.Queryer, most int) error {
	rows, err := store.Candidates(q, p.after, p.loan, p.until, most)
	if err != nil {
		return err
	}
	p.ended = len(rows) < most
	said, err := lastWords(q, rows)
	if err != nil {
		return err
	}
	for i := range rows {
		r := &rows[i]
		p.after, p.loan = r.DueAt, r.LoanID
		if err := p.decide(q, r, said); err != nil {
			return err
		}
	}
	return nil
}

// ready reads what is in force for this batch.
func (p *planning) ready(q store.Queryer) (err error) {
	if p.places, err = p.s.o.Library.Places(q); err != nil {
		return err
	}
	if p.steps = p.o.steps; p.steps == nil {
		if p.steps, err = readSteps(q); err != nil {
			return err
		}
	}
	zone := p.places.Site.Zone
	p.reach, p.opens = p.s.reachOf(p.places), map[string]time.Time{}
	p.asked, p.wishes = map[int64]*library.MyLoans{}, p.wishes[:0]
	p.looked, p.waiting, p.written = 0, 0, 0
	today := circulation.DayOf(p.o.At, zone)
	p.run = today.String()
	if p.until.IsZero() {
		p.after = p.o.At.AddDate(0, 0, -max(oldest, 2*p.steps.last))
		// A day more on each side, as a branch may be ahead of the library.
		p.until = (p.steps.latestDue(p.places.Calendars(), today+1) + 2).Start(zone)
	}
	return nil
}

// count counts a batch that is written, or would be.
func (p *planning) count() {
	p.sum.Loans += p.looked
	p.sum.Waiting += p.waiting
	p.sum.Messages += p.written
	for i := range p.wishes {
		w := &p.wishes[i]
		if p.o.Items {
			p.sum.Items = append(p.sum.Items, PlannedNotice{Loan: w.notice.LoanID, Step: w.notice.Step, Channel: w.message.Channel})
		}
		if !w.told {
			p.sum.Declined++
			continue
		}
		p.sum.Notices++
		if p.o.DryRun && !p.begun[w.address()] {
			p.begun[w.address()] = true
			p.sum.Messages++
		}
	}
}

// notBefore is from when on a message may go out by a channel.
func (p *planning) notBefore(channel string) time.Time {
	at, ok := p.opens[channel]
	if !ok {
		at = windowOf(p.places, channel).Open(p.o.At)
		p.opens[channel] = at
	}
	return at
}
