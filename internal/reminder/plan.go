package reminder

import (
	"context"
	"strings"
	"time"

	"simpanbudi/internal/circulation"
	"simpanbudi/internal/library"
	"simpanbudi/internal/store"
)

// batch is how many loans are planned in one write. Members who renew wait for a
// write of ours, so it is short.
const batch = 200

// Oldest is how long after its due date a loan is still told of for the first
// time: a library that begins with the debts of years does not write to everybody
// at once.
const Oldest = 180 * 24 * time.Hour

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
// one for each address and local day. Doing it twice changes nothing.
func (s *Service) Plan(ctx context.Context, o PlanOptions) (Planned, error) {
	var sum Planned
	after, loan := o.At.Add(-Oldest), int64(0)
	joined := map[string]bool{}
	for {
		p := planning{s: s, o: o, sum: &sum, joined: joined}
		before := sum
		step := func(q store.Queryer, tx *store.Tx) (err error) {
			sum = before // functions of the write door run once, but a failed one leaves its counts
			after, loan, err = p.batch(q, tx, after, loan)
			return err
		}
		var err error
		if o.DryRun {
			err = s.db.Read(ctx, func(q store.Queryer) error { return step(q, nil) })
		} else {
			err = s.db.Write(ctx, func(tx *store.Tx) error { return step(tx, tx) })
		}
		if err != nil {
			return before, err
		}
		if p.ended {
			return sum, nil
		}
	}
}

// planning is one batch on its way.
type planning struct {
	s      *Service
	o      PlanOptions
	sum    *Planned
	places *library.Places
	steps  *stepSet
	reach  reach
	window Window
	run    string
	asked  map[int64]*library.MyLoans
	joined map[string]bool // of a dry run: the messages begun
	ended  bool            // there are no more loans
}

// batch plans the loans after one and returns the last of them.
func (p *planning) batch(q store.Queryer, tx *store.Tx, after time.Time, loan int64) (time.Time, int64, error) {
	if err := p.ready(q); err != nil {
		return after, loan, err
	}
	// Steps counted in open days reach further back by the closed days among them.
	ahead := time.Duration(-p.steps.first)*2*24*time.Hour + 15*24*time.Hour
	rows, err := store.Candidates(q, after, loan, p.o.At.Add(ahead), batch)
	if err != nil {
		return after, loan, err
	}
	p.ended = len(rows) < batch
	said, err := lastWords(q, rows)
	if err != nil {
		return after, loan, err
	}
	for i := range rows {
		r := &rows[i]
		after, loan = r.DueAt, r.LoanID
		if err := p.loan(q, tx, r, said); err != nil {
			return after, loan, err
		}
	}
	return after, loan, nil
}

// ready reads what is in force in this transaction.
func (p *planning) ready(q store.Queryer) (err error) {
	if p.places, err = p.s.o.Library.Places(q); err != nil {
		return err
	}
	if p.steps = p.o.steps; p.steps == nil {
		if p.steps, err = readSteps(q); err != nil {
			return err
		}
	}
	p.reach, p.window = p.s.reachOf(p.places), windowOf(p.places)
	p.run = circulation.DayOf(p.o.At, p.places.Site.Zone).String()
	p.asked = map[int64]*library.MyLoans{}
	return nil
}

// loan plans the notice of one loan, where it needs one.
func (p *planning) loan(q store.Queryer, tx *store.Tx, r *store.CandidateRow, said map[int64]map[string]bool) error {
	p.sum.Loans++
	zone, calendar := p.places.Branch(r.BranchID)
	steps, channels := p.steps.of(r.Category)
	f := circulation.NoticeFacts{Zone: zone, Calendar: calendar, DueAt: r.DueAt, BorrowedAt: r.BorrowedAt, RenewedAt: r.RenewedAt,
		Status: circulation.LoanStatus(r.Status), Steps: steps}
	if r.Made != "" {
		f.Made = strings.Split(r.Made, ",")
	}
	n := circulation.DecideNotice(&f, p.o.At)
	if n.Needed && n.Step.Days < 0 { // only then it matters whether renewing is open
		renewal, err := p.renewal(q, r)
		if err != nil {
			return err
		}
		f.Renewal = renewal
		n = circulation.DecideNotice(&f, p.o.At)
	}
	switch {
	case !n.OpensAt.IsZero():
		p.sum.Waiting++
		return nil
	case !n.Needed:
		return nil
	}
	return p.notice(tx, r, n.Step, addressee(r, said), channels[n.Step.Key()])
}

