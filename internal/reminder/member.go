package reminder

import (
	"context"
	"time"

	"simpanbudi/internal/store"
)

// MemberMessages are the messages to a member, and those to a guardian about the
// member's loans, the newest first.
type MemberMessages struct {
	List   []MemberMessage
	Untold []ToldLoan // loans of which nobody could be told; on the first page only
	Next   int64      // the page after goes on before it; 0 where this is the last
}

// MemberMessage is a message with what became of it. Times are in the library's zone.
type MemberMessage struct {
	ID        int64
	Kind      string
	Channel   string
	Address   string // "" on the hand list
	To        string // whom it is to, where that is somebody else; "" for the member
	State     string // waiting, sending, sent, failed, withdrawn or moved
	Created   time.Time
	NotBefore time.Time
	Settled   time.Time // zero: not yet
	Staff     string    // who passed it on; "" for nobody
	How       string    // in which of the Hows; "" for none
	Uncertain bool      // it may have gone out twice
	Loans     []ToldLoan
	Tries     []Try
}

// MayResend reports whether it can be told once more, as far as it is itself concerned.
func (m *MemberMessage) MayResend() bool {
	return (m.State == "sent" || m.State == "failed") && m.Kind != KindCode && m.Kind != KindTest
}

// MayWithdraw reports whether it can be taken back.
func (m *MemberMessage) MayWithdraw() bool { return m.State == "waiting" }

// ToldLoan is a loan that a message tells of.
type ToldLoan struct {
	Title string
	Name  string // whose it is, where that is somebody else; "" for the member
	Step  string
	Due   time.Time // as it is told, in the zone of its branch
	Made  time.Time
	State string // waiting, sent, failed or withdrawn
}

// Try is a try to send a message, or what its provider said of it later.
type Try struct {
	At      time.Time
	Outcome string // sent, later, never, unknown, delivered or read
	Words   string // of the provider, or how it was passed on
}

// mostUntold is how many loans of which nobody could be told are shown.
const mostUntold = 20

// MemberMessages returns a page of them; before is the Next of the page before, 0 for
// the first.
func (s *Service) MemberMessages(ctx context.Context, member, before int64, limit int) (*MemberMessages, error) {
	page := &MemberMessages{}
	err := s.db.Read(ctx, func(q store.Queryer) error {
		places, err := s.o.Library.Places(q)
		if err != nil {
			return err
		}
		zone := places.Site.Zone
		from := before
		if from == 0 {
			from = 1 << 62
		}
		rows, err := store.MessagesAbout(q, member, from, limit+1)
		if err != nil {
			return err
		}
		if len(rows) > limit {
			rows = rows[:limit]
			page.Next = rows[limit-1].ID
		}
		loan := func(r *store.ToldLoanRow) ToldLoan {
			home, _ := places.Branch(r.BranchID)
			t := ToldLoan{Title: r.Title, Step: r.Step, Due: r.DueAt.In(home), Made: r.MadeAt.In(zone), State: r.State}
			if r.MemberID != member {
				t.Name = r.Name
			}
			return t
		}
		if err := page.fill(q, rows, member, zone, loan); err != nil || before != 0 {
			return err
		}
		untold, err := store.UntoldLoans(q, member, mostUntold)
		for i := range untold {
			page.Untold = append(page.Untold, loan(&untold[i]))
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return page, nil
}

func (p *MemberMessages) fill(q store.Queryer, rows []store.SentRow, member int64, zone *time.Location, loan func(*store.ToldLoanRow) ToldLoan) error {
	at := map[int64]int{}
	ids := make([]int64, len(rows))
	for i := range rows {
		r := &rows[i]
		m := MemberMessage{ID: r.ID, Kind: r.Kind, Channel: r.Channel, Address: r.Address, State: r.State, Created: r.CreatedAt.In(zone),
			NotBefore: r.NotBefore.In(zone), Staff: r.Staff, Uncertain: r.Uncertain}
		if !r.Settled.IsZero() {
			m.Settled = r.Settled.In(zone)
		}
		if r.MemberID != member {
			m.To = r.Name
		}
		if r.Channel == Hand {
			m.Address, m.How = "", r.Words
		}
		p.List, at[r.ID], ids[i] = append(p.List, m), i, r.ID
	}
	loans, err := store.ToldLoans(q, ids)
	if err != nil {
		return err
	}
	for i := range loans {
		m := &p.List[at[loans[i].Message]]
		m.Loans = append(m.Loans, loan(&loans[i]))
	}
	tries, err := store.Tries(q, ids)
	for _, r := range tries {
		m := &p.List[at[r.Message]]
		m.Tries = append(m.Tries, Try{r.At.In(zone), r.Outcome, r.Words})
	}
	return err
}