// renewal is the decision on renewing a loan as its member.
func (p *planning) renewal(q store.Queryer, r *store.CandidateRow) (*circulation.Decision, error) {
	my, ok := p.asked[r.MemberID]
	if !ok {
		var err error
		if my, err = p.s.o.Library.LoansIn(q, r.MemberID, p.o.At); err != nil {
			return nil, err
		}
		p.asked[r.MemberID] = my
	}
	for i := range my.Loans {
		if my.Loans[i].Ref.ID == r.LoanID {
			return &my.Loans[i].Decision, nil
		}
	}
	return nil, nil
}

// notice makes a notice and joins it to the message for the address.
func (p *planning) notice(tx *store.Tx, r *store.CandidateRow, step circulation.Step, to person, order string) error {
	w, ok := p.reach.choose(to, order)
	kind := KindReminder
	if step.Letter {
		kind, w = KindLetter, way{Hand, to.address(Hand), nil}
		ok = p.reach.may(to, Hand)
	}
	row := store.LoanNoticeRow{LoanID: r.LoanID, DueAt: r.DueAt, Step: step.Key(), MemberID: r.MemberID, MadeAt: p.o.At, State: "waiting"}
	item := PlannedNotice{Loan: r.LoanID, Step: row.Step, Channel: w.channel}
	if p.o.Items {
		p.sum.Items = append(p.sum.Items, item)
	}
	if !ok {
		row.State = "withdrawn" // made all the same, so that it is not looked for again every day
		p.sum.Declined++
	}
	if tx == nil {
		p.count(kind, w, ok)
		return nil
	}
	if ok {
		id, began, err := store.JoinMessage(tx, &store.MessageRow{Kind: kind, Run: p.run, MemberID: to.id, Channel: w.channel,
			Others: strings.Join(w.others, ","), Address: w.address, Language: to.language, CreatedAt: p.o.At, NotBefore: p.window.Open(p.o.At)})
		if err != nil {
			return err
		}
		row.MessageID = id
		if began {
			p.sum.Messages++
			// What still waits from an earlier day goes with it: nobody gets two.
			if err := store.MergeMessages(tx, id, p.o.At); err != nil {
				return err
			}
		}
	}
	// A lower step that has not gone out is not worth telling any more.
	if err := store.WithdrawNotices(tx, r.LoanID, p.o.At); err != nil {
		return err
	}
	made, err := store.AddLoanNotice(tx, &row)
	if made && ok {
		p.sum.Notices++
	}
	return err
}

// count counts what a dry run would write.
func (p *planning) count(kind string, w way, ok bool) {
	if !ok {
		return
	}
	p.sum.Notices++
	if key := kind + " " + w.channel + " " + w.address; !p.joined[key] {
		p.joined[key] = true
		p.sum.Messages++
	}
}

// lastWords are what those to be told have agreed to or declined, by channel.
func lastWords(q store.Queryer, rows []store.CandidateRow) (map[int64]map[string]bool, error) {
	ids := make([]int64, 0, 2*len(rows))
	for i := range rows {
		ids = append(ids, rows[i].Contact.ID)
		if g := rows[i].Guardian.ID; g != 0 {
			ids = append(ids, g)
		}
	}
	consents, err := store.ConsentsOf(q, ids)
	if err != nil {
		return nil, err
	}
	said := map[int64]map[string]bool{}
	for _, c := range consents {
		if said[c.MemberID] == nil {
			said[c.MemberID] = map[string]bool{}
		}
		said[c.MemberID][c.Channel] = c.Given
	}
	return said, nil
}
